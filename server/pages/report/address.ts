import { type CountedQuery, reportQuery } from '../../contract/reports.ts'
import type { ThemesQuery } from '../../contract/themes.ts'
import { check } from '../../http/validate.ts'
import { endOfLastDay } from './dates.ts'

/** The page's state. All of it is in the URL, so that a view can be shared. */
export interface Address {
  readonly path: string
  readonly params: URLSearchParams
}

/**
 * The URL without what only a form sends: empty fields, last days, and custom comparison dates as two fields.
 * Returns `null` when the URL has none of them, so that no redirect is needed.
 */
export function normalizedUrl(url: URL): string | null {
  const params = new URLSearchParams([...url.searchParams].filter(([, value]) => value.trim() !== ''))
  const end = (last: string, to: string) => endOfLastDay(params.get(last) ?? '') || (params.get(to) ?? '')
  if (params.has('last')) params.set('to', end('last', 'to'))
  if (params.get('compare') === 'custom') {
    params.set('compare', `${params.get('compareFrom') ?? ''}/${end('compareLast', 'compareTo')}`)
  }
  for (const name of ['last', 'compareFrom', 'compareLast', 'compareTo']) params.delete(name)
  const address = addressOf({ path: url.pathname, params })
  return `${params}` === `${new URLSearchParams([...url.searchParams])}` ? null : address
}

/** The URL with some parameters changed; `null` removes one. Always returns to the first page of comments. */
export function withChanges(
  { path, params }: Address,
  changes: Readonly<Record<string, string | null>>,
  fragment = '',
): string {
  const next = new URLSearchParams(params)
  next.delete('after')
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) next.delete(name)
    else next.set(name, value)
  }
  return addressOf({ path, params: next }) + fragment
}

function addressOf({ path, params }: Address): string {
  return params.size === 0 ? path : `${path}?${params}`
}

/** The URL of another page of comments. */
export function withPage({ path, params }: Address, cursor: string): string {
  const next = new URLSearchParams(params)
  next.set('after', cursor)
  return `${addressOf({ path, params: next })}#comments`
}

/** A segment as a query parameter: `plan:pro`, with colons and backslashes in the property name escaped. */
export function segmentParameter(property: string, value: string): string {
  return `${property.replace(/[\\:]/g, '\\$&')}:${value}`
}

/** The report on another survey: the same period, without what only this survey has. */
export function reportOnSurvey({ path, params }: Address, id: string): string {
  const next = new URLSearchParams(params)
  for (const name of ['segment', 'theme', 'cluster', 'after', 'with']) next.delete(name)
  return addressOf({ path: path.replace(/[^/]+$/, encodeURIComponent(id)), params: next })
}

/** The URL with one more survey counted together with the report's own, or one less. */
export function withPooled({ path, params }: Address, id: string, isAdded: boolean): string {
  const next = new URLSearchParams(params)
  for (const name of ['after', 'theme', 'count', 'cluster']) next.delete(name)
  next.delete('with', id)
  if (isAdded) next.append('with', id)
  return addressOf({ path, params: next })
}

/** The report that an address asks for; other parameters are left out. Throws a 422 that names what cannot be. */
export function reportQueryOf(params: URLSearchParams): CountedQuery {
  const pooled = params.getAll('with')
  return check(reportQuery.strip(), {
    ...Object.fromEntries(params),
    ...(pooled.length > 0 && { with: pooled }),
  })
}

/** The same of its themes, which know of none of these. */
export function themesQueryOf(query: CountedQuery): ThemesQuery {
  const { compare: _, count: __, verified: ___, with: ____, cluster: _____, ...rest } = query
  return rest
}

/** Parameters that mean the same in the list of answers. */
const shared = ['from', 'to', 'timezone', 'segment', 'channel', 'verified']

/** The list of the answers that the report is of, with more of a filter. */
export function answersOf(
  { path, params }: Address,
  changes: Readonly<Record<string, string>> = {},
  list: '' | '.csv' = '',
): string {
  const survey = decodeURIComponent(path.slice(path.lastIndexOf('/') + 1))
  const kept = shared.flatMap((name) => params.getAll(name).map((value): [string, string] => [name, value]))
  const next = new URLSearchParams([['survey', survey], ...kept])
  for (const [name, value] of Object.entries(changes)) next.set(name, value)
  return addressOf({ path: `${consoleOf(path)}/answers${list}`, params: next })
}

/** One answer, beside the list of those that the report is of. */
export function answerPath({ path, params }: Address, id: string): string {
  const list = answersOf({ path, params })
  const survey = path.slice(path.lastIndexOf('/') + 1)
  return `${consoleOf(path)}/answers/${survey}/${encodeURIComponent(id)}${list.slice(list.indexOf('?'))}`
}

const consoleOf = (path: string) => path.replace(/\/surveys\/[^/]+$/, '')
