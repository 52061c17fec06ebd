import { type Band, bandOf, fits, points, type Scale } from './scale.ts'

/** How many people chose each point of a scale: `counts[i]` chose `scale.min + i`. */
export interface Distribution {
  readonly scale: Scale
  readonly counts: readonly number[]
}

/** The distribution of a scale without answers. */
export function emptyDistribution(scale: Scale): Distribution {
  return { scale, counts: points(scale).map(() => 0) }
}

/** How many chose one point: the form of a distribution in SQL and JSON. */
export interface PointCount {
  readonly rating: number
  readonly count: number
}

/**
 * Builds a distribution from counted points, in any order, repeated points added up.
 * Throws a RangeError on a rating outside the scale: something else must have written such
 * a row, and no score may be built on it.
 */
export function fromPointCounts(scale: Scale, rows: Iterable<PointCount>): Distribution {
  const counts = points(scale).map(() => 0)
  for (const { rating, count } of rows) {
    if (!fits(scale, rating)) throw new RangeError(`rating ${rating} is outside ${scale.min}–${scale.max}`)
    counts[rating - scale.min]! += count
  }
  return { scale, counts }
}

/** Counts single ratings into a distribution; throws like `fromPointCounts`. */
export function fromRatings(scale: Scale, ratings: Iterable<number>): Distribution {
  return fromPointCounts(
    scale,
    Array.from(ratings, (rating) => ({ rating, count: 1 })),
  )
}

/** The distribution as rows, every point of the scale present, lowest first. */
export function toPointCounts(distribution: Distribution): PointCount[] {
  return points(distribution.scale).map((rating, step) => ({ rating, count: distribution.counts[step]! }))
}

/** The distribution of the answers of both; the scales must be the same. */
export function merge(a: Distribution, b: Distribution): Distribution {
  return { scale: a.scale, counts: a.counts.map((count, step) => count + (b.counts[step] ?? 0)) }
}

/** The distribution of the answers of `whole` that are not in `part`; the scales must be the same. */
export function subtract(whole: Distribution, part: Distribution): Distribution {
  return { scale: whole.scale, counts: whole.counts.map((count, step) => count - (part.counts[step] ?? 0)) }
}

/** How many answered. */
export function total(distribution: Distribution): number {
  return distribution.counts.reduce((sum, count) => sum + count, 0)
}

/** The mean rating in scale points, or `null` when nobody answered. Divides once. */
export function mean(distribution: Distribution): number | null {
  const n = total(distribution)
  if (n === 0) return null
  return toPointCounts(distribution).reduce((sum, { rating, count }) => sum + rating * count, 0) / n
}

/** How many answers fell in each band of the distribution's scale. */
export function countBands(distribution: Distribution): Record<Band, number> {
  const bands = { positive: 0, neutral: 0, negative: 0 }
  for (const { rating, count } of toPointCounts(distribution))
    bands[bandOf(distribution.scale, rating)] += count
  return bands
}
