import type { Ctx } from '../../context.ts'
import { type AnswersFilter, answersFilter } from '../../contract/answers.ts'
import { check } from '../../http/validate.ts'
import { nameOfKey, personKey } from '../../people/person-key.ts'
import type { Workspace } from '../../storage/workspaces.ts'

/** The filter of a page, as it stands in the address. */
export interface AnswersAddress {
  /** The path of the list, like `/console/answers`. */
  readonly base: string
  /** Only what is a parameter of the filter. */
  readonly params: URLSearchParams
  /** Which page of the list: before or after the place of an answer; left out for the first. */
  readonly page?: readonly ['before' | 'after', string] | undefined
  /** What is searched for where the address has it encrypted, as `find`. */
  readonly text?: string | undefined
}

const names = new Set([...Object.keys(answersFilter.shape), 'find'])

/** The filter in the address of a request. */
export async function addressOf(c: Ctx, workspace: Workspace, base: string): Promise<AnswersAddress> {
  const address = addressIn(base, new URL(c.req.url).searchParams)
  const find = address.params.get('find')
  if (find === null) return address
  return { ...address, text: (await nameOfKey(c, workspace, find)) ?? undefined }
}

/** The list with what is searched for. Words may stand in an address; somebody's email is encrypted there. */
export async function withText(c: Ctx, workspace: Workspace, address: AnswersAddress, text: string) {
  const isEmail = text.includes('@')
  const find = isEmail ? await personKey(c, workspace, text) : null
  return withFilter(address, { find, text: isEmail ? null : text.trim() || null })
}

/** The filter in an address; what is empty or is no parameter of it is left out. */
export function addressIn(base: string, params: URLSearchParams): AnswersAddress {
  const kept = [...params].filter(([name, value]) => names.has(name) && value.trim() !== '')
  const page = (['before', 'after'] as const).find((name) => /^\d{1,16}$/.test(params.get(name) ?? ''))
  return { base, params: new URLSearchParams(kept), page: page && [page, params.get(page)!] }
}

/** The parameters, checked. Throws a 422 that names what cannot be. */
export function askedIn({ params, text }: AnswersAddress): AnswersFilter {
  const segments = params.getAll('segment')
  const { find: _, ...plain } = Object.fromEntries(params)
  return check(answersFilter, {
    ...plain,
    ...(text !== undefined && { text }),
    ...(segments.length > 0 && { segment: segments }),
  })
}

/** The list with some parameters changed; `null` takes one away. Always its first page. */
export function withFilter(
  { base, params }: AnswersAddress,
  changes: Readonly<Record<string, string | null>>,
): string {
  const next = new URLSearchParams(params)
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) next.delete(name)
    else next.set(name, value)
  }
  return linkTo(base, next)
}

/** The list with one more property that must fit, or one less. */
export function withSegment({ base, params }: AnswersAddress, segment: string, isAdded: boolean): string {
  const next = new URLSearchParams(params)
  next.delete('segment', segment)
  if (isAdded) next.append('segment', segment)
  return linkTo(base, next)
}

/** A path with parameters. */
export function linkTo(path: string, params: URLSearchParams): string {
  return params.size === 0 ? path : `${path}?${params}`
}

/** The path of one answer, beside the page of the list it was found on. */
export function pathOfAnswer(
  { base, params, page }: AnswersAddress,
  { surveyId, id }: { readonly surveyId: string; readonly id: string },
): string {
  return linkTo(
    `${base}/${encodeURIComponent(surveyId)}/${encodeURIComponent(id)}`,
    page ? withPage(params, page) : params,
  )
}

/** Another page of the list. */
export function pathOfPage({ base, params }: AnswersAddress, page: readonly [string, string]): string {
  return linkTo(base, withPage(params, page))
}

function withPage(params: URLSearchParams, [name, place]: readonly [string, string]): URLSearchParams {
  const next = new URLSearchParams(params)
  next.set(name, place)
  return next
}
