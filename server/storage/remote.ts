import { type Client, createClient, type InStatement, LibsqlError } from '@libsql/client/web'
import { type Database, isStorageAway, ormOver, StorageUnavailable, statement } from './db.ts'

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
  return {
    orm: ormOver({ execute } as Client),
    write: (queries) => client.batch(queries.map(statement), 'write').catch(rethrow),
    copy: null,
    scrub: async () => {},
    close: async () => client.close(),
  }
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
