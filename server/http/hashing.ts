import { timingSafeEqual } from 'hono/utils/buffer'
import { encodeBase64Url } from 'hono/utils/encode'
import { hexadecimal } from '../../shared/hexadecimal.ts'

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** A short random name, 60 bits in 12 letters and digits that cannot be misread. */
export function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => alphabet[byte & 31]).join('')
}

/** A name of the same form, from SHA-256 in hexadecimal. */
export function idFrom(hash: string): string {
  return Array.from(hash.matchAll(/../g), ([pair]) => alphabet[Number.parseInt(pair, 16) & 31])
    .slice(0, 12)
    .join('')
}

/** A new API key: 256 random bits, with a prefix by which secret scanners recognise it. */
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return `sayso_${encodeBase64Url(bytes.buffer).replace('=', '')}`
}

/** Whether two secrets are the same, in a time that does not depend on where they differ. */
export async function isSameSecret(given: string, secret: string): Promise<boolean> {
  return timingSafeEqual(given, secret)
}

/** SHA-256 in hexadecimal, which is all the database holds of a secret. */
export async function sha256(secret: string): Promise<string> {
  return hexadecimal(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8.encode(secret))))
}

const derived = new Map<string, string>()
/** Enough for the workspaces one process serves at a time. */
const mostDerived = 1000

/**
 * Another secret of a secret, for one purpose: what is signed with it is signed for nothing else, and the secret
 * cannot be found from it. HKDF (RFC 5869) with SHA-256; 256 bits as base64url without padding.
 */
export async function derivedSecret(secret: string, purpose: string, salt = 'sayso'): Promise<string> {
  const name = JSON.stringify([secret, purpose, salt])
  const known = derived.get(name)
  if (known !== undefined) return known
  const key = await crypto.subtle.importKey('raw', utf8.encode(secret), 'HKDF', false, ['deriveBits'])
  const how = {
    name: 'HKDF',
    hash: 'SHA-256',
    salt: utf8.encode(salt),
    info: utf8.encode(`sayso ${purpose}`),
  }
  const made = encodeBase64Url(await crypto.subtle.deriveBits(how, key, 256)).replace(/=+$/, '')
  if (derived.size >= mostDerived) derived.clear()
  derived.set(name, made)
  return made
}

const utf8 = new TextEncoder()
