import type { Distribution } from './distribution.ts'
import { meanInterval } from './interval/mean-interval.ts'
import { adjustedWald, clipToNps, npsCounts } from './interval/nps-interval.ts'
import { shareInterval } from './interval/share-interval.ts'
import type { Range } from './range.ts'
import { type Reading, scoreOf } from './score.ts'

/** The confidence interval of a score, in the unit of its `value`. */
export interface Interval extends Range {
  readonly confidence: number
}

/**
 * The interval of a score's headline `value`, by metric like `scoreOf`: NPS the adjusted
 * Wald clipped to −100…100, CSAT and CES top box Wilson in percent, CES mean the t or score
 * interval within the scale. `null` when nobody answered.
 *
 * No interval covers nonresponse: it measures chance among people like those who answered. It always
 * contains the score: the adjusted NPS interval of very few answers is extended to it, so that one
 * detractor alone, who scores −100, has [−100, 48.5] and not [−98.5, 48.5].
 *
 * Source: see each formula in `interval/`.
 * Example: 6 detractors, 13 passives and 32 promoters score 50.98 with [29.3, 67.0].
 */
export function intervalOf(reading: Reading, distribution: Distribution, confidence = 0.95): Interval | null {
  const range = rangeOf(reading, distribution, confidence)
  const { value } = scoreOf(reading, distribution)
  if (range === null || value === null) return null
  return { low: Math.min(range.low, value), high: Math.max(range.high, value), confidence }
}

function rangeOf(reading: Reading, distribution: Distribution, confidence: number): Range | null {
  if (reading.metric === 'nps') return clipToNps(adjustedWald(npsCounts(distribution), confidence))
  if (reading.metric === 'ces' && reading.primary === 'mean') return meanInterval(distribution, confidence)
  return shareInterval(distribution, confidence)
}
