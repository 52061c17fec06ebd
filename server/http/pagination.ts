import { tryDecode } from 'hono/utils/url'
import { fromBase64url, toBase64url } from '../links/base64url.ts'
import type { After } from '../storage/find-responses.ts'
import { invalid } from './problem.ts'

/** The cursor that continues after a place in a list. Opaque to callers. */
export function cursorAfter(place: After): string {
  return toCursor(`${place.answeredAt} ${place.id}`)
}

/**
 * A page of a list, and the cursor after its last item; `null` when there is no more. `found` has one item more than
 * the page, when there are so many.
 */
export function pageOf<Item>(found: readonly Item[], limit: number, cursorAt: (last: Item) => string) {
  const last = found.length > limit ? found[limit - 1] : undefined
  return { items: found.slice(0, limit), nextCursor: last === undefined ? null : cursorAt(last) }
}

/** The cursor after what was made at a time, in the order of time and id. */
export function afterMade({ createdAt, id }: { readonly createdAt: number; readonly id: string }): string {
  return cursorAfter({ answeredAt: createdAt, id })
}

/** The items of a page when the caller does not say: lists that had no pages once are whole for nearly everybody. */
export const mostAtOnce = 1000

/** The cursor after a page in the order of time and id; `null` after one that is not full. */
export function cursorOf(
  found: readonly { readonly createdAt: number; readonly id: string }[],
  limit: number,
): string | null {
  const last = found.length === limit ? found.at(-1) : undefined
  return last ? afterMade(last) : null
}

/** The place a cursor stands for; a 422 when it was not made here. */
export function placeOf(cursor: string | undefined): After | null {
  if (cursor === undefined) return null
  const [, time, id] = fromCursor(cursor).match(/^(\d{1,15}) (\S+)$/) ?? []
  if (time === undefined || id === undefined)
    throw invalid('cursor', 'must be the nextCursor of another page')
  return { answeredAt: Number(time), id }
}

/** A place as base64url, which stands in an address as it is. */
export function toCursor(place: string): string {
  return toBase64url(new TextEncoder().encode(place))
}

/** The place that a cursor stands for; `''` when it is none. Those of earlier versions are base64 with its other signs. */
export function fromCursor(cursor: string): string {
  const text = cursor.replaceAll(/[+ ]/g, '-').replaceAll('/', '_').replace(/=+$/, '')
  const bytes = fromBase64url(text)
  return bytes ? new TextDecoder().decode(bytes) : ''
}

/** The cursor that continues a list in the order of addresses after one of them. */
export function addressAfter(email: string): string {
  return toCursor(encodeURIComponent(email))
}

/** The address a cursor stands for; the empty one, before all, without a cursor. */
export function addressOf(cursor: string | undefined): string {
  if (cursor === undefined) return ''
  const email = fromCursor(cursor)
  if (email === '') throw invalid('cursor', 'must be the nextCursor of another page')
  return tryDecode(email, decodeURIComponent)
}
