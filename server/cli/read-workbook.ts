import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import readExcelFile from 'read-excel-file/node'
import type { TableRecord } from '../tables/records.ts'
import { CliError } from './api.ts'

/** The rows of a workbook's sheet, the only one with anything in it unless one is named. Throws a CliError. */
export async function readWorkbook(
  file: string,
  named: string | undefined,
): Promise<{ hash: string; records: TableRecord[] }> {
  const bytes = await readFile(file)
  const sheets = await readExcelFile(bytes).catch((error: Error) => {
    throw new CliError(`${file} is not a workbook that can be read: ${error.message}`)
  })
  const filled = sheets.filter(({ data }) => data.length > 0)
  const names = sheets.map(({ sheet }) => sheet).join(', ')
  const [only, another] = named === undefined ? filled : sheets.filter(({ sheet }) => sheet === named)
  if (!only)
    throw new CliError(named === undefined ? `${file} is empty` : `there is no sheet «${named}» but ${names}`)
  if (another) throw new CliError(`${file} has several sheets: say --sheet, one of ${names}`)
  const width = Math.max(...only.data.map((row) => row.length))
  const records = only.data.map((row, place) => ({
    cells: Array.from({ length: width }, (_, at) => textOfCell(row[at])),
    line: place + 1,
  }))
  return {
    hash: createHash('sha256').update(bytes).update(only.sheet).digest('hex'),
    records: records.filter(({ cells }) => cells.some((cell) => cell !== '')),
  }
}

/** A cell as text. A workbook knows no zones: its times are of a clock on a wall. */
function textOfCell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (!(value instanceof Date)) return String(value)
  // Days are kept as fractions, so that times come a little off.
  const time = new Date(Math.round(value.getTime() / 1000) * 1000).toISOString()
  return time.endsWith('T00:00:00.000Z') ? time.slice(0, 10) : time.slice(0, 19).replace('T', ' ')
}
