import type { TrendPoint } from '../../../shared/report.ts'
import { linear } from './linear.ts'

/** A bucket of the trend and its position along the chart, in percent of the width. */
export interface PlacedPoint {
  readonly point: TrendPoint
  readonly start: number
  readonly middle: number
  readonly width: number
}

/**
 * Lays the buckets along the time axis. Rolling buckets overlap, so each is drawn at its end and as
 * wide as the step between two of them. Empty for no points.
 */
export function layOut(points: readonly TrendPoint[]): PlacedPoint[] {
  const spans = points.map(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) }))
  const [first, second] = spans
  const isRolling = first && second && second.from < first.to
  const buckets = isRolling ? spans.map(({ to }) => ({ from: to - (second.to - first.to), to })) : spans
  const x = linear([buckets[0]?.from ?? 0, buckets.at(-1)?.to ?? 1], [0, 100])
  return buckets.map(({ from, to }, place) => ({
    point: points[place]!,
    start: x(from),
    middle: x((from + to) / 2),
    width: x(to) - x(from),
  }))
}
