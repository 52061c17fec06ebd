import { type Distribution, toPointCounts } from '../distribution.ts'
import { type Moments, moments, standardError } from '../moments.ts'
import { criticalT } from '../quantile.ts'
import { around, clip, type Range } from '../range.ts'
import { meanScoreInterval } from './mean-score-interval.ts'

/**
 * The t interval of a mean, in the mean's unit, unclipped.
 *
 * Source: Student 1908. Example: 4 and 5 give [−1.85, 10.85].
 */
export function tInterval(sample: Moments, confidence = 0.95): Range {
  return around(sample.mean, criticalT(confidence, sample.n - 1) * standardError(sample))
}

/**
 * The interval of a distribution's mean in scale points, within the scale: Student's t where there are enough
 * answers for their skewness (Cochran's rule, n > 25 · skewness²), else the score interval, which also stands
 * when all chose the same point. Of ten answers from people of whom 95 % choose 7, t covers the mean in
 * 40 % of samples, the score interval in 95 %. `null` when nobody answered.
 *
 * Source: Cochran 1977, §2.15; see `meanScoreInterval`. Example: 4 and 5 on a 1–7 scale give [1, 7]: two answers
 * say almost nothing.
 */
export function meanInterval(distribution: Distribution, confidence = 0.95): Range | null {
  const sample = moments(distribution)
  if (!sample || sample.n <= 25 * squaredSkewness(distribution, sample))
    return meanScoreInterval(distribution, confidence)
  return clip(tInterval(sample, confidence), distribution.scale.min, distribution.scale.max)
}

/** The square of the ratings' skewness; infinite when they are all the same. */
function squaredSkewness(distribution: Distribution, { n, mean, variance }: Moments): number {
  if (variance === 0) return Number.POSITIVE_INFINITY
  const cubes = toPointCounts(distribution).reduce(
    (sum, { rating, count }) => sum + count * (rating - mean) ** 3,
    0,
  )
  return (cubes / n) ** 2 / ((variance * (n - 1)) / n) ** 3
}
