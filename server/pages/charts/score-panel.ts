import { ticks } from 'd3-array'
import { html } from 'hono/html'
import type { Range } from '../../../shared/range.ts'
import type { TrendPoint } from '../../../shared/report.ts'
import { cautionOf } from '../../../shared/segments.ts'
import { across, gridline } from './drawing.ts'
import { linear } from './linear.ts'
import { bandPath, linePath, type Place } from './path.ts'
import { sharedAxis } from './range-plot.ts'
import type { TrendWords } from './trend-chart.ts'
import type { Placed } from './trend-layout.ts'

export const scorePanelHeight = 228
const top = 12
const bottom = 212

type Axis = (value: number) => number

/**
 * Whether a stretch's score is drawn, by the rule for segments: of a handful of answers only the
 * count is shown. One answer scores ±100, and a few such would make of every chart a comb.
 */
export function isDrawn({ n, value }: TrendPoint): boolean {
  return value !== null && cautionOf(n) !== 'counts only'
}

/** The score of each stretch as a line, its interval as a band around it. */
export function scorePanel(
  places: readonly Placed[],
  extent: readonly [number, number],
  { figure }: TrendWords,
) {
  const ranges = places.flatMap(({ point }) => (isDrawn(point) ? reached(point) : []))
  const [low, high] = sharedAxis(ranges, extent)
  const y = linear([low, high], [bottom, top])
  const grid = ticks(low, high, 5).map((tick) =>
    gridline(y(tick), figure(tick), tick === 0 && extent[0] < 0 ? 'zero' : 'grid'),
  )
  return [grid, curves(places, y), marks(places, y)]
}

function reached({ value, interval }: TrendPoint): Range[] {
  return [{ low: value!, high: value! }, ...(interval ? [interval] : [])]
}

/** Line and band are broken where there is no score: what lies between is not known. */
function curves(places: readonly Placed[], y: Axis) {
  const along = (measure: (point: TrendPoint) => number | undefined): Place[] =>
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

/** Dots where there is room for them; alone between gaps also the interval, which no band can show. */
function marks(places: readonly Placed[], y: Axis) {
  const has = (place: number) => places[place] !== undefined && isDrawn(places[place].point)
  return places.map(({ point, middle }, place) => {
    const alone = !has(place - 1) && !has(place + 1)
    if (!has(place) || (places.length > 40 && !alone)) return ''
    const x = across(middle)
    const { value, interval } = point
    return html`${alone && interval ? html`<line class="reach" x1="${x}" x2="${x}" y1="${y(interval.low)}" y2="${y(interval.high)}"/>` : ''}<circle class="${alone ? 'dot alone' : 'dot'}" cx="${x}" cy="${y(value!)}" r="3.5"/>`
  })
}
