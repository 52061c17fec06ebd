import type { Hook } from '@hono/zod-openapi'
import { distance } from 'fastest-levenshtein'
import type { MiddlewareHandler } from 'hono'
import * as z from 'zod'
import type { Ctx, Env } from '../context.ts'
import { mendEscapes, parseJson, readText } from './input.ts'
import { type FieldError, Refusal } from './problem.ts'

/**
 * Reads a JSON body before Hono's validator does, which would replace bytes that are not UTF-8 without
 * a word: 415 for a content type not in `accepted`, 400 for broken UTF-8. What is not JSON is refused
 * by the validator itself.
 */
export function readBody(accepted: readonly string[]): MiddlewareHandler<Env> {
  return async (c, next) => {
    const text = mendEscapes(await readText(c, accepted))
    // Hono types what is cached as the text itself, but keeps promises there.
    c.req.bodyCache.text = Promise.resolve(text) as unknown as string
    if (c.req.header('content-type') !== 'application/json') c.req.raw = asJson(c.req.raw)
    await next()
  }
}

/** The same request as if its body were `application/json` without parameters: the validator takes nothing else. */
function asJson({ url, method, headers }: Request): Request {
  const changed = new Headers(headers)
  changed.set('content-type', 'application/json')
  // A Host header may hold anything; then the request has no address that a Request could be made with.
  return new Request(URL.canParse(url) ? url : 'http://host.invalid/', { method, headers: changed })
}

/** What zod's validators do with what they found: a 422 that names every wrong field. */
// biome-ignore lint/suspicious/noExplicitAny: the type that Hono's own option has
export const refuseInvalid: Hook<any, Env, any, void> = (result) => {
  if (!result.success) throw refusalOf(result.error.issues)
}

/** The JSON body, checked. For what is not routed by its description. */
export async function readJson<Schema extends z.ZodType>(
  c: Ctx,
  schema: Schema,
  accepted: readonly string[] = ['application/json'],
): Promise<z.output<Schema>> {
  return check(schema, parseJson(await readText(c, accepted)))
}

/** What a value is under a schema, or the refusal that says what is wrong with it. */
export function check<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value)
  if (!result.success) throw refusalOf(result.error.issues)
  return result.data
}

/** The refusal that names every wrong field. */
export function refusalOf(issues: readonly z.core.$ZodIssue[]): Refusal {
  const errors = fieldErrors(issues)
  const [first] = errors
  const colon = first?.detail.startsWith('unknown') ? ':' : ''
  return new Refusal('invalid', `${first?.field}${colon} ${first?.detail}`, errors)
}

/**
 * The first fields that are wrong and what would be right; names the sender made up are left out of
 * `properties`.
 */
export function fieldErrors(issues: readonly z.core.$ZodIssue[], most = mostNamed): FieldError[] {
  const found = issues.slice(0, most).flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') return unknownFields(issue)
    const { path, message } = issue
    const named = path.indexOf('properties') >= 0 ? path.slice(0, path.indexOf('properties') + 1) : path
    return { field: named.join('.') || 'body', detail: message }
  })
  return found.slice(0, most)
}

/** The most wrong or unknown fields that are named one by one, and the most known ones that are listed. */
const mostNamed = 20

// An issue does not say which fields a strict object knows, and only here is the object at hand.
z.config({
  customError: (issue) => {
    if (issue.code !== 'unrecognized_keys') return undefined
    const { shape = {} } = (issue.inst as Partial<z.ZodObject> | undefined) ?? {}
    const keys = issue.keys as string[]
    return keys
      .slice(0, mostNamed)
      .map((key) => unknownDetail(key, Object.keys(shape)))
      .join('\n')
  },
})

function unknownFields({ path, keys, message }: z.core.$ZodIssueUnrecognizedKeys): FieldError[] {
  return message.split('\n').map((detail, place) => {
    const key = keys[place]!
    // A name that is no identifier may be anything, and long.
    const field = [...path, ...(/^[\w.-]{1,64}$/.test(key) ? [key] : [])].join('.') || 'body'
    return { field, detail }
  })
}

/** What others call it. */
const elsewhere: Readonly<Record<string, string>> = {
  ...{ q: 'text', search: 'text', since: 'from', until: 'to', tz: 'timezone' },
  ...{ page_size: 'limit', per_page: 'limit', page_token: 'cursor', updated_since: 'updatedFrom' },
}

function unknownDetail(key: string, known: readonly string[]): string {
  const meant = elsewhere[key]
  const near = meant && known.includes(meant) ? meant : nearest(key.slice(0, 100), known)
  if (near !== undefined) return `unknown; did you mean ${near}?`
  if (known.length === 0) return 'unknown; nothing is known here'
  return known.length <= mostNamed ? `unknown; known are ${known.join(', ')}` : 'unknown'
}

/** The known name with the same letters, or at most a third of them away; else `undefined`. */
export function nearest(key: string, known: readonly string[]): string | undefined {
  const lettersOf = (name: string) => [...name.toLowerCase()].sort().join('')
  const [best] = known
    .map((name) => ({
      name,
      far: lettersOf(key) === lettersOf(name) ? 1 : distance(key.toLowerCase(), name.toLowerCase()),
    }))
    .filter(({ name, far }) => far <= Math.floor((name.length + 1) / 3))
    .sort((a, b) => a.far - b.far)
  return best?.name
}
