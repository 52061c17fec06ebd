import type { MiddlewareHandler } from 'hono'
import { decodeBase64, encodeBase64 } from 'hono/utils/encode'
import type { Ctx, Env } from '../context.ts'
import { beginOnce, forgetOnce, keepOnce } from '../storage/once.ts'
import { bearerOf } from './authorize.ts'
import { derivedSecret, idFrom, randomId, sha256 } from './hashing.ts'
import { jsonOf } from './input.ts'
import { invalid, Refusal } from './problem.ts'

/** Headers that are answered again; the others are each request's own. */
const repeated = ['content-type', 'location', 'etag']
/** Characters of an answer that are kept: longer ones are made anew, by the same ids. */
const longest = 256 * 1024
/** Milliseconds between looks at whether the same request, which is under way, was answered; and how many looks. */
const wait = 100
const mostWaits = 20

/**
 * Makes a POST with an `Idempotency-Key` happen once: sent again within a day, with the same API key and body, it
 * is answered as the first time. Ids are made of its name too, so that one whose answer was lost with the server
 * makes the same thing, not another. What is answered may hold a secret or somebody's words, so it is stored encrypted by
 * the API key, of which there is only a hash.
 *
 * https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
 */
export const happenOnce: MiddlewareHandler<Env> = async (c, next) => {
  const given = c.req.header('idempotency-key')
  if (given === undefined || c.req.method !== 'POST') return next()
  if (!/^[\x21-\x7e][\x20-\x7e]{0,254}$/.test(given))
    throw invalid('Idempotency-Key', 'must be 1 to 255 visible ASCII characters, best a random UUID')
  const { directory, now } = c.var.services
  const name = await sha256(JSON.stringify([bearerOf(c), given]))
  const request = await fingerprintOf(c)
  let earlier = await beginOnce(directory, name, request, now())
  for (
    let waits = 0;
    earlier?.request === request && earlier.answer === null && waits < mostWaits;
    waits += 1
  ) {
    await new Promise((resolve) => setTimeout(resolve, wait))
    earlier = await beginOnce(directory, name, request, now())
  }
  if (earlier) return answerAgain(c, earlier, request)
  c.set('once', name)
  await next()
  const answer = c.res.ok ? await answerOf(c) : null
  if (answer === null) await forgetOnce(directory, name)
  else await keepOnce(directory, name, await encrypted(c, answer))
}

/** An id for what a request makes; of a request that is to happen once the same each time. */
export async function newIdOf(c: Ctx, of = ''): Promise<string> {
  const once = c.get('once')
  return once === undefined ? randomId() : idFrom(await sha256(`${once} ${of}`))
}

async function fingerprintOf(c: Ctx): Promise<string> {
  const { pathname, search } = new URL(c.req.url)
  const body = await crypto.subtle.digest('SHA-256', await c.req.arrayBuffer())
  return sha256(`${pathname}${search} ${encodeBase64(body)}`)
}

type Kept = { status: number; headers: Record<string, string>; body: string }

/** What was answered; `null` for what is too long to keep. */
async function answerOf(c: Ctx): Promise<Kept | null> {
  const { status, headers } = c.res
  if (headers.get('content-type')?.startsWith('application/x-ndjson')) return null
  const body = await c.res.clone().text()
  if (body.length > longest) return null
  const kept = repeated.flatMap((name) => (headers.has(name) ? [[name, headers.get(name)!]] : []))
  return { status, headers: Object.fromEntries(kept), body }
}

async function answerAgain(
  c: Ctx,
  { request, answer }: { readonly request: string; readonly answer: string | null },
  asked: string,
): Promise<Response> {
  if (request !== asked) throw invalid('Idempotency-Key', 'was sent with another request: name this one anew')
  if (answer === null)
    throw new Refusal('conflict', 'the same request is under way: send it again a little later', undefined, 1)
  const { status, headers, body } = await decrypted(c, answer)
  return new Response(body || null, { status, headers: { ...headers, 'idempotency-replayed': 'true' } })
}

async function cipherOf(c: Ctx, usage: 'encrypt' | 'decrypt') {
  const secret = await derivedSecret(bearerOf(c), 'idempotency')
  const bytes = Uint8Array.from(atob(secret.replaceAll('-', '+').replaceAll('_', '/')), (byte) =>
    byte.charCodeAt(0),
  )
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, [usage])
}

async function encrypted(c: Ctx, answer: Kept): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const text = new TextEncoder().encode(JSON.stringify(answer))
  const written = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await cipherOf(c, 'encrypt'), text)
  return `${encodeBase64(iv.buffer)} ${encodeBase64(written)}`
}

async function decrypted(c: Ctx, stored: string): Promise<Kept> {
  const [iv, written] = stored.split(' ').map(decodeBase64) as [
    Uint8Array<ArrayBuffer>,
    Uint8Array<ArrayBuffer>,
  ]
  const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, await cipherOf(c, 'decrypt'), written)
  return jsonOf(new TextDecoder().decode(text)) as Kept
}
