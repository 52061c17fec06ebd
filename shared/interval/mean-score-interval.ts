import { type Distribution, mean, toPointCounts, total } from '../distribution.ts'
import { criticalZ } from '../quantile.ts'
import type { Range } from '../range.ts'

interface Point {
  readonly rating: number
  readonly count: number
}

/**
 * The score interval of a mean of ratings, in scale points: every mean that a z test would not reject, with the
 * variance of the likeliest distribution on the scale that has this mean. Always within the scale, and it needs
 * no variance in the answers: ten 7s may well come from people whose mean is 6. `null` when nobody answered.
 *
 * It is Wilson's interval for ratings of more than two points; Tango's interval of an NPS is the case of three.
 *
 * Source: Wilson 1927 and Tango 1998 for the method; Owen 2001, §2.2, for the likeliest distribution.
 * Example: ten 7s on a 1–7 scale give [5.33, 7].
 */
export function meanScoreInterval(distribution: Distribution, confidence = 0.95): Range | null {
  const average = mean(distribution)
  if (average === null) return null
  const { min, max } = distribution.scale
  const rows = toPointCounts(distribution).filter(({ count }) => count > 0)
  const reach = criticalZ(confidence) ** 2 / total(distribution)
  return {
    low: lowest(rows, average, min, reach),
    high: -lowest(rows.map(mirrored), -average, -max, reach),
  }
}

function mirrored({ rating, count }: Point): Point {
  return { rating: -rating, count }
}

/** The lowest mean between `min` and `mean` that is not rejected. */
function lowest(rows: readonly Point[], mean: number, min: number, reach: number): number {
  let low = min
  let high = mean
  for (let step = 0; step < 60; step++) {
    const at = (low + high) / 2
    if ((mean - at) ** 2 > reach * likeliestVariance(rows, at, min)) low = at
    else high = at
  }
  return high
}

/**
 * The variance of the likeliest distribution with the mean `at`, below that of the answers. Answers keep the
 * proportions n / (1 + λ(x − at)); where even the largest λ leaves a rest, it goes to the end of the scale.
 */
function likeliestVariance(rows: readonly Point[], at: number, min: number): number {
  const n = rows.reduce((sum, { count }) => sum + count, 0)
  const most = 1 / (at - min)
  const excess = (lambda: number) =>
    rows.reduce((sum, { rating, count }) => sum + (count * (rating - at)) / (1 + lambda * (rating - at)), 0)
  let low = 0
  let high = most
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2
    if (excess(middle) > 0) low = middle
    else high = middle
  }
  let [left, variance] = [1, 0]
  for (const { rating, count } of rows) {
    const weight = 1 + low * (rating - at)
    if (weight < 1e-9) continue
    const share = count / n / weight
    left -= share
    variance += share * (rating - at) ** 2
  }
  return variance + Math.max(0, left) * (min - at) ** 2
}
