import { html } from 'hono/html'
import type { Html } from '../layout.ts'

/**
 * A drawing with a name and a description for those who do not see it.
 *
 * Drawings have no viewBox: they are as wide as their place, x is given in percent of it and
 * y in CSS pixels, so that their text keeps its size from a phone to paper.
 */
export function drawing(
  id: string,
  { title, description, height }: { title: string; description: string; height: number },
  content: unknown,
): Html {
  return html`<svg class="chart ${id}" role="img" aria-labelledby="${id}-title ${id}-description" width="100%" height="${height}">
<title id="${id}-title">${title}</title><desc id="${id}-description">${description}</desc>${content}</svg>`
}

/** A drawing that shows again what stands in words beside it, and is silent for that. */
export function illustration(name: string, height: number, content: unknown): Html {
  return html`<svg class="chart ${name}" aria-hidden="true" focusable="false" width="100%" height="${height}">${content}</svg>`
}

/** A line across the drawing with its value at the left of it. */
export function gridline(y: number, label: string, kind: string): Html {
  return html`<line class="${kind}" x1="0" x2="100%" y1="${y}" y2="${y}"/><text class="tick" x="-8" y="${y}" dy="0.32em" text-anchor="end">${label}</text>`
}

/** A length along the width of a drawing: a hundredth of a percent is finer than any screen. */
export function across(value: number): string {
  return `${Number(value.toFixed(2))}%`
}
