import type { Ces } from './ces.ts'
import { ces } from './ces.ts'
import type { Csat } from './csat.ts'
import { csat } from './csat.ts'
import type { Distribution } from './distribution.ts'
import type { Nps } from './nps.ts'
import { nps } from './nps.ts'
import type { Metric } from './scale.ts'

/** The result of a metric over many ratings. `value` is the headline number, in `unit`; `null` when nobody answered. */
export type Score = Nps | Csat | Ces

/** How a distribution is turned into a score: the metric, and for CES which output is the headline. */
export interface Reading {
  readonly metric: Metric
  readonly primary?: 'topBox' | 'mean'
}

/** The score of a distribution under a survey's metric; the only place that chooses the formula. */
export function scoreOf(reading: Reading, distribution: Distribution): Score {
  if (reading.metric === 'nps') return nps(distribution)
  if (reading.metric === 'csat') return csat(distribution)
  return ces(distribution, reading.primary)
}
