import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { csvFormatRow } from 'd3-dsv'
import type { Invited } from '../contract/invitations.ts'
import type { Survey } from '../contract/surveys.ts'
import { type Cell, csvRow } from '../http/csv.ts'
import type { FieldError } from '../http/problem.ts'
import { ask, CliError, type Connection, call } from './api.ts'
import { describeColumns, invitationOf, peopleColumns } from './people-columns.ts'
import { readRecords } from './read-csv.ts'
import { oneLine } from './terminal.ts'

/** The options of `sayso invite`. */
export interface InviteOptions {
  readonly file: string
  readonly survey: string
  /** `email=Column name`, overriding the guess. */
  readonly map: readonly string[]
  /** Columns whose values become properties of the answer. */
  readonly property: readonly string[]
  /** The output file; defaults to the terminal. */
  readonly out: string | undefined
  /** When the links expire. */
  readonly expires: string | undefined
}

type Person = { readonly cells: readonly string[]; readonly line: number }
type Line = Invited | { readonly errors: readonly FieldError[] }

/** As many as may be refused before the server reads no more. */
const peoplePerCall = 1_000

/**
 * Copies a CSV of people with columns added for their personal links, one for each score too. Returns
 * the number of refused people; each is reported by line number and left out. Throws a CliError.
 */
export async function inviteFile(connection: Connection, options: InviteOptions): Promise<number> {
  const path = `/v1/surveys/${encodeURIComponent(options.survey)}`
  const survey = await call<Survey>(connection, path)
  const records = readRecords(options.file)
  const first = await records.next()
  if (first.done) throw new CliError(`${options.file} is empty`)
  const header = first.value.cells.map((cell) => cell.trim())
  const columns = peopleColumns(header, options)
  const expiresAt = options.expires === undefined ? undefined : instantOf(options.expires)
  console.error(`${options.file} → ${oneLine(survey.name)}: ${describeColumns(header, columns)}`)
  let refused = 0

  async function linesFor(people: readonly Person[]): Promise<Line[]> {
    const invitations = people.map(({ cells }) => ({ ...invitationOf(header, columns, cells), expiresAt }))
    const headers = { 'content-type': 'application/x-ndjson' }
    const body = invitations.map((each) => JSON.stringify(each)).join('\n')
    const response = await ask(connection, `${path}/invitations`, { method: 'POST', headers, body })
    return (await response.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  }

  async function* table() {
    let isFirst = true
    for await (const people of inBatches(records)) {
      for (const [at, made] of (await linesFor(people)).entries()) {
        const { cells, line } = people[at]!
        if ('errors' in made) {
          refused += 1
          console.error(
            oneLine(`line ${line}: ${made.errors.map((each) => `${each.field} ${each.detail}`).join('; ')}`),
          )
          continue
        }
        if (isFirst) yield besideOwn(header, linkColumns(made))
        isFirst = false
        yield besideOwn(
          header.map((_, place) => cells[place] ?? ''),
          linkCells(made),
        )
      }
    }
  }

  const { out } = options
  await pipeline(table, out ? createWriteStream(out, { mode: 0o600 }) : process.stdout, {
    end: out !== undefined,
  })
  return refused
}

async function* inBatches(records: AsyncIterable<Person>): AsyncGenerator<Person[]> {
  let batch: Person[] = []
  for await (const person of records) {
    batch.push(person)
    if (batch.length < peoplePerCall) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

function linkColumns({ byRating }: Invited): string[] {
  const scores = byRating.map(({ rating }) => `link_${rating}`)
  return ['link', ...scores, 'receipt', 'unsubscribe', 'decoy', 'expires']
}

function linkCells({ link, byRating, receipt, unsubscribe, decoy, expiresAt }: Invited): string[] {
  return [link, ...byRating.map((each) => each.link), receipt, unsubscribe, decoy, expiresAt]
}

function instantOf(text: string): string {
  if (Number.isNaN(Date.parse(text))) throw new CliError('--expires takes a date or a time, like 2026-12-31')
  return new Date(text).toISOString()
}

/** A row of somebody's own table with what is added: their cells stay as they are, phone numbers like +49 among them. */
const besideOwn = (own: readonly string[], added: readonly Cell[]) =>
  `${csvFormatRow([...own])},${csvRow(added)}`
