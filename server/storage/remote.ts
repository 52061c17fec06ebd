import { type Client, type InStatement, LibsqlError } from '@libsql/client/http'
import { type Database, isStorageAway, ormOver, type Statement, StorageUnavailable, statement } from './db.ts'
import { execute, transact } from './hrana.ts'
import { byName, toResultSet, toRow } from './rows.ts'

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
  const server = new URL(url.replace(/^libsql:/, 'https:'))
  const token = authToken ?? server.searchParams.get('authToken')
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
  const address = new URL('v2/pipeline', server)
  const send = (body: string) =>
    fetchPatiently(
      new Request(address, { method: 'POST', headers, body }),
      deadline ?? AbortSignal.timeout(patience),
    )
  return {
    orm: ormOver({
      execute: async (asked: InStatement) =>
        toResultSet(await execute(send, asked as Statement).catch(rethrow), toRow),
    } as Client),
    write: async (queries) => {
      const results = await transact(send, queries.map(statement)).catch(rethrow)
      return results.map((rows) => toResultSet(rows, byName))
    },
    copy: null,
    scrub: async () => {},
    close: async () => {},
  }
}

/** The body is read here, so that an answer cut short ends here too. */
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
