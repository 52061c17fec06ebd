import { type Client, createClient, LibsqlError } from '@libsql/client/http'
import { type Database, isStorageAway, ormOver, StorageUnavailable, statement } from './db.ts'

/** Milliseconds the database may take, for one call or for all calls of one request. */
export const patience = 2000

/**
 * Opens a libSQL server over HTTP, for one request: shared between requests, the Workers runtime
 * kills queued calls as hung. `deadline` ends all of its calls; without one each call has its own end.
 */
export function openRemote(
  url: string,
  authToken: string | undefined,
  deadline?: AbortSignal | undefined,
): Database {
  const client = createClient({
    url: url.replace(/^libsql:/, 'https:'),
    ...(authToken && { authToken }),
    fetch: (request: Request) => fetchPatiently(request, deadline ?? AbortSignal.timeout(patience)),
  })
  const execute: Client['execute'] = (...asked: Parameters<Client['execute']>) =>
    client.execute(...asked).catch(rethrow)
  return {
    orm: ormOver({ execute } as Client),
    write: (queries) => client.batch(queries.map(statement), 'write').catch(rethrow),
    copy: null,
    scrub: async () => {},
    close: async () => client.close(),
  }
}

/**
 * The driver has no timeout, no retry, and passes raw transport errors on. The body is read here,
 * so that one cut short ends here too.
 */
async function fetchPatiently(request: Request, signal: AbortSignal): Promise<Response> {
  const answer = await fetch(request, { signal })
  const body = await answer.arrayBuffer()
  if (answer.status >= 500 || answer.status === 429)
    throw new StorageUnavailable(`the database server answered ${answer.status}`)
  return new Response(body, answer)
}

/** Only what SQLite says is an answer; all else means that the server was not reached, or not understood. */
function rethrow(error: unknown): never {
  const isAnswer = error instanceof LibsqlError && error.code.startsWith('SQLITE_') && !isStorageAway(error)
  if (isAnswer) throw error
  throw new StorageUnavailable('the database server did not answer', { cause: error })
}
