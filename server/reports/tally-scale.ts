import { type Distribution, fromPointCounts } from '../../shared/distribution.ts'
import type { Scale } from '../../shared/scale.ts'

/** A distribution from the counts of the points 0–10; a point that is not on the scale has count 0. */
export function onScale(scale: Scale, counts: readonly number[]): Distribution {
  const rows = counts.map((count, rating) => ({ rating, count }))
  return fromPointCounts(
    scale,
    rows.filter((row) => row.count !== 0),
  )
}
