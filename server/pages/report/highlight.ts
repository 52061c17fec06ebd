import { html } from 'hono/html'
import type { Html } from '../layout.ts'

/** The text with the spans in `<mark>`, titled with their rule; overlapping spans are not marked twice. */
export function highlighted(
  text: string,
  spans: readonly { readonly start: number; readonly end: number; readonly rule: string }[],
): Html[] {
  const parts: Html[] = []
  let at = 0
  for (const { start, end, rule } of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (end <= at) continue
    const from = Math.max(start, at)
    parts.push(html`${text.slice(at, from)}<mark title="${rule}">${text.slice(from, end)}</mark>`)
    at = end
  }
  return [...parts, html`${text.slice(at)}`]
}
