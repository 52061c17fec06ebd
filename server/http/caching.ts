import { etag, RETAINED_304_HEADERS } from 'hono/etag'
import type { Ctx } from '../context.ts'

const tagged = etag({
  generateDigest: async (body) => (await crypto.subtle.digest('SHA-256', body)).slice(0, 16),
  // The page that asks must be able to read a 304 too.
  retainedHeaders: [
    ...RETAINED_304_HEADERS,
    'access-control-allow-origin',
    'cross-origin-resource-policy',
    'x-content-type-options',
  ],
})

/** Sends text with an ETag of its content, or 304 when the client has it already. */
export async function sendTagged(
  c: Ctx,
  body: string,
  type: string,
  cacheControl: string,
): Promise<Response> {
  c.header('cache-control', cacheControl)
  await tagged(c, async () => {
    c.res = c.body(body, 200, { 'content-type': `${type}; charset=utf-8` })
  })
  return c.res
}

/** For what everybody may keep a minute: definitions and the loader. */
export const keptAMinute = 'public, max-age=60, stale-while-revalidate=600'

/** For what only its owner may keep, and must ask about each time: reports. */
export const askedAgain = 'private, no-cache'

/** For a score on a page of somebody's own. */
export const keptForItself = 'private, max-age=60'
/** For a score that anybody may see. */
export const shownAMinute = 'public, max-age=60'
