import { ticks } from 'd3-array'
import { html } from 'hono/html'
import type { Range } from '../../../shared/range.ts'
import type { TrendPoint } from '../../../shared/report.ts'
import { cautionOf } from '../../../shared/segments.ts'
import { across, gridline } from './drawing.ts'
import { linear } from './linear.ts'
import { bandPath, linePath, type PathPoint } from './path.ts'
import { sharedAxis } from './range-plot.ts'
import type { TrendLabels } from './trend-labels.ts'
import type { PlacedPoint } from './trend-layout.ts'

export const scorePanelHeight = 228
const top = 12
const bottom = 212

type Axis = (value: number) => number

/**
 * Whether a bucket has enough answers for its score to be drawn (the same rule as for segments).
 * A single answer scores ±100 in NPS, so small buckets would turn the line into spikes.
 */
export function isDrawn({ n, value }: TrendPoint): boolean {
  return value !== null && cautionOf(n) !== 'counts only'
}

/** The score of each bucket as a line, with its interval as a band around it. */
export function scorePanel(
  places: readonly PlacedPoint[],
  extent: readonly [number, number],
  { formatValue }: TrendLabels,
) {
  const ranges = places.flatMap(({ point }) => (isDrawn(point) ? rangesOf(point) : []))
  const [low, high] = sharedAxis(ranges, extent)
  const y = linear([low, high], [bottom, top])
  const grid = ticks(low, high, 5).map((tick) =>
    gridline(y(tick), formatValue(tick), tick === 0 && extent[0] < 0 ? 'zero' : 'grid'),
  )
  return [grid, curves(places, y), marks(places, y)]
}

function rangesOf({ value, interval }: TrendPoint): Range[] {
  return [{ low: value!, high: value! }, ...(interval ? [interval] : [])]
}

/** Line and band are broken at buckets without a score: drawing through them would invent values. */
function curves(places: readonly PlacedPoint[], y: Axis) {
  const along = (measure: (point: TrendPoint) => number | undefined): PathPoint[] =>
    places.map(({ point, middle }) => {
      const value = isDrawn(point) ? measure(point) : undefined
      return value === undefined ? null : [10 * middle, y(value)]
    })
  const low = along(({ interval }) => interval?.low)
  const high = along(({ interval }) => interval?.high)
  const score = along(({ value }) => value ?? undefined)
  return html`<svg class="stretched" x="0" y="0" width="100%" height="${bottom + 2}" viewBox="0 0 1000 ${bottom + 2}" preserveAspectRatio="none">
<path class="band" d="${bandPath(high, low)}"/><path class="edge" d="${linePath(low)}"/><path class="edge" d="${linePath(high)}"/>
<path class="score" d="${linePath(score)}"/></svg>`
}

/** Dots where there is room. A bucket between two gaps also gets its interval as a line, since a band needs two points. */
function marks(places: readonly PlacedPoint[], y: Axis) {
  const has = (place: number) => places[place] !== undefined && isDrawn(places[place].point)
  return places.map(({ point, middle }, place) => {
    const isIsolated = !has(place - 1) && !has(place + 1)
    if (!has(place) || (places.length > 40 && !isIsolated)) return ''
    const x = across(middle)
    const { value, interval } = point
    return html`${isIsolated && interval ? html`<line class="reach" x1="${x}" x2="${x}" y1="${y(interval.low)}" y2="${y(interval.high)}"/>` : ''}<circle class="${isIsolated ? 'dot alone' : 'dot'}" cx="${x}" cy="${y(value!)}" r="3.5"/>`
  })
}
