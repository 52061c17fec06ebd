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

  /**
   * After BUSY the driver cannot be trusted with the connection any more. After any other failure
   * its pool may have dropped it, and would open the next one without our pragmas.
   */
  async function recover(error: unknown) {
    if (!isBusy(error)) return hold(client)
    await release(client).catch(() => {})
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
        await recover(error).catch(() => {})
        throw new StorageUnavailable('the database file cannot be written', { cause: error })
      }
    },
    close: () => release(client),
  }
}

/**
 * Gives the file up. The driver's `close` leaves a connection alive, with its lock, until the
 * garbage collector finds its statements; so the lock is let go first, which in WAL mode takes
 * leaving WAL. A file that was closed is whole in itself: there is no -wal beside it.
 */
async function release(client: Client): Promise<void> {
  try {
    // Fails while the driver holds a statement it never reset; the lock then goes with the process.
    await client.execute('PRAGMA journal_mode = DELETE')
    await client.execute('PRAGMA locking_mode = NORMAL')
    await client.execute('SELECT count(*) FROM sqlite_master')
  } catch {
  } finally {
    client.close()
  }
}

async function connect(url: string): Promise<Client> {
  const client = createClient({ url, concurrency: 1, timeout: 0 })
  try {
    await hold(client)
    return client
  } catch (error) {
    client.close()
    if (isBusy(error)) throw new DatabaseInUse(`${pathOf(url)} is in use by another process`)
    throw error
  }
}

/** Makes the client's connection the file's only one, now and not at the first save. */
async function hold(client: Client): Promise<void> {
  for (const pragma of pragmas) await client.execute(`PRAGMA ${pragma}`)
  await client.batch(
    ['CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY NOT NULL, applied_at INTEGER NOT NULL)'],
    'write',
  )
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

function isBusy(error: unknown): boolean {
  return error instanceof LibsqlError && error.code.startsWith('SQLITE_BUSY')
}

function isConstraint(error: unknown): boolean {
  return error instanceof LibsqlError && error.code.startsWith('SQLITE_CONSTRAINT')
}

/** The path in a `file:` address: `file:data/x.db` is relative, `file:///x.db` is absolute. */
function pathOf(url: string): string {
  return url.startsWith('file://') ? fileURLToPath(url) : url.slice('file:'.length).replace(/\?.*$/, '')
}
