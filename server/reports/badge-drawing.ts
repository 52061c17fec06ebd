import { html } from 'hono/html'
import { count, figure, range } from '../pages/report/numbers.ts'
import type { PageScore } from './page-score.ts'

/** Pixels that a sign is wide on average, in the font of badges; `textLength` fits what is not. */
const narrow = /[ .,:;'’iIlj|!()[\]]/
const widthOf = (text: string) =>
  [...text].reduce((sum, sign) => sum + (narrow.test(sign) ? 4.2 : sign > '\u2e80' ? 12 : 7.2), 0)

const padding = 8
const height = 24

/** A score as a picture: what it is, the number, its interval, from how many answers. */
export function drawBadge(given: string, { n, value, unit, interval, words }: PageScore): string {
  const shown =
    value === null
      ? `too few answers: ${count(n)}`
      : `${figure(value, unit)}${interval ? ` (${range(interval, unit)})` : ''} · ${count(n)} answers`
  // XML has no place for controls.
  const label = given.replace(/\p{Cc}/gu, ' ')
  const [first, second] = [widthOf(label), widthOf(shown)]
  const [left, right] = [first + 2 * padding, second + 2 * padding]
  const at = (x: number, width: number, text: string) =>
    html`<text x="${x.toFixed(1)}" y="16" textLength="${width.toFixed(1)}" lengthAdjust="spacingAndGlyphs">${text}</text>`
  // Attributes alone: the policy of answers that are no pages lets in no styles.
  return String(
    html`<svg xmlns="http://www.w3.org/2000/svg" width="${(left + right).toFixed(1)}" height="${height}" role="img"><title>${label}: ${words}</title><clipPath id="r"><rect width="${(left + right).toFixed(1)}" height="${height}" rx="4"/></clipPath><g clip-path="url(#r)"><rect width="${left.toFixed(1)}" height="${height}" fill="#44403c"/><rect x="${left.toFixed(1)}" width="${right.toFixed(1)}" height="${height}" fill="${value === null ? '#6b6762' : '#4f46b8'}"/></g><g fill="#fff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="12" direction="ltr">${at(padding, first, label)}${at(left + padding, second, shown)}</g></svg>`,
  )
}
