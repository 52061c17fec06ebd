import { html } from 'hono/html'
import type { Html } from '../layout.ts'
import { across, illustration } from './drawing.ts'
import { linear } from './linear.ts'

/** A bar of `value` on an axis from 0 to `max`. */
export function bar(value: number, max: number, kind: string): Html {
  const width = linear([0, Math.max(max, 1)], [0, 100])
  return illustration(
    'bar',
    12,
    html`<rect class="track" width="100%" height="12" rx="3"/><rect class="${kind}" width="${across(width(value))}" height="12" rx="3"/>`,
  )
}
