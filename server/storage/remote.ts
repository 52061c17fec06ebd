import { type Client, createClient, type InStatement, LibsqlError } from '@libsql/client/web'
import {
  type Database,
  isStorageAway,
  markLength,
  type Orm,
  ormOver,
  personKeyOf,
  StorageUnavailable,
  statement,
} from './db.ts'

/** Milliseconds a database server may take, for one call or for all calls of a request. */
export const patience = 2000

/**
 * Opens a libSQL server over HTTP, for one request: the Workers runtime ends calls of one request that
 * wait on those of another. `deadline` ends all of its calls; without one, each call has its own timeout.
 * Calls reject with StorageUnavailable when the server cannot be reached or does not answer in time.
 */
export function openRemote(url: string, authToken?: string, deadline?: AbortSignal): Database {
  const client = createClient({
    url,
    // An empty token would be sent as one.
    ...(authToken && { authToken }),
    // A call that waits inside the client has no deadline yet, so none waits.
    concurrency: Number.POSITIVE_INFINITY,
    // The client has no timeout of its own. The signal also ends the reading of the body.
    fetch: (request: Request) => fetch(request, { signal: deadline ?? AbortSignal.timeout(patience) }),
  })
  const execute = (query: InStatement) => client.execute(query).catch(rethrow)
  const orm = ormOver({ execute } as Client)
  return {
    orm,
    async mark(names) {
      const key = await signingKeyOf(url, orm)
      return Promise.all(names.map((name) => markBy(key, name)))
    },
    ledger: null,
    write: (queries) => client.batch(queries.map(statement), 'write').catch(rethrow),
    copy: null,
    scrub: async () => {},
    close: async () => client.close(),
  }
}

type CryptoKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>

/** Databases' keys by address, read again each minute: a request opens a client of its own, but not a key. */
const keys = new Map<string, { readonly key: CryptoKey; readonly until: number }>()
const keyLife = 60_000
const mostKeys = 10_000

async function signingKeyOf(url: string, orm: Orm): Promise<CryptoKey> {
  const known = keys.get(url)
  if (known && known.until > Date.now()) return known.key
  const bytes = Uint8Array.from((await personKeyOf(orm)).match(/../g)!, (pair) => Number.parseInt(pair, 16))
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  if (keys.size >= mostKeys) keys.clear()
  keys.set(url, { key, until: Date.now() + keyLife })
  return key
}

async function markBy(key: CryptoKey, name: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(name)))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .slice(0, markLength)
}

/**
 * Only SQLite's own errors say that the statement was wrong. Failures on the way have no code of their own:
 * they are fetch's TypeError, AbortSignal's DOMException, a SyntaxError for a body that was cut short.
 */
function rethrow(error: unknown): never {
  const isFromSqlite = error instanceof LibsqlError && error.code.startsWith('SQLITE_')
  if (isFromSqlite && !isStorageAway(error)) throw error
  throw new StorageUnavailable('the database server did not answer', { cause: error })
}
