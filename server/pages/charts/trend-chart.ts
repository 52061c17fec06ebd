import { html } from 'hono/html'
import type { TrendPoint } from '../../../shared/report.ts'
import type { Html } from '../layout.ts'
import { countPanel, countPanelHeight } from './count-panel.ts'
import { across, drawing } from './drawing.ts'
import { isDrawn, scorePanel, scorePanelHeight } from './score-panel.ts'
import type { TrendLabels } from './trend-labels.ts'
import { layOut, placeOfTime } from './trend-layout.ts'

/**
 * The score over time as a line within its interval, above the number of answers as bars.
 * Only the bars when no bucket has enough answers for a score. `moments` are marked by a line.
 */
export function trendChart(
  points: readonly TrendPoint[],
  extent: readonly [number, number],
  labels: TrendLabels,
  moments: readonly string[] = [],
): Html {
  const places = layOut(points)
  const top = points.some(isDrawn) ? scorePanelHeight : 0
  const height = top + countPanelHeight
  return drawing('trend', { ...labels, height }, [
    top === 0 ? '' : scorePanel(places, extent, labels),
    html`<g transform="translate(0 ${top})">${countPanel(places, labels)}</g>`,
    moments.map((moment) => {
      const x = placeOfTime(points, Date.parse(moment))
      return x === null
        ? ''
        : html`<line class="moment" x1="${across(x)}" x2="${across(x)}" y1="0" y2="${height}"/>`
    }),
    places.map(
      ({ point, start, width }) =>
        html`<rect class="touch" x="${across(start)}" width="${across(width)}" y="0" height="${height}"><title>${labels.tooltip(point)}</title></rect>`,
    ),
  ])
}
