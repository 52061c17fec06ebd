import { basename } from 'node:path'
import type { ImportResult } from '../contract/imports.ts'
import type { Survey } from '../contract/surveys.ts'
import { CliError, type Connection, call } from './api.ts'
import { guessColumns, indexOfColumn, type Mapping, type Target, targets } from './columns.ts'
import { type Row, rowMaker } from './import-rows.ts'
import { delimiterOf, readRecords } from './read-csv.ts'

/** The options of `sayso import`. */
export interface ImportOptions {
  readonly file: string
  readonly survey: string
  /** `rating=Column name`, overriding the guess. */
  readonly map: readonly string[]
  /** Columns to keep as properties. */
  readonly property: readonly string[]
  /** The name that generated ids are based on; defaults to the file name. */
  readonly source: string | undefined
}

type Batch = { rows: Row[]; lines: number[] }
const rowsPerCall = 1000
const maxRefusalsShown = 50

/**
 * Imports the answers of a CSV file in batches while the file is read. Returns the number of refused
 * rows. Throws a CliError when the file or the mapping cannot be used.
 */
export async function importFile(connection: Connection, options: ImportOptions): Promise<number> {
  const survey = await call<Survey>(connection, `/v1/surveys/${encodeURIComponent(options.survey)}`)
  const records = readRecords(options.file, await delimiterOf(options.file))
  const first = await records.next()
  if (first.done) throw new CliError(`${options.file} is empty`)
  const header = first.value.cells.map((cell) => cell.trim())
  const mapping = mapColumns(header, options)
  console.log(describe(survey, options, header, mapping))

  const totals = { read: 0, added: 0, unchanged: 0, refused: 0, anonymous: 0, conflict: 0 }
  const toRow = rowMaker(header, mapping, options.source ?? basename(options.file))
  let batch: Batch = { rows: [], lines: [] }

  async function send() {
    const result = await call<ImportResult>(
      connection,
      `/v1/surveys/${encodeURIComponent(survey.id)}/import`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/x-ndjson' },
        body: batch.rows.map((row) => JSON.stringify(row)).join('\n'),
      },
    )
    for (const { line, errors } of result.refused) {
      if (totals.refused < maxRefusalsShown) {
        console.error(
          `${clearLine}line ${batch.lines[line - 1]}: ${errors.map((e) => `${e.field} ${e.detail}`).join('; ')}`,
        )
      }
      totals.refused += 1
    }
    totals.read += batch.rows.length
    totals.added += result.added
    totals.unchanged += result.unchanged
    totals.anonymous += result.anonymous ?? 0
    totals.conflict += result.conflict ?? 0
    batch = { rows: [], lines: [] }
    if (process.stderr.isTTY) process.stderr.write(`${clearLine}${summary(totals)}`)
  }

  for await (const { cells, line } of records) {
    batch.rows.push(toRow(cells))
    batch.lines.push(line)
    if (batch.rows.length === rowsPerCall) await send()
  }
  if (batch.rows.length > 0) await send()
  if (totals.refused > maxRefusalsShown)
    console.error(`… and ${totals.refused - maxRefusalsShown} more lines refused`)
  if (process.stderr.isTTY) process.stderr.write(clearLine)
  console.log(summary(totals))
  return totals.refused
}

type Totals = Record<'read' | 'added' | 'unchanged' | 'refused' | 'anonymous' | 'conflict', number>

const clearLine = process.stderr.isTTY ? '\r\u001b[K' : ''

function summary({ read, added, unchanged, refused, anonymous, conflict }: Totals) {
  const count = (n: number) => n.toLocaleString('en')
  const nobodys = anonymous > 0 ? `; ${count(anonymous)} kept without an id or address that is nobody's` : ''
  const taken = conflict > 0 ? `; ${count(conflict)} left out, whose id is another answer's` : ''
  return `${count(read)} rows read: ${count(added)} added, ${count(unchanged)} already there, ${count(refused)} refused${nobodys}${taken}`
}

/** The guessed columns, overridden by the options. Throws a CliError for an unknown column or without a rating column. */
export function mapColumns(
  header: readonly string[],
  { map, property }: Pick<ImportOptions, 'map' | 'property'>,
): Mapping {
  const columns = guessColumns(header)
  const place = (name: string) => {
    const found = indexOfColumn(header, name)
    if (found === null)
      throw new CliError(`there is no column «${name}»; the header has: ${header.join(', ')}`)
    return found
  }
  for (const entry of map) {
    const [target, name] = [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]
    if (!(targets as readonly string[]).includes(target)) {
      throw new CliError(`--map takes PART=COLUMN, where PART is one of ${targets.join(', ')}`)
    }
    columns[target as Target] = place(name)
  }
  if (columns.rating === undefined) {
    throw new CliError(`no column looks like the score; name it: --map "rating=${header[0] ?? 'COLUMN'}"`)
  }
  return { columns, properties: property.map(place) }
}

function describe(
  survey: Survey,
  options: ImportOptions,
  header: readonly string[],
  mapping: Mapping,
): string {
  const { columns, properties } = mapping
  const whenMissing: Partial<Record<Target, string>> = {
    id: '(none: made from the file name and the row, so that importing this file again adds nothing)',
    answeredAt: '(none: the time of this import)',
  }
  const rows = targets.map((target) => {
    const place = columns[target]
    return `  ${target.padEnd(13)} ${place === undefined ? (whenMissing[target] ?? '–') : header[place]}`
  })
  const used = new Set([...Object.values(columns), ...properties])
  const leftOut = header.filter((_, place) => !used.has(place))
  return [
    `${options.file} → ${survey.name} (${survey.metric.toUpperCase()} on ${survey.scale})`,
    ...rows,
    `  ${'properties'.padEnd(13)} ${properties.map((place) => header[place]).join(', ') || '–'}`,
    ...(leftOut.length > 0
      ? [`  ${'left out'.padEnd(13)} ${leftOut.join(', ')}  (keep one with --property NAME)`]
      : []),
  ].join('\n')
}
