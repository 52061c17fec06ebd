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

/** SHA-256 in hexadecimal: how secrets are kept. */
export async function sha256(secret: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
