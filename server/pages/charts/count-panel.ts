import { html } from 'hono/html'
import { across, gridline } from './drawing.ts'
import { linear } from './linear.ts'
import type { TrendWords } from './trend-chart.ts'
import type { Placed } from './trend-layout.ts'

/** The dates are written below the panel, where the page leaves them room. */
export const countPanelHeight = 64
const top = 16
const bottom = countPanelHeight

/** Labels under the axis at most; a phone shows every other one. */
const mostLabels = 9

/** How many answered in each stretch, as bars, and the dates below. */
export function countPanel(places: readonly Placed[], { count, tick }: TrendWords) {
  const most = Math.max(1, ...places.map(({ point }) => point.n))
  const y = linear([0, most], [bottom, top])
  const bars = places.map(
    ({ point, start, width }) =>
      html`<rect class="answers" x="${across(start + width / 10)}" width="${across((width * 4) / 5)}" y="${y(point.n)}" height="${bottom - y(point.n)}"/>`,
  )
  return [gridline(top, count(most), 'grid'), bars, gridline(bottom, '0', 'axis'), labels(places, tick)]
}

function labels(places: readonly Placed[], tick: TrendWords['tick']) {
  const every = Math.max(1, Math.ceil(places.length / mostLabels))
  return places
    .filter((_, place) => place % every === 0)
    .map(
      ({ point, middle }, place) =>
        html`<text class="${place % 2 === 0 ? 'tick' : 'tick minor'}" x="${across(middle)}" y="${countPanelHeight + 20}" text-anchor="middle">${tick(point)}</text>`,
    )
}
