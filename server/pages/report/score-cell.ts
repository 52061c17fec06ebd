import { html } from 'hono/html'
import type { Interval } from '../../../shared/interval.ts'
import type { Html } from '../layout.ts'
import { figure, range, type Unit } from './numbers.ts'

/** A table cell with a score and, if there is one, its interval below. */
export function scoreCell(value: number | null, interval: Interval | null, unit: Unit): Html {
  return html`<td class="number">${figure(value, unit)}${interval ? html` <span class="between soft">${range(interval, unit)}</span>` : ''}</td>`
}
