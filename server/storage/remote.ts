import { createClient, LibsqlError } from '@libsql/client/http'
import { type Database, ormOver, StorageUnavailable, statement } from './db.ts'

/** How long one call to the database may take before the request is answered 503. */
const patience = 2500

/**
 * Opens a libSQL server over HTTP. On Workers, one per request: a client shared between
 * requests makes the runtime kill queued calls as hung.
 */
export function openRemote(url: string, authToken: string | undefined): Database {
  const client = createClient({
    url: url.replace(/^libsql:/, 'https:'),
    ...(authToken && { authToken }),
    fetch: patientFetch,
  })
  return {
    orm: ormOver(client),
    async write(queries) {
      try {
        return await client.batch(queries.map(statement), 'write')
      } catch (error) {
        if (error instanceof LibsqlError && error.code.startsWith('SQLITE_CONSTRAINT')) throw error
        throw new StorageUnavailable('the database server did not take the write', { cause: error })
      }
    },
    scrub: async () => {},
    close: async () => client.close(),
  }
}

/**
 * The driver has no timeout, no retry, and passes raw transport errors on. This gives every
 * call an end and one error; the body is read here, so that one cut short is caught too.
 */
async function patientFetch(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(patience) })
    const body = await answer.arrayBuffer()
    if (answer.status >= 500 || answer.status === 429)
      throw new Error(`the database server answered ${answer.status}`)
    return new Response(body, answer)
  } catch (error) {
    throw new StorageUnavailable('the database server cannot be reached', { cause: error })
  }
}
