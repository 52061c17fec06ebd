import { csvFormatRow } from 'd3-dsv'
import { accepts } from 'hono/accepts'
import type { Ctx } from '../context.ts'

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

/** Whether a request asks for a table rather than JSON. */
export function wantsCsv(c: Ctx): boolean {
  const supports = ['application/json', 'text/csv']
  return accepts(c, { header: 'Accept', supports, default: 'application/json' }) === 'text/csv'
}

/** The beginning of a table: Excel takes it for UTF-8 only with a byte order mark. */
export const csvBegin = (excel: '1' | undefined) => (excel === '1' ? '\ufeff' : '')

/** Gives a table a name to save it by. */
export const saveAs = (c: Ctx, name: string) =>
  c.header('content-disposition', `attachment; filename="${name}.csv"`)

/** Sends pieces of text as the client takes them, under a name to save them by. */
export function sendPieces(
  c: Ctx,
  pieces: AsyncGenerator<string, void>,
  type: string,
  file: string,
): Response {
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await pieces.return()
    },
  })
  return c.body(body, 200, {
    'content-type': `${type}; charset=utf-8`,
    'content-disposition': `attachment; filename="${file}"`,
    'cache-control': 'no-store',
  })
}
