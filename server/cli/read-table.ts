import type { Entry } from '../tables/examine.ts'
import { type Head, headOf, headRecords } from '../tables/head.ts'
import type { TableRecord } from '../tables/records.ts'
import { CliError } from './api.ts'
import { isOwnTable, ownRows } from './own-table.ts'
import { recordsOf } from './read-csv.ts'
import { readJson } from './read-json.ts'
import { beginningOf, openText } from './read-text.ts'

/** A table in a file, whatever it is written in. It can be read as often as needed. */
export interface Table {
  readonly file: string
  readonly hash: string
  readonly head: Head
  /** What it is written in, in words. */
  readonly encoding: string
  entries(): AsyncGenerator<Entry>
}

/** Answers as an export of ours has them: each line is a row for the import call. */
export interface OwnExport {
  readonly file: string
  readonly hash: string
  rows(): AsyncGenerator<{ readonly text: string; readonly line: number }>
}

/** Opens a file of answers: CSV, a workbook of Excel, JSON of other tools, or an export of ours. Throws a CliError. */
export async function openTable(
  file: string,
  said: { readonly encoding?: string | undefined; readonly sheet?: string | undefined },
): Promise<Table | OwnExport> {
  const begin = await beginningOf(file)
  if (begin.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') {
    // Imported here because few files need it.
    const { readWorkbook } = await import('./read-workbook.ts')
    const { hash, records } = await readWorkbook(file, said.sheet)
    return tableOf(file, hash, 'a workbook', () => listed(records))
  }
  if (begin.subarray(0, 8).toString('hex') === 'd0cf11e0a1b11ae1')
    throw new CliError(`${file} is a workbook of Excel before 2007: save it as .xlsx or as CSV`)
  const text = await openText(file, said.encoding)
  if (/^\s*[[{]/.test(text.sample)) {
    const read = await readJson(text)
    if ('rows' in read) return { file, hash: text.hash, rows: read.rows }
    return tableOf(file, text.hash, 'JSON', () => listed(read.records))
  }
  const table = await tableOf(file, text.hash, text.encoding, () => recordsOf(text))
  return (await isOwnTable(table)) ? { file, hash: text.hash, rows: () => ownRows(table) } : table
}

async function* listed(records: readonly TableRecord[]): AsyncGenerator<TableRecord> {
  yield* records
}

async function tableOf(
  file: string,
  hash: string,
  encoding: string,
  records: () => AsyncGenerator<TableRecord>,
): Promise<Table> {
  const first: TableRecord[] = []
  for await (const record of records()) {
    first.push(record)
    if (first.length === headRecords) break
  }
  if (first.length === 0) throw new CliError(`${file} is empty`)
  const head = headOf(first)
  const broken = first.find(({ fault }) => fault)
  if (!head)
    throw new CliError(`${file} has no header${broken ? `: line ${broken.line}: ${broken.fault}` : ''}`)

  async function* entries(): AsyncGenerator<Entry> {
    let place = 0
    for await (const record of records()) {
      place += 1
      const isBlank = record.cells.every((cell) => cell.trim() === '') && !record.fault
      if (place > head!.records && !isBlank) yield entryOf(record, head!)
    }
  }
  return { file, hash, head, encoding, entries }
}

function entryOf({ cells, line, fault }: TableRecord, head: Head): Entry {
  const extra = cells.slice(head.width)
  const fits = cells.length >= head.width && extra.every((cell) => cell.trim() === '')
  const wrong = fault ?? (fits ? undefined : `${cells.length} cells where the header has ${head.width}`)
  return wrong === undefined ? { cells: head.adapt(cells), line } : { cells, line, fault: wrong }
}
