import type { Ctx } from '../context.ts'
import { parseJson, readForm, readText } from '../http/input.ts'
import { invalid } from '../http/problem.ts'
import type { Span } from '../storage/find-responses.ts'

/** What a request brings by its address and its body. */
export type Given = Readonly<Record<string, unknown>>

/** The parameters of a request: those of its address, and of its body, JSON or a form with Rails's nested names. */
export async function parametersOf(c: Ctx): Promise<Given> {
  const query = nested(new URL(c.req.url).searchParams)
  return c.req.method === 'GET' ? query : { ...query, ...(await bodyOf(c)) }
}

async function bodyOf(c: Ctx): Promise<Given> {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type === 'application/x-www-form-urlencoded') return nested(await readForm(c))
  if ((await c.req.arrayBuffer()).byteLength === 0) return {}
  const body = parseJson(await readText(c, ['application/json']))
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw invalid('base', 'must be an object in JSON, or a form')
  return body as Given
}

/** `properties[plan]=pro` is a value of an object, `expand[]=person` one of a list. */
function nested(pairs: URLSearchParams): Given {
  const found = new Map<string, unknown>()
  for (const [name, value] of pairs) {
    const [, outer = name, inner] = name.match(/^([^[\]]+)\[([^[\]]*)\]$/) ?? []
    if (inner === undefined) found.set(outer, value)
    else if (inner === '') found.set(outer, [...listOf(found.get(outer)), value])
    else
      found.set(
        outer,
        new Map(found.get(outer) instanceof Map ? (found.get(outer) as Map<string, string>) : []).set(
          inner,
          value,
        ),
      )
  }
  const plain = [...found].map(([name, value]) => [
    name,
    value instanceof Map ? Object.fromEntries(value) : value,
  ])
  return Object.fromEntries(plain)
}

/** The values of a list, as clients write one: alone, as a list, or numbered. */
function listOf(value: unknown): unknown[] {
  if (value === undefined || value === null) return []
  return typeof value === 'object' ? Object.values(value) : [value]
}

/** Whether a list names something, as `expand=person` or `expand[]=person`. */
export const names = (value: unknown, name: string) => listOf(value).includes(name)

/** A text, or `null` when it is left out or empty; numbers are taken as they are written. */
export function textIn(given: Given, name: string): string | null {
  const value = given[name]
  if (value === undefined || value === null || value === '') return null
  // The driver cuts texts at a NUL.
  if (typeof value === 'string') return value.replaceAll('\0', '').trim() || null
  if (typeof value === 'number') return String(value)
  throw invalid(name, 'must be text')
}

/** The same, or a refusal in Delighted's words. */
export function requireText(given: Given, name: string): string {
  const text = textIn(given, name)
  if (!text) throw blank(name)
  return text
}

export const blank = (name: string) => invalid(name, "can't be blank")

/** A whole number; `null` when it is left out. */
export function wholeIn(given: Given, name: string): number | null {
  const text = textIn(given, name)
  if (text === null) return null
  if (!/^-?\d{1,12}$/.test(text)) throw invalid(name, 'must be a whole number')
  return Number(text)
}

/** A time given as Unix seconds, in milliseconds; `null` when it is left out. */
export function timeIn(given: Given, name: string): number | null {
  const text = textIn(given, name)
  if (text === null) return null
  if (!/^\d{1,11}(\.\d+)?$/.test(text)) throw invalid(name, 'must be a Unix time in seconds, like 1713581057')
  return Math.floor(Number(text)) * 1000
}

/** Whole Unix seconds of a time; `null` when there is none. */
export const seconds = (time: number | null) => (time === null ? null : Math.floor(time / 1000))

/** A span from `since` to `until`, both of them included, in seconds. */
export function spanIn(given: Given, since = 'since', until = 'until'): Span {
  const [from, last] = [timeIn(given, since), timeIn(given, until)]
  return { from, to: last === null ? null : last + 1000 }
}

/** Whether something is said to be so, in any of the ways that forms write it. */
export function flagIn(given: Given, name: string, usual: boolean): boolean {
  const value = given[name]
  if (value === undefined || value === null || value === '') return usual
  if (/^(false|0|no|off)$/i.test(String(value))) return false
  if (/^(true|1|yes|on)$/i.test(String(value))) return true
  throw invalid(name, 'must be true or false')
}

const perPage = { usual: 20, most: 100 }

/** Items of a page, at most 100. */
export function limitIn(given: Given): number {
  const limit = wholeIn(given, 'per_page') ?? perPage.usual
  if (limit < 1) throw invalid('per_page', 'must be a whole number from 1 to 100')
  return Math.min(limit, perPage.most)
}

/** The page of a list with numbered pages. */
export function pageIn(given: Given): { readonly limit: number; readonly offset: number } {
  const page = wholeIn(given, 'page') ?? 1
  if (page < 1 || page > 1_000_000) throw invalid('page', 'must be a whole number from 1')
  const limit = limitIn(given)
  return { limit, offset: (page - 1) * limit }
}

/** Properties without those that say nothing; `null` when they are left out. */
export function propertiesIn(given: Given, name: string): Readonly<Record<string, unknown>> | null {
  const value = given[name]
  if (value === undefined || value === null || value === '') return null
  if (typeof value !== 'object' || Array.isArray(value))
    throw invalid(name, 'must be names with their values')
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null && each !== undefined))
}
