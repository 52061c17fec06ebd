import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { LoggedRequest } from '../services.ts'

/** Counts requests, and writes the counts with the process's own figures in Prometheus's text format. */
export function createMetrics(): {
  count(request: LoggedRequest): void
  text(retentionLag: number | null, troubles: number | null): Promise<string>
} {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Counter({
    name: 'sayso_requests_total',
    help: 'Requests by route, method, status and code of refusal',
    labelNames: ['route', 'method', 'status', 'code'],
    registers: [registry],
  })
  const seconds = new Histogram({
    name: 'sayso_request_seconds',
    help: 'How long requests took to answer',
    labelNames: ['route', 'method'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  })
  const lag = new Gauge({
    name: 'sayso_retention_lag_seconds',
    help: 'How long the oldest thing that is kept no longer is overdue; NaN while the database is away',
    registers: [registry],
  })
  const inTrouble = new Gauge({
    name: 'sayso_campaigns_in_trouble',
    help: 'Campaigns that are kept from sending; NaN while the database is away',
    registers: [registry],
  })
  return {
    count({ route, method, status, code = '', ms }) {
      requests.inc({ route, method, status, code })
      seconds.observe({ route, method }, ms / 1000)
    },
    text(retentionLag, troubles) {
      inTrouble.set(troubles ?? Number.NaN)
      lag.set(retentionLag === null ? Number.NaN : retentionLag / 1000)
      return registry.metrics()
    },
  }
}
