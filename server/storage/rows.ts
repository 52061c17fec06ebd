import type { ResultSet, Row } from '@libsql/client/web'
import type { Rows } from './file/messages.ts'

/** A file's rows as the client's ResultSet. */
export function toResultSet({ columns, rows, rowsAffected }: Rows, rowOf: typeof toRow): ResultSet {
  return {
    columns: [...columns],
    columnTypes: [],
    rows: rows.map((values) => rowOf(columns, values)),
    rowsAffected,
    lastInsertRowid: undefined,
    toJSON: () => ({ columns, rows, rowsAffected }),
  }
}

/** A row as the client gives it: values by column name, and by index, which is what drizzle reads. */
export function toRow(columns: readonly string[], values: readonly unknown[]): Row {
  const row: Record<string | number, unknown> = {}
  Object.defineProperty(row, 'length', { value: values.length })
  values.forEach((value, place) => {
    Object.defineProperty(row, place, { value })
    if (!Object.hasOwn(row, columns[place]!)) row[columns[place]!] = value
  })
  return row as unknown as Row
}

/** A row by column name only, which is cheaper to make: drizzle does not read the results of writes. */
export function byName(columns: readonly string[], values: readonly unknown[]): Row {
  const row: Record<string, unknown> = {}
  values.forEach((value, place) => {
    row[columns[place]!] = value
  })
  return row as unknown as Row
}

/** A result's rows, typed. */
export function rowsOf<Row>(result: ResultSet): Row[] {
  return result.rows as unknown as Row[]
}
