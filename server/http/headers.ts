import type { MiddlewareHandler } from 'hono'
import type { Call, Env } from '../context.ts'

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

function isSecure(c: Call): boolean {
  return c.get('services').publicUrl?.startsWith('https:') ?? false
}

/** Puts them on every answer that has not said otherwise. */
export const guarded: MiddlewareHandler<Env> = async (c, next) => {
  await next()
  guard(c, c.res)
}

function guard(c: Call, { headers }: Response): void {
  for (const [name, value] of Object.entries(usualFor(c))) if (!headers.has(name)) headers.set(name, value)
}

/** What an answer that says nothing else of them has. */
function usualFor(c: Call): Record<string, string> {
  return { ...(isSecure(c) ? alwaysSecure : always), 'x-request-id': c.get('requestId') }
}

/** An answer of one text on its way, which Node sends without making a response of it. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

/** A JSON answer with all its headers. */
export function answerJson(
  c: Call,
  body: unknown,
  status: number,
  more: Readonly<Record<string, string>>,
): Answer {
  const headers = { ...usualFor(c), 'content-type': 'application/json', ...more }
  return { status, headers, text: JSON.stringify(body) }
}

/** The answer with the headers it lacks. */
export function guardedAnswer(c: Call, { status, headers, text }: Answer): Answer {
  return { status, headers: { ...usualFor(c), ...headers }, text }
}

export function toResponse({ status, headers, text }: Answer): Response {
  return new Response(text, { status, headers })
}
