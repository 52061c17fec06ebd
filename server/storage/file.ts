import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { stat, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { type Client, type InStatement, LibsqlError } from '@libsql/client/web'
import {
  type Database,
  DatabaseInUse,
  isStorageAway,
  markLength,
  ormOver,
  personKeyOf,
  type Statement,
  StorageUnavailable,
  statement,
} from './db.ts'
import { copierOf } from './file/copy.ts'
import { ledgerAt } from './file/ledger.ts'
import { openingId, type Rows, type ThreadReply, type ThreadRequest } from './file/messages.ts'
import { byName, toResultSet, toRow } from './rows.ts'

/**
 * Opens a database file for this process alone, in a thread of its own.
 *
 * One connection, locked exclusively, WAL with every commit synced: the bundled SQLite loses rows with two
 * writers (fixed in SQLite 3.51.3; https://github.com/tursodatabase/libsql/issues/2271), and only WAL with
 * synchronous=FULL kept every acknowledged row through simulated power cuts. Every write is one transaction,
 * and a connection that failed is discarded: after a transient BUSY the driver acknowledges writes that it
 * does not commit (https://github.com/tursodatabase/libsql-client-ts/issues/352).
 *
 * Throws DatabaseInUse when another process has the file.
 */
export async function openFile(url: string): Promise<Database> {
  const path = pathOf(url)
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  keepPrivate(path)
  const thread = await startThread(path)
  const orm = ormOver({
    execute: async (asked: InStatement) =>
      toResultSet((await thread.ask('read', [toStatement(asked)]))[0]!, toRow),
  } as Client)
  const copier = copierOf(path, (text) => thread.ask('read', [{ sql: `PRAGMA ${text}`, args: [] }]))
  let key: KeyObject | null = null
  return {
    orm,
    remembers: false,
    copy: copier.copy,
    ledger: ledgerAt(`${path}.erased`),
    async mark(names) {
      key ??= createSecretKey(await personKeyOf(orm), 'hex')
      return names.map((name) => createHmac('sha256', key!).update(name).digest('hex').slice(0, markLength))
    },
    async write(queries) {
      try {
        const results = await thread.ask('write', queries.map(statement))
        return results.map((rows) => toResultSet(rows, byName))
      } catch (error) {
        if (!isStorageAway(error)) throw error
        throw new StorageUnavailable('the database file cannot be written', { cause: error })
      }
    },
    async scrub() {
      // secure_delete zeroes deleted bytes in the file, but the log still has the old pages.
      const [done] = await thread.ask('read', [{ sql: 'PRAGMA wal_checkpoint(TRUNCATE)', args: [] }])
      if (byName(done!.columns, done!.rows[0]!).busy !== 0)
        throw new StorageUnavailable('the log of the database file cannot be emptied')
    },
    async close() {
      await thread.ask('close', [])
      await thread.ended
      copier.close()
    },
  }
}

/** Makes the file, which SQLite would let all read, for its owner alone; SQLite gives the log the same mode. */
function keepPrivate(path: string): void {
  // Never opened when it exists: closing it would drop the lock that this process may hold.
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600))
  for (const each of [path, `${path}-wal`]) {
    try {
      chmodSync(each, 0o600)
    } catch {
      // There is no log yet, or the file is another user's: then who may read it is theirs to say.
    }
  }
}

/** Starts the thread; resolves when it has opened the file. */
async function startThread(path: string) {
  const worker = new Worker(new URL('./file/thread.ts', import.meta.url), { workerData: path })
  const waiting = new Map<number, { resolve(rows: readonly Rows[]): void; reject(reason: unknown): void }>()
  let lastId = openingId
  const opened = replyTo(openingId)
  const ended = new Promise<void>((resolve) => {
    worker.once('exit', () => resolve())
  })

  function replyTo(id: number): Promise<readonly Rows[]> {
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject })
    })
  }

  function abandon(reason: unknown): void {
    for (const { reject } of waiting.values()) reject(reason)
    waiting.clear()
  }

  worker.on('message', (reply: ThreadReply) => {
    const { resolve, reject } = waiting.get(reply.id)!
    waiting.delete(reply.id)
    if ('failure' in reply) reject(new LibsqlError(reply.failure.message, reply.failure.code))
    else resolve(reply.results)
  })
  worker.on('error', abandon)
  worker.on('exit', () => abandon(new StorageUnavailable('the database file is closed')))

  try {
    await opened
  } catch (error) {
    await worker.terminate()
    if (error instanceof LibsqlError && error.code.startsWith('SQLITE_BUSY'))
      throw new DatabaseInUse(`${path} is in use by another process`)
    throw error
  }
  return {
    ended,
    ask(action: ThreadRequest['action'], statements: readonly Statement[]): Promise<readonly Rows[]> {
      lastId += 1
      const reply = replyTo(lastId)
      worker.postMessage({ id: lastId, action, statements } satisfies ThreadRequest)
      return reply
    },
  }
}

function toStatement(query: InStatement): Statement {
  return typeof query === 'string' ? { sql: query, args: [] } : (query as Statement)
}

/** Free bytes on the disk of a database file; `null` for a libSQL server. */
export async function freeBytesFor(url: string): Promise<number | null> {
  if (!url.startsWith('file:')) return null
  const { bavail, bsize } = await statfs(dirname(pathOf(url)))
  return bavail * bsize
}

/** Bytes of the log (WAL) of a database file, 0 while there is none; `null` for a libSQL server. */
export async function logBytesOf(url: string): Promise<number | null> {
  if (!url.startsWith('file:')) return null
  return stat(`${pathOf(url)}-wal`).then(
    ({ size }) => size,
    () => 0,
  )
}

/** The path in a `file:` address: `file:data/x.db` is relative, `file:///x.db` is absolute. */
export function pathOf(url: string): string {
  return url.startsWith('file://') ? fileURLToPath(url) : url.slice('file:'.length).replace(/\?.*$/, '')
}
