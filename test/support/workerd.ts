import { unstable_startWorker } from 'wrangler'
import { adminKey, type Collector } from './collector.ts'
import { freePort, startSqld } from './sqld.ts'

/** A collector in workerd, whose clock ticks when it is told to. */
export interface WorkerdCollector extends Collector {
  tick(cron?: string): Promise<unknown>
}

/**
 * The real application inside workerd, against a real libSQL server over HTTP: one of its own, unless
 * `DATABASE_URL` names another. `burst` is the deployment with a queue.
 */
export async function startWorkerdCollector(
  variables: Readonly<Record<string, string>> = {},
  environment?: 'burst',
): Promise<WorkerdCollector> {
  const sqld = variables.DATABASE_URL ? null : await startSqld()
  const port = await freePort()
  const worker = await unstable_startWorker({
    config: 'wrangler.toml',
    ...(environment && { env: environment }),
    bindings: {
      ...(sqld && { DATABASE_URL: { type: 'plain_text', value: sqld.url } }),
      SAYSO_ADMIN_KEY: { type: 'plain_text', value: adminKey },
      ...Object.fromEntries(
        Object.entries(variables).map(([name, value]) => [name, { type: 'plain_text' as const, value }]),
      ),
    },
    dev: {
      server: { hostname: '127.0.0.1', port },
      inspector: false,
      logLevel: 'error',
      watch: false,
      // Two at a time would lock each other out of one place for what they keep.
      persist: false,
    },
  })
  await worker.ready
  return {
    url: `http://127.0.0.1:${port}`,
    key: adminKey,
    tick: (cron = '* * * * *') =>
      fetch(`http://127.0.0.1:${port}/cdn-cgi/handler/scheduled?${new URLSearchParams({ cron })}`),
    async close() {
      await worker.dispose()
      await sqld?.close()
    },
  }
}
