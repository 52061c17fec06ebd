import { plainName } from '../tables/column-names.ts'
import type { Entry } from '../tables/examine.ts'
import { CliError } from './api.ts'

/** A table of answers that Sayso wrote, as far as its columns tell. */
export interface OwnTable {
  readonly file: string
  readonly head: { readonly header: readonly string[] }
  entries(): AsyncGenerator<Entry>
}

const needed = ['id', 'answered_at', 'rating', 'may_be_contacted', 'respondent_id', 'survey_version', 'state']
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

/** Whether a table is one of Sayso's and as it was written: a spreadsheet writes times anew. */
export async function isOwnTable({ head, entries }: OwnTable): Promise<boolean> {
  const names = new Set(head.header.map(plainName))
  if (!needed.every((name) => names.has(plainName(name)))) return false
  const cell = reader(head.header)
  for await (const { cells } of entries()) return instant.test(cell(cells, 'answered_at'))
  return false
}

/** Its rows as the lines of an export, with states, tags and notes. Throws a CliError for answers of several surveys. */
export async function* ownRows(table: OwnTable): AsyncGenerator<{ text: string; line: number }> {
  const cell = reader(table.head.header)
  let survey: string | null = null
  for await (const { cells, line, fault } of table.entries()) {
    if (fault) throw new CliError(`${table.file} line ${line}: ${fault}`)
    survey ??= cell(cells, 'survey')
    if (cell(cells, 'survey') !== survey)
      throw new CliError(
        `${table.file} has answers of several surveys, as line ${line} shows: export each by itself`,
      )
    yield { text: JSON.stringify(rowOf((name) => cell(cells, name))), line }
  }
}

/** What a spreadsheet would run as a formula was given an apostrophe. */
const escaped = /^'(?=[=+\-−@\t\r\uff1d\uff0b\uff0d\uff20])/

function reader(header: readonly string[]) {
  const places = new Map(header.map((name, place) => [plainName(name), place]))
  return (cells: readonly string[], name: string) =>
    (cells[places.get(plainName(name)) ?? -1] ?? '').replace(escaped, '')
}

function rowOf(cell: (name: string) => string): object {
  const filled = (name: string) => cell(name) || null
  const listOf = (name: string) => (cell(name) === '' ? null : cell(name).split('; '))
  const state = cell('state')
  const [followed, owner, note] = [cell('follow_up'), cell('owner'), cell('note')]
  const isFollowed = owner !== '' || note !== '' || followed === 'in-hand' || followed === 'done'
  return {
    id: cell('id'),
    rating: Number(cell('rating')),
    comment: filled('comment'),
    answeredAt: cell('answered_at'),
    choices: listOf('reasons'),
    contact: cell('may_be_contacted') === 'true',
    respondent: {
      id: filled('respondent_id'),
      email: filled('respondent_email'),
      name: filled('respondent_name'),
    },
    properties: cell('properties') === '' ? null : propertiesIn(cell('properties')),
    channel: filled('channel'),
    origin: filled('origin'),
    language: filled('language'),
    verified: cell('verified') === 'true',
    // The table does not say what was vouched for beside who it is.
    verifiedFields: cell('verified') !== 'true' ? [] : [cell('respondent_id') ? 'id' : 'email'],
    ...(state === 'dropped' ? { state: 'held', ruling: 'dropped' } : { state }),
    tags: listOf('tags'),
    ...(isFollowed && { followUp: { state: followed || null, owner, note } }),
  }
}

/** What is no JSON is refused by the server, with its line. */
function propertiesIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
