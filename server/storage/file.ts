import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Client, createClient, LibsqlError } from '@libsql/client/sqlite3'
import { type Database, DatabaseInUse, ormOver, StorageUnavailable, statement } from './db.ts'

/**
 * Opens a database file for this process alone.
 *
 * One connection, held exclusively, WAL with every commit synced: the bundled SQLite loses
 * rows with two writers (fixed upstream in 3.51.3, open in tursodatabase/libsql#2271), and
 * only WAL/FULL kept every acknowledged row through simulated power cuts. Every write is one
 * `batch(…, 'write')`: after a transient BUSY a plain `execute` resolves without having been
 * committed (libsql-client-ts#352).
 *
 * Throws DatabaseInUse when another process has the file.
 */
export async function openFile(url: string): Promise<Database> {
  mkdirSync(dirname(pathOf(url)), { recursive: true })
  let client = await connect(url)
  let orm = ormOver(client)

  async function reopen() {
    client.close()
    client = await connect(url)
    orm = ormOver(client)
  }

  return {
    get orm() {
      return orm
    },
    async write(queries) {
      try {
        return await client.batch(queries.map(statement), 'write')
      } catch (error) {
        if (isConstraint(error)) throw error
        // The connection may be mid-statement or already dropped by its pool, which would open
        // the next one without our pragmas: never use it again.
        await reopen().catch(() => {})
        throw new StorageUnavailable('the database file cannot be written', { cause: error })
      }
    },
    close: () => client.close(),
  }
}

async function connect(url: string): Promise<Client> {
  const client = createClient({ url, concurrency: 1, timeout: 0 })
  try {
    for (const pragma of pragmas) await client.execute(`PRAGMA ${pragma}`)
    // Takes the lock now, so that a second process learns of the first at start and not at a save.
    await client.batch(
      ['CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY NOT NULL, applied_at INTEGER NOT NULL)'],
      'write',
    )
    return client
  } catch (error) {
    client.close()
    if (error instanceof LibsqlError && error.code.startsWith('SQLITE_BUSY')) {
      throw new DatabaseInUse(`${pathOf(url)} is in use by another process`)
    }
    throw error
  }
}

/** `locking_mode` before `journal_mode`: set in this order, WAL needs no shared memory file. */
const pragmas = [
  'locking_mode = EXCLUSIVE',
  'journal_mode = WAL',
  'synchronous = FULL',
  'secure_delete = ON',
  'foreign_keys = ON',
]

function isConstraint(error: unknown): boolean {
  return error instanceof LibsqlError && error.code.startsWith('SQLITE_CONSTRAINT')
}

/** The path in a `file:` address: `file:data/x.db` is relative, `file:///x.db` is absolute. */
function pathOf(url: string): string {
  return url.startsWith('file://') ? fileURLToPath(url) : url.slice('file:'.length).replace(/\?.*$/, '')
}
