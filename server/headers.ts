import type { MiddlewareHandler } from 'hono'
import type { Ctx, Env } from './services.ts'

/** Of what is no page: nothing in it may run or load, however a browser comes to show it. */
const nothing = "default-src 'none'; frame-ancestors 'none'"

/**
 * The headers every answer has unless it says otherwise. Pages bring a policy of their own, scripts
 * say themselves that they are for other origins. There is no cross-origin resource policy here: it
 * would keep the widget out.
 */
function usual(c: Ctx): Record<string, string> {
  const isSecure = c.var.services.publicUrl?.startsWith('https:')
  return {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
    'content-security-policy': nothing,
    'cache-control': 'no-store',
    'x-request-id': c.var.requestId,
    ...(isSecure && { 'strict-transport-security': 'max-age=31536000' }),
  }
}

/** Puts them before the answer is made, where it costs least, and on refusals, which are made elsewhere. */
export const guarded: MiddlewareHandler<Env> = async (c, next) => {
  const headers = Object.entries(usual(c))
  for (const [name, value] of headers) c.header(name, value)
  await next()
  if (c.res.status < 400) return
  for (const [name, value] of headers) if (!c.res.headers.has(name)) c.res.headers.set(name, value)
}
