import { csvParseRows } from 'd3-dsv'
import type { Ctx } from '../context.ts'
import { type Person, peopleAsObject, person } from '../contract/people.ts'
import { jsonOf, parseJson, readText } from '../http/input.ts'
import { type FieldError, invalid } from '../http/problem.ts'
import { check, fieldErrors } from '../http/validate.ts'

/** The most people in one call. */
const mostPeople = 10_000

/** One line of a list: a person, or the errors in it. */
export type PersonLine =
  | { readonly line: number; readonly person: Person }
  | { readonly line: number; readonly errors: readonly FieldError[] }

const types = ['application/json', 'application/x-ndjson', 'application/ndjson', 'text/csv']

/**
 * The people in a request's body: a JSON array, one JSON object per line, or CSV with a column `email` and
 * optionally `name`, `id`, `language` and `timezone`; its other columns become properties. Lines are counted
 * from 1: of CSV with the header, of an array its elements. Throws a 415 or 422 if the body is none of these.
 */
export async function readPeople(c: Ctx): Promise<PersonLine[]> {
  const text = await readText(c, types)
  const type = c.req.header('content-type') ?? ''
  const rows = type.includes('csv') ? csvRows(text) : type.includes('nd') ? jsonLines(text) : jsonArray(text)
  if (rows.length > mostPeople) throw invalid('people', `must be at most ${mostPeople} a call`)
  return rows.map(({ line, value }) => {
    const parsed = person.safeParse(value)
    return parsed.success ? { line, person: parsed.data } : { line, errors: fieldErrors(parsed.error.issues) }
  })
}

type Row = { readonly line: number; readonly value: unknown }

function jsonArray(text: string): Row[] {
  const given = parseJson(text)
  const people = Array.isArray(given) ? given : check(peopleAsObject, given).people
  return people.map((value, place) => ({ line: place + 1, value }))
}

function jsonLines(text: string): Row[] {
  const lines = text.split('\n').map((text, place) => ({ line: place + 1, text }))
  return lines
    .filter(({ text }) => text.trim() !== '')
    .map(({ line, text }) => ({ line, value: parsed(text) }))
}

/** The value of a line; `null`, which is refused as a person, when it is not JSON. */
function parsed(text: string): unknown {
  try {
    return jsonOf(text)
  } catch {
    return null
  }
}

const ownColumns = ['email', 'name', 'id', 'language', 'timezone']

function csvRows(text: string): Row[] {
  const [header = [], ...records] = csvParseRows(text.replace(/^\ufeff/, ''))
  const names = header.map(
    (cell) => ownColumns.find((own) => own === cell.trim().toLowerCase()) ?? cell.trim(),
  )
  if (!names.includes('email')) throw invalid('people', 'must begin with a line that names a column email')
  const cells = (record: readonly string[], isOwn: boolean) =>
    names.flatMap((name, place) => {
      const cell = record[place]?.trim()
      return cell && name && ownColumns.includes(name) === isOwn ? [[name, cell]] : []
    })
  return records
    .map((record, place) => ({ line: place + 2, record }))
    .filter(({ record }) => record.some((cell) => cell.trim() !== ''))
    .map(({ line, record }) => {
      const properties = Object.fromEntries(cells(record, false))
      return { line, value: { ...Object.fromEntries(cells(record, true)), properties } }
    })
}
