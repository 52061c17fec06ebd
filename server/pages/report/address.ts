import { type ReportQuery, reportCall } from '../../contract/queries.ts'
import type { ThemesQuery } from '../../contract/themes.ts'
import { check } from '../../http/validate.ts'
import { parseSegment } from '../../reports/period.ts'
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

/** The URL with one more property that must fit instead of others of the same name, or without one. */
export function withSegment(address: Address, segment: string, isAdded: boolean): string {
  const { path, params } = address
  const next = new URLSearchParams(params)
  next.delete('after')
  const property = parseSegment(segment)?.property
  for (const each of params.getAll('segment')) {
    const isReplaced = isAdded && parseSegment(each)?.property === property
    if (isReplaced || each === segment) next.delete('segment', each)
  }
  if (isAdded) next.append('segment', segment)
  return addressOf({ path, params: next })
}

/** The report on another survey: the same period, without what only this survey has. */
export function reportOnSurvey({ path, params }: Address, id: string): string {
  const next = new URLSearchParams(params)
  for (const name of ['segment', 'theme', 'comment-theme', 'cluster', 'after', 'with']) next.delete(name)
  return addressOf({ path: path.replace(/[^/]+$/, encodeURIComponent(id)), params: next })
}

/** The URL with one more survey counted together with the report's own, or one less. */
export function withPooled({ path, params }: Address, id: string, isAdded: boolean): string {
  const next = new URLSearchParams(params)
  for (const name of ['after', 'theme', 'comment-theme', 'count', 'cluster']) next.delete(name)
  next.delete('with', id)
  if (isAdded) next.append('with', id)
  return addressOf({ path, params: next })
}

/** The report that an address asks for; other parameters are left out. Throws a 422 that names what cannot be. */
export function reportQueryOf(params: URLSearchParams): ReportQuery {
  const repeated = ['with', 'segment'].flatMap((name): [string, string[]][] =>
    params.has(name) ? [[name, params.getAll(name)]] : [],
  )
  return check(reportCall.strip(), { ...Object.fromEntries(params), ...Object.fromEntries(repeated) })
}

/** The themes of the answers that a report is of; `null` where no themes are counted of just those. */
export function themesQueryOf(params: URLSearchParams): ThemesQuery | null {
  if (!hasThemes(params)) return null
  const { from, to, timezone, interval, channel, segment } = reportQueryOf(params)
  return { from, to, timezone, interval, channel, segment: segment?.[0] }
}

/** Whether themes are counted of just the answers that a report is of. Of a theme's own report, all are listed beside it. */
export function hasThemes(params: URLSearchParams): boolean {
  const isNarrow = ['with', 'verified', 'cluster', 'band', 'text', 'origin'].some((name) => params.has(name))
  return !isNarrow && params.getAll('segment').length < 2 && (params.get('count') ?? 'all') === 'all'
}

/** Parameters that mean the same in the list of answers. */
const shared = [
  ...['from', 'to', 'timezone', 'segment', 'channel', 'verified'],
  ...['band', 'theme', 'text', 'origin'],
]

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
