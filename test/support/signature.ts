import { createHmac } from 'node:crypto'
import type { Client } from './client.ts'

/** What a host's server signed an id with before there were tokens. */
export async function signatureOf(client: Client, subject: string): Promise<string> {
  const { body } = await client.get('/v1/workspace')
  return hmac(body.identitySecret, subject)
}

/** A token that a host's server makes of a person, without a library: `claims` may also be wrong. */
export async function tokenOf(client: Client, claims: object, secret?: string): Promise<string> {
  const key = secret ?? (await client.get('/v1/workspace')).body.tokenSecret
  const usual = { aud: 'sayso-identity', exp: Math.floor(Date.now() / 1000) + 600 }
  return jwt(key, { ...usual, ...claims })
}

/** Any JWT, signed with HS256 whatever its header says. */
export function jwt(secret: string, claims: object, header: object = { alg: 'HS256', typ: 'JWT' }): string {
  const text = [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
}

export function hmac(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex')
}
