const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** A short random name, 60 bits in 12 letters and digits that cannot be misread. */
export function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => alphabet[byte & 31]).join('')
}

/** A new API key: 256 random bits, marked so that it is recognised when it turns up in a log. */
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  const base64 = btoa(String.fromCharCode(...bytes))
  return `sayso_${base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`
}

/** Whether two secrets are the same, found out in a time that tells nothing of either. */
export async function isSameSecret(given: string, secret: string): Promise<boolean> {
  const [a, b] = [await sha256(given), await sha256(secret)]
  let difference = 0
  for (let i = 0; i < a.length; i += 1) difference |= a.charCodeAt(i) ^ b.charCodeAt(i)
  return difference === 0
}

/** SHA-256 in hexadecimal: how secrets are kept. */
export async function sha256(secret: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', utf8.encode(secret))
  let written = ''
  for (const byte of new Uint8Array(digest)) written += hexadecimal[byte]
  return written
}

const utf8 = new TextEncoder()
const hexadecimal = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
