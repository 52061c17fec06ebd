import type { Respondent } from '../../shared/response.ts'

/**
 * Whether the host's server signed this identity: the signature is HMAC-SHA-256 of the id (else
 * the email) under the workspace's identity secret, in hexadecimal.
 */
export async function isVouchedFor(respondent: Respondent, secret: string): Promise<boolean> {
  const { id, email, signature } = respondent
  return isSignedText(id ?? email, signature, secret)
}

/** Whether a signature is the text's HMAC-SHA-256 in hexadecimal. Compared by the platform, in constant time. */
export async function isSignedText(
  text: string | undefined,
  signature: string | null | undefined,
  secret: string,
): Promise<boolean> {
  if (!text || !signature || !/^[0-9a-f]{64}$/i.test(signature) || secret === '') return false
  const encode = (text: string) => new TextEncoder().encode(text)
  const key = await crypto.subtle.importKey('raw', encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'verify',
  ])
  const bytes = Uint8Array.from(signature.match(/../g)!, (pair) => Number.parseInt(pair, 16))
  return crypto.subtle.verify('HMAC', key, bytes, encode(text))
}

/**
 * The keys by which the database tells people apart: the host's id, else the email; and the email by
 * itself, since a mail or another device may know no more. `null` when unknown.
 */
export interface Names {
  readonly person: string | null
  readonly email: string | null
}

export function namesOf({ id, email }: Respondent): Names {
  const lower = email?.toLowerCase() || null
  return { person: id ? `id ${id}` : lower && `email ${lower}`, email: lower }
}
