import { sql } from 'drizzle-orm'
import { type Database, isStorageAway } from './db.ts'
import { giveLeaseBack, isMigrating, takeLease } from './migration-lease.ts'
import { migrations } from './migrations/all.ts'

/** Milliseconds the first lease lasts; one for another attempt lasts as much longer, up to the longest. */
const leaseLength = 2 * 60_000
const longestLease = 12 * 60_000

/** Attempts of one migration: a libSQL server ends a long transaction for anybody else who waits to write. */
const mostAttempts = 20
/** Milliseconds between looks at a migration that another process does, and between attempts. */
const pauseLength = 500

/**
 * Brings the schema up to date. Each migration runs in one transaction with the row that records it, so it is
 * applied completely or not at all, and once, however many processes start at the same time. On a libSQL server
 * one of them holds a lease and does it, and the others wait for it. Returns the names of those it applied.
 */
export function migrate(database: Database): Promise<string[]> {
  return migrateTo(database, migrations)
}

/** The same with other migrations. */
export async function migrateTo(database: Database, known: readonly Migration[]): Promise<string[]> {
  const missing = await pendingMigrations(database, known)
  if (missing.length === 0) return []
  await database.write(
    [
      sql`CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY NOT NULL, applied_at INTEGER NOT NULL)`,
    ],
    'migration',
  )
  // Nobody else has the file.
  if (database.copy) return applyAll(database, known, async () => {})
  const holder = crypto.randomUUID()
  let attempt = 0
  const renew = async () => {
    attempt += 1
    const now = Date.now()
    const until = now + Math.min(attempt * leaseLength, longestLease)
    // Asked by a read first: a write that waits for theirs would end it.
    while (
      (await isMigrating(database.orm, holder)) ||
      !(await takeLease(database, { holder, now, until }))
    ) {
      await pause()
      if ((await pendingMigrations(database, known)).length === 0) return
    }
  }
  try {
    await renew()
    return await applyAll(database, known, renew)
  } finally {
    await giveLeaseBack(database, holder).catch(() => {})
  }
}

async function applyAll(
  database: Database,
  known: readonly Migration[],
  renew: () => Promise<void>,
): Promise<string[]> {
  const applied: string[] = []
  for (const migration of await pendingMigrations(database, known)) {
    if (await apply(database, migration, renew)) applied.push(migration.name)
  }
  return applied
}

/** Applies one migration; returns false when another process did so meanwhile. */
async function apply(
  database: Database,
  { name, statements }: Migration,
  renew: () => Promise<void>,
): Promise<boolean> {
  const record = sql`INSERT INTO migrations (name, applied_at) VALUES (${name}, unixepoch() * 1000)`
  for (let attempt = 1; ; attempt += 1) {
    try {
      await database.write([record, ...statements.map((statement) => sql.raw(statement))], 'migration')
      return true
    } catch (error) {
      if ((await notedMigrations(database)).includes(name)) return false
      if (database.copy || !isStorageAway(error) || attempt === mostAttempts) throw error
      await pause()
      await renew()
    }
  }
}

const pause = () => new Promise((resolve) => setTimeout(resolve, pauseLength))

export interface Migration {
  readonly name: string
  readonly statements: readonly string[]
}

/** The migrations that a database lacks, oldest first; all of them when it is new. */
export async function pendingMigrations(
  database: Database,
  known: readonly Migration[],
): Promise<Migration[]> {
  const names = await notedMigrations(database)
  return known.filter(({ name }) => !names.includes(name))
}

/** Names of the migrations that were applied to a database. */
export async function notedMigrations(database: Database): Promise<string[]> {
  try {
    const noted = await database.orm.all<{ name: string }>(sql`SELECT name FROM migrations ORDER BY name`)
    return noted.map(({ name }) => name)
  } catch (error) {
    if (isStorageAway(error)) throw error
    // A new database has no table of them.
    return []
  }
}

/**
 * Whether this version can serve from a database that lacks only these migrations: each of them adds what is missing
 * and changes nothing that is there. What needs the new parts fails until they are there.
 */
export function canDoWithout(missing: readonly Migration[]): boolean {
  return missing.every(({ statements }) => statements.every((statement) => additive.test(statement)))
}

const additive = /^(CREATE (INDEX|TABLE)|ALTER TABLE \S+ ADD) /
