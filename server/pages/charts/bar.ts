import { html } from 'hono/html'
import type { Html } from '../layout.ts'
import { across, illustration } from './drawing.ts'
import { linear } from './linear.ts'

/** One bar of `value` on an axis that reaches from 0 to `most`. */
export function bar(value: number, most: number, kind: string): Html {
  const width = linear([0, Math.max(most, 1)], [0, 100])
  return illustration(
    'bar',
    12,
    html`<rect class="track" width="100%" height="12" rx="3"/><rect class="${kind}" width="${across(width(value))}" height="12" rx="3"/>`,
  )
}
