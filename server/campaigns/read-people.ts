import type { Ctx } from '../context.ts'
import { addressProblem, type Person, peopleAsObject, person } from '../contract/people.ts'
import { parseJson, readText } from '../http/input.ts'
import {
  isLong,
  type Listed,
  listOf,
  listOfArray,
  listOfCsv,
  listOfLines,
  mostErrorsOfLine,
  mostListed,
  mostRefused,
} from '../http/list-body.ts'
import { type FieldError, invalid } from '../http/problem.ts'
import { takeTurns } from '../http/turns.ts'
import { check, fieldErrors } from '../http/validate.ts'

/** One line of a list: a person, or the errors in it. */
export type PersonLine =
  | { readonly line: number; readonly person: Person }
  | { readonly line: number; readonly errors: readonly FieldError[] }

export interface PeopleRead {
  readonly lines: readonly PersonLine[]
  /** The line at which reading stopped, because too many were refused; `null` when all were read. */
  readonly stoppedAt: number | null
}

const types = ['application/json', 'application/x-ndjson', 'application/ndjson', 'text/csv']

/**
 * The people in a request's body: a JSON array, one JSON object per line, or CSV with a column `email` and
 * optionally `name`, `id`, `language` and `timezone`; its other columns become properties. Lines are counted
 * from 1: of CSV with the header, of an array its elements. Throws a 415 or 422 if the body is none of these.
 */
export async function readPeople(c: Ctx): Promise<PeopleRead> {
  const text = await readText(c, types)
  const type = c.req.header('content-type') ?? ''
  const reading = type.includes('csv') ? csvRows(text) : type.includes('nd') ? listOfLines(text) : array(text)
  return peopleIn(await reading)
}

/** The people in a table as CSV, read as in a request's body. */
export async function readPeopleTable(csv: string): Promise<PeopleRead> {
  return peopleIn(await csvRows(csv))
}

async function peopleIn(rows: readonly Listed[]): Promise<PeopleRead> {
  if (rows.length > mostListed) throw invalid('people', `must be at most ${mostListed} a call`)
  const lines: PersonLine[] = []
  const turn = takeTurns()
  let refused = 0
  for (const { line, value } of rows) {
    const parsed = person.safeParse(value)
    if (parsed.success) lines.push({ line, person: parsed.data })
    else lines.push({ line, errors: fieldErrors(parsed.error.issues, mostErrorsOfLine) })
    if (!parsed.success || addressProblem(parsed.data.email) !== null) refused += 1
    if (refused === mostRefused) return { lines, stoppedAt: line }
    await turn()
  }
  return { lines, stoppedAt: null }
}

/** What stands around the array in `{"people": […]}`. */
const [beforeArray, afterArray] = [/^[ \t\n\r]*\{[ \t\n\r]*"people"[ \t\n\r]*:/, /\}[ \t\n\r]*$/]

async function array(text: string): Promise<Listed[]> {
  if (!isLong(text)) {
    const given = parseJson(text)
    return listOf(Array.isArray(given) ? given : check(peopleAsObject, given).people)
  }
  if (!text.trimStart().startsWith('{')) return listOfArray(text)
  // Not to parse a long text whole, only an object that is nothing but the array is taken.
  if (!beforeArray.test(text)) throw invalid('people', 'must be an array of people')
  return listOfArray(text.replace(beforeArray, '').replace(afterArray, ''))
}

const ownColumns = ['email', 'name', 'id', 'language', 'timezone']

/** What spreadsheets call a column of ours. */
const alsoCalled: Readonly<Record<string, RegExp>> = {
  email: /^(e[- ]?)?mail([ _-]?(address|adresse))?$/i,
  name: /^full[ _-]?name$/i,
  timezone: /^time[ _-]zone$/i,
}

/** The names of columns, ours as we write them; another name for one counts only where ours is missing. */
function columnsOf(header: readonly string[]): string[] {
  const names = header.map((cell) => ownColumns.find((own) => own === cell.toLowerCase()) ?? cell)
  for (const [own, others] of Object.entries(alsoCalled)) {
    const place = names.includes(own) ? -1 : names.findIndex((name) => others.test(name))
    if (place >= 0) names[place] = own
  }
  return names
}
const mostColumns = 200

async function csvRows(text: string): Promise<Listed[]> {
  const [header, ...records] = await listOfCsv(text.replace(/^\ufeff/, ''))
  if (header && header.value.length > mostColumns)
    throw invalid('people', `must have at most ${mostColumns} columns`)
  const names = columnsOf((header?.value ?? []).map((cell) => cell.trim()))
  if (!names.includes('email')) throw invalid('people', 'must begin with a line that names a column email')
  const cells = (record: readonly string[], isOwn: boolean) =>
    names.flatMap((name, place) => {
      const cell = record[place]?.trim()
      return cell && name && ownColumns.includes(name) === isOwn ? [[name, cell]] : []
    })
  const turn = takeTurns()
  const rows = []
  for (const { line, value: record } of records) {
    await turn()
    if (record.every((cell) => cell.trim() === '')) continue
    const properties = Object.fromEntries(cells(record, false))
    rows.push({ line, value: { ...Object.fromEntries(cells(record, true)), properties } })
  }
  return rows
}
