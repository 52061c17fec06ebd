import type { MailId } from '../mail-id.ts'
import { readRefusal } from '../smtp-refusal.ts'

/** What became of a mail after it was taken, for good: its person is not to be mailed again. */
export interface MailEvent {
  readonly reason: 'bounced' | 'complained' | 'unsubscribed'
  readonly mail: MailId
  /** The address it names, which must be the one the mail went to; `null` when it was taken out. */
  readonly email: string | null
}

/** What a service sends to tell of events. */
export interface EventRequest {
  readonly headers: Headers
  /** As it came: signatures are of its bytes. */
  readonly body: string
  /** In milliseconds. */
  readonly now: number
}

/** The events of a request; `unsigned` when the service did not send it. Others than `MailEvent`s are left out. */
export type ReadEvents = (request: EventRequest, secret: string) => Promise<readonly MailEvent[] | 'unsigned'>

/** An event, if it is one that matters, of a mail of ours. */
export function eventOf(
  reason: MailEvent['reason'] | null,
  mail: MailId | null,
  email: unknown,
): readonly MailEvent[] {
  return reason && mail && typeof email === 'string' ? [{ reason, mail, email }] : []
}

/** Whether the words of a failure say that the address is dead, as in answer to a recipient. */
export function saysDead(code: number | null, ...words: unknown[]): boolean {
  const text = words.filter((word) => typeof word === 'string').join(' ')
  const read = readRefusal({ code: code ?? 550, text }, 'recipient')
  return read.outcome === 'refused' && read.what === 'address'
}

/** Milliseconds for which a signed request is believed. Services sign once and repeat it for a day. */
const longestRepeat = 25 * 3_600_000
/** The same where each repetition is signed anew. */
const longestOnTheWay = 5 * 60_000

/** Whether a time in milliseconds, or as text, is near enough to now. */
export function isFresh(at: number, now: number, isSignedAnew = false): boolean {
  return at > now - (isSignedAnew ? longestOnTheWay : longestRepeat) && at < now + longestOnTheWay
}

/** The bytes of base64; `null` when it is none. */
export function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(text.trim()), (character) => character.charCodeAt(0))
  } catch {
    return null
  }
}

/** Whether this is the HMAC with SHA-256 of a text, compared in constant time. */
export async function isHmac(key: Uint8Array<ArrayBuffer>, mac: Uint8Array<ArrayBuffer>, text: string) {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const imported = await crypto.subtle.importKey('raw', key, algorithm, false, ['verify'])
  return crypto.subtle.verify('HMAC', imported, mac, new TextEncoder().encode(text))
}
