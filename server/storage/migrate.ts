import { sql } from 'drizzle-orm'
import type { Database } from './db.ts'
import { migrations } from './migrations/all.ts'

/**
 * Brings the schema up to date: each migration in one transaction together with the note
 * that it ran, so that it ran whole or not at all, and once however many start at a time.
 */
export async function migrate(database: Database): Promise<void> {
  for (const migration of await outstanding(database)) {
    const note = sql`INSERT INTO migrations (name, applied_at) VALUES (${migration.name}, unixepoch() * 1000)`
    try {
      await database.write([note, ...migration.statements.map((statement) => sql.raw(statement))])
    } catch (error) {
      const stillMissing = await outstanding(database)
      if (stillMissing.some(({ name }) => name === migration.name)) throw error
    }
  }
}

async function outstanding(database: Database) {
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

/** The migrations a database has had, by name. */
export async function notedMigrations(database: Database): Promise<string[]> {
  const noted = await database.orm.all<{ name: string }>(sql`SELECT name FROM migrations ORDER BY name`)
  return noted.map(({ name }) => name)
}
