import { html } from 'hono/html'
import type { Html } from '../layout.ts'
import { illustration } from './drawing.ts'
import { linear } from './linear.ts'
import { linePath } from './path.ts'

const height = 28
const edge = 3

/** A small line chart without labels; `null` values are gaps. */
export function sparkline(values: readonly (number | null)[]): Html {
  const max = Math.max(1, ...values.flatMap((value) => (value === null ? [] : [value])))
  const x = linear([0, Math.max(1, values.length - 1)], [0, 1000])
  const y = linear([0, max], [height - edge, edge])
  const path = linePath(values.map((value, place) => (value === null ? null : [x(place), y(value)])))
  return illustration(
    'sparkline',
    height,
    html`<line class="axis" x1="0" x2="100%" y1="${height - 1}" y2="${height - 1}"/><svg class="stretched" x="0" y="0" width="100%" height="${height}" viewBox="0 0 1000 ${height}" preserveAspectRatio="none"><path class="score" d="${path}"/></svg>`,
  )
}
