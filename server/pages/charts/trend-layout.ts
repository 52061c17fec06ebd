import type { TrendPoint } from '../../../shared/report.ts'
import { linear } from './linear.ts'

/** A stretch of the trend and where it lies along the chart, in percent of the width. */
export interface Placed {
  readonly point: TrendPoint
  readonly start: number
  readonly middle: number
  readonly width: number
}

/**
 * Lays the stretches along the axis of time. Those that roll over one another are shown at
 * their ends, each as wide as the step between two of them.
 */
export function placed(points: readonly TrendPoint[]): Placed[] {
  const spans = points.map(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) }))
  const [first, second] = spans
  const rolls = first && second && second.from < first.to
  const stretches = rolls ? spans.map(({ to }) => ({ from: to - (second.to - first.to), to })) : spans
  const x = linear([stretches[0]?.from ?? 0, stretches.at(-1)?.to ?? 1], [0, 100])
  return stretches.map(({ from, to }, place) => ({
    point: points[place]!,
    start: x(from),
    middle: x((from + to) / 2),
    width: x(to) - x(from),
  }))
}
