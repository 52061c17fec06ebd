import type { Ctx } from '../context.ts'
import { sha256 } from './hashing.ts'

/** Sends text with an ETag of its content, and 304 when the client has it already. */
export async function sendTagged(
  c: Ctx,
  body: string,
  type: string,
  cacheControl: string,
): Promise<Response> {
  const etag = `"${(await sha256(body)).slice(0, 32)}"`
  c.header('etag', etag)
  c.header('cache-control', cacheControl)
  if (c.req.header('if-none-match')?.includes(etag)) return c.body(null, 304)
  return c.body(body, 200, { 'content-type': `${type}; charset=utf-8` })
}

/** For what everybody may keep a minute: definitions and the loader. */
export const keptAMinute = 'public, max-age=60, stale-while-revalidate=600'

/** For what only its owner may keep, and must ask about each time: reports. */
export const askedAgain = 'private, no-cache'
