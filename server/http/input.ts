import type { Ctx } from '../context.ts'
import { cutShort, invalid, Refusal } from './problem.ts'

/** The body as text, as it came: 415 for another content type, 400 for bytes that are not UTF-8. */
export async function readText(c: Ctx, accepted: readonly string[]): Promise<string> {
  requireType(c, accepted)
  return decode(await bytesOf(c))
}

/** The most fields a form of the public has, and parameters a query. */
export const mostFields = 200

/**
 * The fields of a submitted form. Throws 415 for another content type, and 422 before reading too many. Browsers send a
 * line break as two characters, whichever the text had: it is read as one.
 */
export async function readForm(c: Ctx, most = mostFields): Promise<URLSearchParams> {
  requireType(c, ['application/x-www-form-urlencoded'])
  const text = await c.req.text()
  if (countOf(text, '&', most) === most) throw invalid('body', `must have at most ${most} fields`)
  return new URLSearchParams(text.replaceAll(/%0d%0a/gi, '%0A'))
}

/** How often a mark stands in a text, counted no further than `most`. */
export function countOf(text: string, mark: string, most: number): number {
  let count = 0
  for (let at = text.indexOf(mark); at >= 0 && count < most; at = text.indexOf(mark, at + 1)) count += 1
  return count
}

/** Refuses a body of a content type that is not accepted. */
export function requireType(c: Ctx, accepted: readonly string[]): void {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (!accepted.includes(type)) {
    throw new Refusal('unsupported-media-type', `content-type must be ${accepted.join(' or ')}`)
  }
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

/** JSON, or a 400. */
export function parseJson(body: string): unknown {
  try {
    return jsonOf(body)
  } catch {
    throw new Refusal('bad-json')
  }
}

/** The parsed JSON, its half characters mended; throws a SyntaxError for what is not JSON. */
export function jsonOf(body: string): unknown {
  return JSON.parse(mendEscapes(body))
}

/** Escapes in JSON: both halves of a character, one half alone, or anything else. */
const escapes = /\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|\\u[dD][89a-fA-F][\da-fA-F]{2}|\\./g
const half = 6

/**
 * JSON text with escapes of half a character (`\ud800`) replaced by U+FFFD, in names too: SQLite would
 * store them as bytes that are not UTF-8, and reading those ends the driver, and the process with it.
 */
export function mendEscapes(body: string): string {
  if (!/\\u[dD]/.test(body)) return body
  return body.replace(escapes, (found) => (found.length === half ? '\\ufffd' : found))
}
