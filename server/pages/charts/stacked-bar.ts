import { html } from 'hono/html'
import type { Html } from '../layout.ts'
import { across, drawing } from './drawing.ts'
import { linear } from './linear.ts'

const height = 32

/** The parts of a total side by side, in the given order. */
export function stackedBar(
  id: string,
  names: { title: string; description: string },
  parts: readonly { kind: string; count: number; label: string }[],
): Html {
  const total = parts.reduce((sum, { count }) => sum + count, 0)
  const x = linear([0, Math.max(total, 1)], [0, 100])
  let before = 0
  const pieces = parts.map(({ kind, count, label }) => {
    const start = x(before)
    before += count
    return html`<rect class="${kind}" x="${across(start)}" width="${across(x(count))}" height="${height}"><title>${label}</title></rect>`
  })
  return drawing(id, { ...names, height }, pieces)
}
