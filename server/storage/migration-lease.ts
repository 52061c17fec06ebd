import { sql } from 'drizzle-orm'
import { type Database, isStorageAway, type Orm } from './db.ts'
import { rowsOf } from './rows.ts'

/**
 * Takes or renews the lease to migrate a database until a time; returns whether it is now the holder's. Its table is
 * not made by a migration, since it is needed before the first.
 */
export async function takeLease(
  database: Database,
  { holder, now, until }: { holder: string; now: number; until: number },
): Promise<boolean> {
  const results = await database.write(
    [
      sql`CREATE TABLE IF NOT EXISTS migration_lease (
        id INTEGER PRIMARY KEY CHECK (id = 1), holder TEXT NOT NULL, until INTEGER NOT NULL) STRICT`,
      sql`INSERT INTO migration_lease (id, holder, until) VALUES (1, ${holder}, ${until})
        ON CONFLICT (id) DO UPDATE SET holder = excluded.holder, until = excluded.until
        WHERE holder = excluded.holder OR until <= ${now} RETURNING 1 AS taken`,
    ],
    'migration',
  )
  return rowsOf(results[1]!).length > 0
}

/** Gives the lease back. */
export async function giveLeaseBack(database: Database, holder: string): Promise<void> {
  await database.write([sql`DELETE FROM migration_lease WHERE holder = ${holder}`], 'migration')
}

/** Whether somebody else holds the lease; without its table nobody does. Rejects while the database is away. */
export async function isMigrating(orm: Orm, holder = ''): Promise<boolean> {
  try {
    const rows = await orm.all(
      sql`SELECT 1 AS one FROM migration_lease WHERE until > ${Date.now()} AND holder <> ${holder}`,
    )
    return rows.length > 0
  } catch (error) {
    if (isStorageAway(error)) throw error
    return false
  }
}
