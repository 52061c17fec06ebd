import { isAmongHashed } from '../../shared/origins.ts'
import type { Session } from '../session.ts'

/**
 * The origin that browsers send with the page's requests. Not `window.origin` alone, which a page may replace
 * with a variable of its own; but frames without an address have no other, and a sandboxed page has an address
 * and yet no origin.
 */
export function pageOrigin(): string {
  if (location.origin === 'null') return origin
  return document.domain ? location.origin : 'null'
}

/** The page's origin when the collector would refuse its answers; `undefined` when it takes them, or cannot be known. */
export function refusedOrigin({ collector, allows }: Session): string | undefined {
  if (!allows || location.host === new URL(collector).host) return undefined
  const mine = pageOrigin()
  return isAmongHashed(allows, mine) ? undefined : mine
}
