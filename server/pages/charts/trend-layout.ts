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
  const buckets = bucketsOf(points)
  const x = timeAxis(buckets)
  return buckets.map(({ from, to }, place) => ({
    point: points[place]!,
    start: x(from),
    middle: x((from + to) / 2),
    width: x(to) - x(from),
  }))
}

/** The position of a time along the chart, in percent of the width; `null` when it is before or after all buckets. */
export function placeOfTime(points: readonly TrendPoint[], time: number): number | null {
  const place = timeAxis(bucketsOf(points))(time)
  return place >= 0 && place <= 100 ? place : null
}

function bucketsOf(points: readonly TrendPoint[]) {
  const spans = points.map(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) }))
  const [first, second] = spans
  const isRolling = first && second && second.from < first.to
  return isRolling ? spans.map(({ to }) => ({ from: to - (second.to - first.to), to })) : spans
}

function timeAxis(buckets: readonly { readonly from: number; readonly to: number }[]) {
  return linear([buckets[0]?.from ?? 0, buckets.at(-1)?.to ?? 1], [0, 100])
}
