// Not `@libsql/client`'s own file client, which compiles each statement at each call: with the counting triggers
// that is 1.2 ms a commit, and 40 % fewer saves at 1,000 connections. `libsql` is the engine below it.
// See docs/reliability.md, "The driver of the file".
import Database from 'libsql'
import type { Statement } from '../db.ts'
import type { Rows } from './messages.ts'

/** The one connection to a database file. */
export interface Connection {
  read(statement: Statement): Rows
  /** One transaction; returns after its commit, with rows for each statement. Throws when nothing was stored. */
  write(statements: readonly Statement[]): Rows[]
  /** Releases the lock on the file, and closes it. */
  release(): void
}

/**
 * Opens a file for this process alone: one connection, locked exclusively, WAL with every commit synced.
 * Throws the driver's SQLITE_BUSY when another process has the file.
 */
export function connect(path: string): Connection {
  const database = new Database(path, { timeout: 0 } as Database.Options)
  const cache = cacheStatements(database)

  const connection: Connection = {
    read(statement) {
      try {
        return cache.run(statement)
      } catch (error) {
        cache.clear()
        throw error
      }
    },
    write(statements) {
      try {
        database.exec('BEGIN IMMEDIATE')
        const results = runAll(statements, cache.run)
        database.exec('COMMIT')
        // A change of the schema changes what cached statements return.
        if (statements.some(({ sql }) => !isCached(sql))) cache.clear()
        return results
      } catch (error) {
        cache.clear()
        if (database.inTransaction) database.exec('ROLLBACK')
        throw error
      }
    },
    release() {
      cache.clear()
      release(database)
    },
  }
  try {
    for (const pragma of pragmas) database.exec(`PRAGMA ${pragma}`)
    // The first write takes the lock: at once, and not at the first save.
    connection.write([{ sql: makeMigrations, args: [] }])
    return connection
  } catch (error) {
    database.close()
    throw error
  }
}

const nothing: Rows = { columns: [], rows: [], rowsAffected: 0 }

/** Runs statements in order, without those that are `onlyIfIncomplete` once one affected its `expectedRows`. */
function runAll(statements: readonly Statement[], run: (statement: Statement) => Rows): Rows[] {
  let isComplete = false
  return statements.map((statement) => {
    if (statement.onlyIfIncomplete && isComplete) return nothing
    const result = run(statement)
    isComplete ||= result.rowsAffected === statement.expectedRows
    return isComplete && statement.expectedRows !== undefined
      ? { ...nothing, rowsAffected: result.rowsAffected }
      : result
  })
}

/** A compiled statement, and its columns when it returns rows. */
interface Prepared {
  readonly statement: Database.Statement
  readonly columns: string[] | null
}

const mostCached = 100
const isCached = (sql: string) => /^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b/i.test(sql)

/**
 * Keeps the most recently used statements compiled. The cache must be cleared after any failure, since the driver
 * never resets a statement that failed (https://github.com/tursodatabase/libsql-client-ts/issues/352).
 */
function cacheStatements(database: Database.Database) {
  // A Map iterates in the order of insertion: the first is the least recently used.
  const cached = new Map<string, Prepared>()
  return {
    run({ sql, args }: Statement): Rows {
      const values = args.map(toValue)
      const prepared = cached.get(sql) ?? prepare(database, sql)
      const result = runPrepared(prepared, values)
      if (isCached(sql)) {
        cached.delete(sql)
        cached.set(sql, prepared)
        if (cached.size > mostCached) cached.delete(cached.keys().next().value!)
      }
      return result
    },
    clear: () => cached.clear(),
  }
}

function prepare(database: Database.Database, sql: string): Prepared {
  const statement = database.prepare(sql)
  if (!statement.reader) return { statement, columns: null }
  statement.raw(true)
  return { statement, columns: statement.columns().map(({ name }) => name) }
}

function runPrepared({ statement, columns }: Prepared, values: unknown[]): Rows {
  if (columns === null) return { columns: [], rows: [], rowsAffected: statement.run(values).changes }
  const rows = statement.all(values) as unknown[][]
  return { columns, rows, rowsAffected: rows.length }
}

/** A value the driver can bind. Throws a TypeError for any other: the driver would abort the whole process. */
function toValue(value: unknown): unknown {
  if (typeof value === 'boolean') return value ? 1 : 0
  const isKnown =
    value === null ||
    typeof value === 'string' ||
    typeof value === 'bigint' ||
    Number.isFinite(value) ||
    value instanceof Uint8Array
  if (!isKnown) throw new TypeError('a value that no database can hold')
  return value instanceof Uint8Array ? Buffer.from(value) : value
}

/** `locking_mode` before `journal_mode`: in this order, WAL needs no shared memory file. */
const pragmas = [
  'locking_mode = EXCLUSIVE',
  'journal_mode = WAL',
  'synchronous = FULL',
  'secure_delete = ON',
  'foreign_keys = ON',
  // 64 MB: what a backup let the log grow to is given back after the next checkpoint.
  'journal_size_limit = 67108864',
  // 32 MB: the counts of recently read surveys stay in memory.
  'cache_size = -32768',
]

const makeMigrations =
  'CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY NOT NULL, applied_at INTEGER NOT NULL)'

/**
 * The driver's `close` keeps the connection, and its lock, until the garbage collector finds its statements
 * (https://github.com/tursodatabase/libsql-js/issues/228), so the lock is released first, which in WAL mode
 * takes leaving WAL. The closed file is then complete without a -wal.
 */
function release(database: Database.Database): void {
  try {
    // Fails while the driver holds a statement it never reset; the lock is then released when the process ends.
    database.exec('PRAGMA journal_mode = DELETE')
    database.exec('PRAGMA locking_mode = NORMAL')
    database.exec('SELECT count(*) FROM sqlite_master')
  } catch {
  } finally {
    database.close()
  }
}
