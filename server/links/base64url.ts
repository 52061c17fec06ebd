import { decodeBase64Url, encodeBase64Url } from 'hono/utils/encode'

/** Bytes as base64url without padding. */
export function toBase64url(bytes: Uint8Array): string {
  return encodeBase64Url(new Uint8Array(bytes).buffer).replace(/=+$/, '')
}

/** The bytes of base64url text; `null` when it is not the canonical encoding, so that a token has one spelling. */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[\w-]+$/.test(text) || text.length % 4 === 1) return null
  const bytes = decodeBase64Url(text)
  return toBase64url(bytes) === text ? bytes : null
}
