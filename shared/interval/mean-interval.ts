import type { Distribution } from '../distribution.ts'
import { type Moments, moments, standardError } from '../moments.ts'
import { criticalT } from '../quantile.ts'
import { around, clip, type Range } from '../range.ts'

/**
 * The t interval of a mean, in the mean's unit, unclipped.
 *
 * Source: Student 1908. Example: 4 and 5 give [−1.85, 10.85].
 */
export function tInterval(sample: Moments, confidence = 0.95): Range {
  return around(sample.mean, criticalT(confidence, sample.n - 1) * standardError(sample))
}

/**
 * The interval of a distribution's mean in scale points, clipped to the scale's ends.
 *
 * Clipping keeps the coverage: a mean of ratings cannot lie outside the scale. `null` for fewer
 * than two answers, and when all chose the same point: without variance t would claim certainty.
 * R's `t.test` refuses such data too.
 *
 * Example: 4 and 5 on a 1–7 scale give [1, 7]: two answers say almost nothing.
 */
export function meanInterval(distribution: Distribution, confidence = 0.95): Range | null {
  const sample = moments(distribution)
  if (!sample || sample.variance === 0) return null
  return clip(tInterval(sample, confidence), distribution.scale.min, distribution.scale.max)
}
