import { DatabaseSync } from 'node:sqlite'

/** What is in a database file that no server holds. */
export interface Found {
  readonly ids: ReadonlySet<string>
  readonly rows: number
  /** `ok`, or what SQLite found wrong. */
  readonly integrity: string
  /** Responses that the kept counts do not have, or have too many. */
  readonly miscounted: number
}

/** Reads a database file with another SQLite than the one that wrote it. */
export function readIndependently(path: string): Found {
  const database = new DatabaseSync(path)
  const all = (sql: string) => database.prepare(sql).all() as Record<string, unknown>[]
  try {
    const integrity = all('PRAGMA integrity_check')
      .map(({ integrity_check }) => integrity_check)
      .join()
    const isMade = all(`SELECT 1 FROM sqlite_master WHERE name = 'day_counts'`).length > 0
    const ids = isMade ? all('SELECT id FROM responses').map(({ id }) => id as string) : []
    const counted = isMade
      ? (all('SELECT coalesce(sum(c0+c1+c2+c3+c4+c5+c6+c7+c8+c9+c10), 0) AS n FROM day_counts')[0]!
          .n as number)
      : 0
    return { ids: new Set(ids), rows: ids.length, integrity, miscounted: ids.length - counted }
  } finally {
    database.close()
  }
}
