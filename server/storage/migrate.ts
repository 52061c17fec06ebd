import { sql } from 'drizzle-orm'
import type { Database } from './db.ts'
import { migrations } from './migrations/all.ts'

/**
 * Brings the schema up to date. Each migration runs in one transaction with the row that records it, so it is
 * applied completely or not at all, and once, however many processes start at the same time.
 */
export async function migrate(database: Database): Promise<void> {
  for (const migration of await pending(database)) {
    const record = sql`INSERT INTO migrations (name, applied_at) VALUES (${migration.name}, unixepoch() * 1000)`
    try {
      await database.write([record, ...migration.statements.map((statement) => sql.raw(statement))])
    } catch (error) {
      const stillMissing = await pending(database)
      if (stillMissing.some(({ name }) => name === migration.name)) throw error
    }
  }
}

async function pending(database: Database) {
  const exists = await database.orm.all<{ name: string }>(
    sql`SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'migrations'`,
  )
  if (exists.length === 0) {
    await database.write([
      sql`CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY NOT NULL, applied_at INTEGER NOT NULL)`,
    ])
  }
  const names = await notedMigrations(database)
  return migrations.filter(({ name }) => !names.includes(name))
}

/** Names of the migrations that were applied to a database. */
export async function notedMigrations(database: Database): Promise<string[]> {
  const noted = await database.orm.all<{ name: string }>(sql`SELECT name FROM migrations ORDER BY name`)
  return noted.map(({ name }) => name)
}
