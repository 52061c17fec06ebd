import { html } from 'hono/html'
import type { TrendPoint } from '../../../shared/report.ts'
import type { Html } from '../layout.ts'
import { countPanel, countPanelHeight } from './count-panel.ts'
import { across, drawing } from './drawing.ts'
import { isDrawn, scorePanel, scorePanelHeight } from './score-panel.ts'
import { placed } from './trend-layout.ts'

/** How the chart writes what it shows; the numbers themselves are the report's. */
export interface TrendWords {
  readonly title: string
  readonly description: string
  readonly figure: (value: number) => string
  readonly count: (n: number) => string
  /** The name of a stretch under the axis. */
  readonly tick: (point: TrendPoint) => string
  /** All there is to say of a stretch, for whoever points at it. */
  readonly told: (point: TrendPoint) => string
}

/**
 * The score over time as a line within its interval, and below it how many answered as bars.
 * While no stretch has enough answers for a score there are only the bars.
 */
export function trendChart(
  points: readonly TrendPoint[],
  extent: readonly [number, number],
  words: TrendWords,
): Html {
  const places = placed(points)
  const top = points.some(isDrawn) ? scorePanelHeight : 0
  const height = top + countPanelHeight
  return drawing('trend', { ...words, height }, [
    top === 0 ? '' : scorePanel(places, extent, words),
    html`<g transform="translate(0 ${top})">${countPanel(places, words)}</g>`,
    places.map(
      ({ point, start, width }) =>
        html`<rect class="touch" x="${across(start)}" width="${across(width)}" y="0" height="${height}"><title>${words.told(point)}</title></rect>`,
    ),
  ])
}
