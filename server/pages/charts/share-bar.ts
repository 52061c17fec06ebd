import { html } from 'hono/html'
import type { Range } from '../../../shared/range.ts'
import type { Html } from '../layout.ts'
import { across, illustration } from './drawing.ts'
import { linear } from './linear.ts'

/** A bar of `value` on an axis from 0 to `max`, with the line of its interval over it. */
export function shareBar(value: number, interval: Range | null, max: number, kind: string): Html {
  const x = linear([0, Math.max(max, 1)], [0, 100])
  const intervalLine =
    interval &&
    html`<line class="reach over" x1="${across(x(interval.low))}" x2="${across(x(interval.high))}" y1="8" y2="8"/>`
  return illustration(
    'share-bar',
    16,
    html`<rect class="track" width="100%" y="1" height="14" rx="3"/><rect class="${kind}" width="${across(x(value))}" y="1" height="14" rx="3"/>${intervalLine ?? ''}`,
  )
}
