import { nice } from 'd3-array'
import { html } from 'hono/html'
import type { Range } from '../../../shared/range.ts'
import type { Html } from '../layout.ts'
import { across, illustration } from './drawing.ts'
import { linear } from './linear.ts'

/** The numbers of a range plot, in the unit of its axis. */
export interface RangePlot {
  readonly value: number | null
  readonly interval: Range | null
  /** A value to compare with, such as the score of all answers. */
  readonly reference?: number | null
}

const middle = 12

/** A score as a dot on the line of its interval; without a score only the axis. */
export function rangePlot(
  domain: readonly [number, number],
  { value, interval, reference }: RangePlot,
): Html {
  const x = linear(domain, [0, 100])
  const at = (place: number) => across(Math.min(100, Math.max(0, x(place))))
  return illustration(
    'range',
    2 * middle,
    html`<line class="axis" x1="0" x2="100%" y1="${middle}" y2="${middle}"/>
${reference == null ? '' : html`<line class="reference" x1="${at(reference)}" x2="${at(reference)}" y1="0" y2="${2 * middle}"/>`}
${interval ? html`<line class="reach" x1="${at(interval.low)}" x2="${at(interval.high)}" y1="${middle}" y2="${middle}"/>` : ''}
${value === null ? '' : html`<circle class="dot" cx="${at(value)}" cy="${middle}" r="5"/>`}`,
  )
}

/** The axis that several range plots share: round numbers close around all ranges, within `extent`. Returns `extent` for no ranges. */
export function sharedAxis(ranges: readonly Range[], extent: readonly [number, number]): [number, number] {
  if (ranges.length === 0) return [...extent]
  const lows = ranges.map(({ low }) => low)
  const highs = ranges.map(({ high }) => high)
  const [low, high] = nice(Math.min(...lows), Math.max(...highs), 8)
  return [Math.max(low, extent[0]), Math.min(high, extent[1])]
}
