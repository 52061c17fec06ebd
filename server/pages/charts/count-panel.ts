import { html } from 'hono/html'
import { across, gridline } from './drawing.ts'
import { linear } from './linear.ts'
import type { TrendLabels } from './trend-labels.ts'
import type { PlacedPoint } from './trend-layout.ts'

/** In pixels. The dates are drawn below the panel, where the page's CSS leaves room for them. */
export const countPanelHeight = 64
const top = 16
const bottom = countPanelHeight

/** The most labels under the axis; narrow screens hide every other one (class `minor`). */
const maxLabels = 9

/** The number of answers in each bucket as bars, with the dates below. */
export function countPanel(places: readonly PlacedPoint[], { formatCount, tickLabel }: TrendLabels) {
  const most = Math.max(1, ...places.map(({ point }) => point.n))
  const y = linear([0, most], [bottom, top])
  const bars = places.map(
    ({ point, start, width }) =>
      html`<rect class="answers" x="${across(start + width / 10)}" width="${across((width * 4) / 5)}" y="${y(point.n)}" height="${bottom - y(point.n)}"/>`,
  )
  return [
    gridline(top, formatCount(most), 'grid'),
    bars,
    gridline(bottom, '0', 'axis'),
    labels(places, tickLabel),
  ]
}

function labels(places: readonly PlacedPoint[], tickLabel: TrendLabels['tickLabel']) {
  const every = Math.max(1, Math.ceil(places.length / maxLabels))
  return places
    .filter((_, place) => place % every === 0)
    .map(
      ({ point, middle }, place) =>
        html`<text class="${place % 2 === 0 ? 'tick' : 'tick minor'}" x="${across(middle)}" y="${countPanelHeight + 20}" text-anchor="middle">${tickLabel(point)}</text>`,
    )
}
