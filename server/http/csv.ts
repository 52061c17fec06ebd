import { csvFormatRow } from 'd3-dsv'

export type Cell = string | number | boolean | null

/** What a spreadsheet takes for the beginning of a formula, in the widths it takes it in. */
const formula = /^[=+\-−@\t\r\uff1d\uff0b\uff0d\uff20]/

/**
 * One row of CSV with its line break. Text that a spreadsheet would run as a formula gets an
 * apostrophe before it; numbers stay as they are.
 */
export function csvRow(cells: readonly Cell[]): string {
  return `${csvFormatRow(cells.map(written))}\n`
}

function written(cell: Cell): string {
  if (typeof cell !== 'string') return String(cell ?? '')
  return formula.test(cell) ? `'${cell}` : cell
}
