import type { MiddlewareHandler } from 'hono'
import type { Ctx, Env, HeaderNames } from './services.ts'

/** Of what is no page: nothing in it may run or load, however a browser comes to show it. */
const nothing = "default-src 'none'; frame-ancestors 'none'"

/**
 * The headers every answer has unless it says otherwise, but for its id. Pages bring a policy of their own,
 * scripts say themselves that they are for other origins. There is no cross-origin resource policy here: it
 * would keep the widget out.
 */
const always = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'content-security-policy': nothing,
  'cache-control': 'no-store',
}
const alwaysSecure = { ...always, 'strict-transport-security': 'max-age=31536000' }
const withType = { 'content-type': 'application/json' }
const [inJson, secureInJson] = [
  { ...always, ...withType },
  { ...alwaysSecure, ...withType },
]

function isSecure(c: Ctx): boolean {
  return c.get('services').publicUrl?.startsWith('https:') ?? false
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
  const usual = { ...(isSecure(c) ? alwaysSecure : always), 'x-request-id': c.get('requestId') }
  for (const [name, value] of Object.entries(usual)) if (!headers.has(name)) headers.set(name, value)
}

/** A JSON answer made with all its headers at once, which a save's takes a quarter less time for. */
export function answerJson(c: Ctx, body: unknown, status: number, more: Record<string, string>): Response {
  const own = { 'x-request-id': c.get('requestId'), ...more }
  const text = JSON.stringify(body)
  const answer = c.get('services').respond(text, status, isSecure(c) ? secureInJson : inJson, own)
  complete.add(answer)
  return answer
}

/** Of plain objects, which Node takes as they are, while it checks, keeps and sorts each header that is set. */
export function respondPlainly(text: string, status: number, same: HeaderNames, own: HeaderNames): Response {
  return new Response(text, { status, headers: { ...same, ...own } })
}

const copied = new WeakMap<HeaderNames, Headers>()

/** Of a copy of `Headers`, where each name given as a string goes a long way to the runtime. */
export function respondByCopy(text: string, status: number, same: HeaderNames, own: HeaderNames): Response {
  const headers = copied.get(same) ?? new Headers(same)
  copied.set(same, headers)
  const answer = new Response(text, { status, headers })
  for (const name in own) answer.headers.set(name, own[name]!)
  return answer
}
