import { html } from 'hono/html'
import type { Html } from '../layout.ts'

/** Characters that no text of ours has. */
const firstMark = 0xe000
const marks = /([\ue000-\ue00f])/

/**
 * A sentence with names in it that are somebody's: each by itself, so that letters written from the right, and characters
 * that turn the direction, leave the words around it as they are.
 */
export function withNames(names: readonly string[], say: (...names: string[]) => string): Html {
  const parts = say(...names.map((_, place) => String.fromCharCode(firstMark + place))).split(marks)
  return html`${parts.map((part) => (marks.test(part) ? html`<bdi>${names[part.charCodeAt(0) - firstMark]}</bdi>` : part))}`
}
