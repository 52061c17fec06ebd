import type { Ces } from './ces.ts'
import { ces } from './ces.ts'
import type { Csat } from './csat.ts'
import { csat } from './csat.ts'
import type { Distribution } from './distribution.ts'
import type { Nps } from './nps.ts'
import { nps } from './nps.ts'
import type { Metric } from './scale.ts'

/** What a metric says of many ratings. `value` is the headline number, in `unit`. */
export type Score = Nps | Csat | Ces

/** What decides how a distribution is read: the metric, and for CES which output leads. */
export interface Reading {
  readonly metric: Metric
  readonly primary?: 'topBox' | 'mean'
}

/** The score of a distribution under a survey's metric: the one place that chooses the formula. */
export function scoreOf(reading: Reading, distribution: Distribution): Score {
  if (reading.metric === 'nps') return nps(distribution)
  if (reading.metric === 'csat') return csat(distribution)
  return ces(distribution, reading.primary)
}
