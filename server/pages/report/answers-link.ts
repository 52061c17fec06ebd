import { html } from 'hono/html'
import type { Html } from '../layout.ts'
import { answersOf } from './address.ts'
import { count } from './numbers.ts'
import type { ReportContext } from './report-context.ts'

/**
 * A number of answers, and the way to exactly those. Answers left out by the person's count, those of several surveys, and
 * those with a part of a comment have no list: it searches whole words, of names too.
 */
export function answersLink(
  { address }: ReportContext,
  n: number,
  changes: Readonly<Record<string, string>>,
): Html {
  const rule = address.params.get('count')
  const hasNoList = ['with', 'text'].some((name) => address.params.has(name))
  if (n === 0 || hasNoList || (rule !== null && rule !== 'all')) return html`${count(n)}`
  return html`<a href="${answersOf(address, changes)}">${count(n)}</a>`
}
