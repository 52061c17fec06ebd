import { timingSafeEqual } from 'hono/utils/buffer'
import { encodeBase64Url } from 'hono/utils/encode'

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** A short random name, 60 bits in 12 letters and digits that cannot be misread. */
export function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => alphabet[byte & 31]).join('')
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
  const digest = await crypto.subtle.digest('SHA-256', utf8.encode(secret))
  let written = ''
  for (const byte of new Uint8Array(digest)) written += hexadecimal[byte]
  return written
}

const utf8 = new TextEncoder()
const hexadecimal = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
