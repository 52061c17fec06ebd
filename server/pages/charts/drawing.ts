import { html } from 'hono/html'
import type { Html } from '../layout.ts'

/**
 * An SVG with a title and a description for screen readers.
 *
 * It has no viewBox: it is as wide as its container, x is in percent of that width and y in CSS
 * pixels, so the text keeps its size on a phone and on paper.
 */
export function drawing(
  id: string,
  { title, description, height }: { title: string; description: string; height: number },
  content: unknown,
): Html {
  return html`<svg class="chart ${id}" role="img" aria-labelledby="${id}-title ${id}-description" width="100%" height="${height}">
<title id="${id}-title">${title}</title><desc id="${id}-description">${description}</desc>${content}</svg>`
}

/** An SVG hidden from screen readers, because the text beside it says the same. */
export function illustration(name: string, height: number, content: unknown): Html {
  return html`<svg class="chart ${name}" aria-hidden="true" focusable="false" width="100%" height="${height}">${content}</svg>`
}

/** A line across the drawing with its value at the left. */
export function gridline(y: number, label: string, kind: string): Html {
  return html`<line class="${kind}" x1="0" x2="100%" y1="${y}" y2="${y}"/><text class="tick" x="-8" y="${y}" dy="0.32em" text-anchor="end">${label}</text>`
}

/** An x position or width in percent; two decimals are finer than any screen. */
export function across(value: number): string {
  return `${Number(value.toFixed(2))}%`
}
