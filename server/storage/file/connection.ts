import Database from 'libsql'
import type { Question, Rows } from './messages.ts'

/** The one connection to a database file, and what is done over it. */
export interface Connection {
  read(question: Question): Rows
  /** One transaction; returns after its commit, with rows for each. Throws when nothing was stored. */
  write(questions: readonly Question[]): Rows[]
  /** Gives the file up. */
  release(): void
}

/**
 * Opens a file for this process alone: one connection, held exclusively, WAL with every commit
 * synced. Throws the driver's SQLITE_BUSY when another process has the file.
 *
 * The driver is used directly and not through `@libsql/client`, which prepares each statement at
 * each call: with the counting triggers that is 1 ms a commit. Statements are kept here instead,
 * and dropped as soon as anything fails, since the driver never resets one that failed
 * (libsql-client-ts#352).
 */
export function connect(path: string): Connection {
  const database = new Database(path, { timeout: 0 } as Database.Options)
  const prepared = new Map<string, Prepared>()

  function run({ sql, args: given }: Question): Rows {
    const args = given.map(toValue)
    const known = prepared.get(sql)
    const ready = known ?? prepare(database, sql)
    const result = runPrepared(ready, args)
    if (!known && isKept(sql)) keep(prepared, sql, ready)
    return result
  }

  /** Leaves out what nobody needs: reading rows that say what is known already costs a third of a save. */
  function runAll(questions: readonly Question[]): Rows[] {
    let isComplete = false
    return questions.map((question) => {
      if (question.onlyIfIncomplete && isComplete) return nothing
      const result = run(question)
      isComplete ||= result.rowsAffected === question.expectedRows
      return isComplete && question.expectedRows !== undefined
        ? { ...nothing, rowsAffected: result.rowsAffected }
        : result
    })
  }

  /** What changes the schema changes what every statement would return. */
  function forget(): void {
    prepared.clear()
  }

  const connection: Connection = {
    read(question) {
      try {
        return run(question)
      } catch (error) {
        forget()
        throw error
      }
    },
    write(questions) {
      try {
        database.exec('BEGIN IMMEDIATE')
        const results = runAll(questions)
        database.exec('COMMIT')
        if (questions.some(({ sql }) => !isKept(sql))) forget()
        return results
      } catch (error) {
        forget()
        if (database.inTransaction) database.exec('ROLLBACK')
        throw error
      }
    },
    release() {
      forget()
      release(database)
    },
  }
  try {
    for (const pragma of pragmas) database.exec(`PRAGMA ${pragma}`)
    // The lock is taken by the first write, so it is made now and not at the first save.
    connection.write([{ sql: makeMigrations, args: [] }])
    return connection
  } catch (error) {
    database.close()
    throw error
  }
}

const nothing: Rows = { columns: [], rows: [], rowsAffected: 0 }

/** A value as the driver takes it; one it does not know ends the whole process. */
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

/** A statement the driver has compiled, and its columns when it returns rows. */
interface Prepared {
  readonly statement: Database.Statement
  readonly columns: string[] | null
}

function prepare(database: Database.Database, sql: string): Prepared {
  const statement = database.prepare(sql)
  if (!statement.reader) return { statement, columns: null }
  statement.raw(true)
  return { statement, columns: statement.columns().map(({ name }) => name) }
}

function runPrepared({ statement, columns }: Prepared, args: unknown[]): Rows {
  if (columns === null) return { columns: [], rows: [], rowsAffected: statement.run(args).changes }
  const rows = statement.all(args) as unknown[][]
  return { columns, rows, rowsAffected: rows.length }
}

const mostKept = 100
const isKept = (sql: string) => /^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b/i.test(sql)

/** Keeps the statements used of late; a Map remembers in which order they came. */
function keep(prepared: Map<string, Prepared>, sql: string, made: Prepared): void {
  prepared.set(sql, made)
  if (prepared.size > mostKept) prepared.delete(prepared.keys().next().value!)
}

/** `locking_mode` before `journal_mode`: set in this order, WAL needs no shared memory file. */
const pragmas = [
  'locking_mode = EXCLUSIVE',
  'journal_mode = WAL',
  'synchronous = FULL',
  'secure_delete = ON',
  'foreign_keys = ON',
  // 64 MB: the counts of every survey that is looked at stay in memory.
  'cache_size = -65536',
]

const makeMigrations =
  'CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY NOT NULL, applied_at INTEGER NOT NULL)'

/**
 * The driver's `close` leaves a connection alive, with its lock, until the garbage collector finds
 * its statements; so the lock is let go first, which in WAL mode takes leaving WAL. A file that was
 * closed is whole in itself: there is no -wal beside it.
 */
function release(database: Database.Database): void {
  try {
    // Fails while the driver holds a statement it never reset; the lock then goes with the process.
    database.exec('PRAGMA journal_mode = DELETE')
    database.exec('PRAGMA locking_mode = NORMAL')
    database.exec('SELECT count(*) FROM sqlite_master')
  } catch {
  } finally {
    database.close()
  }
}
