import { sql } from 'drizzle-orm'
import { countDifferences } from './counts/consistency.ts'
import type { Database } from './db.ts'
import { notedMigrations } from './migrate.ts'
import { migrationNames } from './migrations/names.ts'

/**
 * SQLite 3.45 takes an FTS5 table for malformed once rows were deleted from it with `secure-delete`. It finds the same
 * rows as before, and is made of `answer_index`, which is checked too.
 */
const ofSecureDelete = 'malformed inverted index for FTS5 table main.answer_words'
const isProblem = (finding: string) => finding !== 'ok' && finding !== ofSecureDelete

/** Checks a database's integrity, counts and migrations. Reads all of it: minutes for many millions of responses. */
export async function examine(database: Database, now: number) {
  const integrity = await database.orm.all<Record<string, string>>(sql`PRAGMA quick_check`)
  const surveys = await database.orm.all<{ id: string }>(sql`SELECT id FROM surveys ORDER BY id`)
  const miscounted = []
  for (const { id } of surveys) {
    const differences = await countDifferences(database, id)
    if (differences > 0) miscounted.push({ surveyId: id, differences })
  }
  const applied = new Set(await notedMigrations(database))
  const known = new Set(migrationNames)
  const aMinuteAhead = now + 60_000
  const [facts] = await database.orm.all<{ ahead: number; sqlite: string; bytes: number }>(sql`
    SELECT (SELECT count(*) FROM responses WHERE answered_at > ${aMinuteAhead}) AS ahead,
      sqlite_version() AS sqlite, (SELECT page_count FROM pragma_page_count()) * (SELECT page_size FROM pragma_page_size()) AS bytes`)
  return {
    integrity: integrity.flatMap((row) => Object.values(row)).filter(isProblem),
    miscounted,
    missingMigrations: [...known].filter((name) => !applied.has(name)),
    unknownMigrations: [...applied].filter((name) => !known.has(name)),
    ...facts!,
  }
}
