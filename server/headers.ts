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
  const isSecure = c.get('services').publicUrl?.startsWith('https:')
  return {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
    'content-security-policy': nothing,
    'cache-control': 'no-store',
    'x-request-id': c.get('requestId'),
    ...(isSecure && { 'strict-transport-security': 'max-age=31536000' }),
  }
}

/** Answers that were made with these headers, and need no second look. */
const complete = new WeakSet<Response>()

/** Puts them on every answer that has not said otherwise. */
export const guarded: MiddlewareHandler<Env> = async (c, next) => {
  await next()
  if (!complete.has(c.res)) guard(c, c.res)
}

/** Puts them on one answer. */
export function guard(c: Ctx, { headers }: Response): void {
  for (const [name, value] of Object.entries(usual(c))) if (!headers.has(name)) headers.set(name, value)
}

/**
 * A JSON answer made with all its headers in a plain object. Node takes that as it is, while each
 * header that is set one by one is checked, kept and sorted again, at every save.
 */
export function answerJson(c: Ctx, body: unknown, status: number, more: Record<string, string>): Response {
  const headers = { ...usual(c), 'content-type': 'application/json', ...more }
  const answer = new Response(JSON.stringify(body), { status, headers })
  complete.add(answer)
  return answer
}
