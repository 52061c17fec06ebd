import type * as z from 'zod'
import type { Ctx } from '../context.ts'
import { cutShort, type FieldError, Refusal } from './problem.ts'

/**
 * The JSON body, checked. 415 for another content type, 400 for bytes that are not UTF-8 or
 * not JSON, 422 with every wrong field named. Decoded here because the framework's own
 * `json()` replaces broken characters without a word.
 */
export async function readJson<Schema extends z.ZodType>(
  c: Ctx,
  schema: Schema,
  accepted: readonly string[] = ['application/json'],
): Promise<z.output<Schema>> {
  return check(schema, parseJson(await readText(c, accepted)))
}

/** The body as text, as it came: 415 for another content type, 400 for bytes that are not UTF-8. */
export async function readText(c: Ctx, accepted: readonly string[]): Promise<string> {
  requireType(c, accepted)
  return decode(await bytesOf(c))
}

/** Refuses a body of a content type that is not accepted. */
export function requireType(c: Ctx, accepted: readonly string[]): void {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (!accepted.includes(type)) {
    throw new Refusal('unsupported-media-type', `content-type must be ${accepted.join(' or ')}`)
  }
}

/** What a value is under a schema, or the refusal that says what is wrong with it. */
export function check<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value)
  if (!result.success) throw refusalOf(result.error.issues)
  return result.data
}

/** The body whole; a sender who went away in the middle of it is no failure of ours. */
async function bytesOf(c: Ctx): Promise<ArrayBuffer> {
  try {
    return await c.req.arrayBuffer()
  } catch {
    throw cutShort()
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function decode(bytes: ArrayBuffer): string {
  try {
    return utf8.decode(bytes)
  } catch {
    throw new Refusal('bad-encoding')
  }
}

/** Escapes in JSON: both halves of a character, one half alone, or anything else. */
const escapes = /\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|\\u[dD][89a-fA-F][\da-fA-F]{2}|\\./g
const half = 6

/** JSON, or a 400. */
export function parseJson(body: string): unknown {
  try {
    return jsonOf(body)
  } catch {
    throw new Refusal('bad-json')
  }
}

/**
 * What JSON says, or a SyntaxError. Halves of characters are mended wherever they stand, in names too:
 * SQLite makes of them bytes that are no UTF-8, and reading those ends the driver, and the process with it.
 */
export function jsonOf(body: string): unknown {
  const whole = /\\u[dD]/.test(body)
    ? body.replace(escapes, (found) => (found.length === half ? '\\ufffd' : found))
    : body
  return JSON.parse(whole)
}

/** The refusal that names every wrong field. */
export function refusalOf(issues: readonly z.core.$ZodIssue[]): Refusal {
  const errors = fieldErrors(issues)
  return new Refusal('invalid', `${errors[0]?.field} ${errors[0]?.detail}`, errors)
}

/** The fields that are wrong and what would be right; names the sender made up are left out. */
export function fieldErrors(issues: readonly z.core.$ZodIssue[]): FieldError[] {
  return issues.map(({ path, message }) => {
    const named = path.indexOf('properties') >= 0 ? path.slice(0, path.indexOf('properties') + 1) : path
    return { field: named.join('.') || 'body', detail: message }
  })
}
