import type { Context, MiddlewareHandler } from 'hono'
import type { Env } from '../context.ts'
import { parseJson } from '../http/input.ts'
import type { FieldError } from '../http/problem.ts'

/** The statuses that Delighted's clients know; any other refusal is a 422, which says why. */
const messages: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  406: 'Not Acceptable',
  422: 'Unprocessable Entity',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}

/** Says every refusal in the words of Delighted's API: `{status, message, errors: {field: [reason]}}`. */
export const inDelightedShape: MiddlewareHandler<Env> = async (c, next) => {
  await next()
  if (c.res.status < 400 || !c.res.headers.get('content-type')?.startsWith('application/problem+json')) return
  const refused = c.res
  const {
    title,
    detail,
    errors = [],
  } = parseJson(await refused.text()) as {
    readonly title: string
    readonly detail?: string
    readonly errors?: readonly FieldError[]
  }
  const status = refused.status in messages ? refused.status : 422
  const said = errors.length > 0 ? errors : [{ field: 'base', detail: detail ?? title }]
  const answer = errorOf(status, said)
  const again = refused.headers.get('retry-after')
  if (again) answer.headers.set('retry-after', again)
  if (status === 401) answer.headers.set('www-authenticate', 'Basic realm="Sayso"')
  // Else the headers of the first one would be kept.
  c.res = undefined
  c.res = answer
}

function errorOf(status: number, said: readonly FieldError[]): Response {
  const fields = Map.groupBy(said, ({ field }) => field)
  const errors = Object.fromEntries(
    [...fields].map(([field, all]) => [field, all.map(({ detail }) => detail)]),
  )
  return new Response(JSON.stringify({ status, message: messages[status], errors }), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  })
}

/** Answers 406 for every format but JSON, which is asked for by the address or the Accept header. */
export const requireJson: MiddlewareHandler<Env> = async (c, next) => {
  if (asksForJson(c)) return next()
  return errorOf(406, [{ field: 'base', detail: 'is served as JSON alone' }])
}

function asksForJson(c: Context): boolean {
  if (/\/(people|survey_responses|metrics|unsubscribes|bounces|memberships)\.\w+$/.test(c.req.path))
    return false
  const accept = c.req.header('accept')
  return !accept || /\bjson\b|application\/\*|\*\/\*/i.test(accept)
}
