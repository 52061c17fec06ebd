import type { ResultSet, Row } from '@libsql/client/web'
import type { Rows } from './file/messages.ts'

/** What came of a statement as drizzle and the named queries take it. */
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

/** A row as the driver gives it and drizzle reads it: values by their column's name and, hidden, by their place. */
export function toRow(columns: readonly string[], values: readonly unknown[]): Row {
  const row: Record<string | number, unknown> = {}
  Object.defineProperty(row, 'length', { value: values.length })
  values.forEach((value, place) => {
    Object.defineProperty(row, place, { value })
    if (!Object.hasOwn(row, columns[place]!)) row[columns[place]!] = value
  })
  return row as unknown as Row
}

/** A row by names alone, without hidden properties to define: drizzle reads nothing that a write returns. */
export function byName(columns: readonly string[], values: readonly unknown[]): Row {
  const row: Record<string, unknown> = {}
  values.forEach((value, place) => {
    row[columns[place]!] = value
  })
  return row as unknown as Row
}
