import { type Client, createClient, type InStatement, LibsqlError } from '@libsql/client/web'
import { hexadecimal } from '../../shared/hexadecimal.ts'
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
import { isMigrating } from './migration-lease.ts'
import { readsOver } from './reads.ts'
import { type Finding, troubleOf } from './trouble.ts'

/** Milliseconds a database server may take for what a visitor of a page waits for: for all calls of one request. */
export const patience = 2000

/** Milliseconds one call may take that a key or a session asked for: reports, imports, exports. */
export const patienceOfKeyed = 30_000

/** Milliseconds one call may take that nobody waits for, or that reads everything: migrations, counts, checks. */
export const patienceOfUpkeep = 10 * 60_000

/**
 * Milliseconds after which a write that nobody waits for any longer is given up. libSQL servers go on with a write
 * whose caller hung up, outside of their limit of concurrent calls: some hundred of those and they answer nobody any
 * more. So a write that is late is reported as late, and left to end.
 */
const lifeOfWrite = 60_000

/** A deadline for all calls of a request, which begins at the first of them. */
export function sharedDeadline(): () => AbortSignal {
  let signal: AbortSignal | undefined
  return () => {
    signal ??= AbortSignal.timeout(patience)
    return signal
  }
}

/** How long calls may take, and what comes before them. */
export interface RemoteOptions {
  /** Ends all calls of this client; asked for at the first one. */
  readonly deadline?: (() => AbortSignal) | undefined
  /** Milliseconds for each call, where there is no deadline; else `patience`. */
  readonly each?: number | undefined
  /** Awaited before each call; what it rejects with is the call's failure. */
  readonly before?: (() => Promise<void>) | undefined
  /** Told of each write, which may go on when the answer was given; on Workers `waitUntil`. */
  readonly keep?: ((work: Promise<unknown>) => void) | undefined
  /** For one request: reads asked for at the same time go in one call; remembered, none is asked for twice. */
  readonly reads?: 'gathered' | 'remembered' | undefined
}

/**
 * Opens a libSQL server over HTTP, for one request: the Workers runtime ends calls of one request that
 * wait on those of another. Calls reject with StorageUnavailable when the server cannot be reached or does not
 * answer in time.
 */
export function openRemote(url: string, authToken?: string, options: RemoteOptions = {}): Database {
  const { deadline, each = patience, before = async () => {}, keep = () => {}, reads } = options
  const late = () => deadline?.() ?? AbortSignal.timeout(each)
  const clientUntil = (signal: () => AbortSignal, read = async (response: Response) => response) =>
    createClient({
      url,
      // An empty token would be sent as one.
      ...(authToken && { authToken }),
      // A call that waits inside the client has no deadline yet, so none waits.
      concurrency: Number.POSITIVE_INFINITY,
      // The client has no timeout of its own. The signal also ends the reading of the body.
      fetch: async (request: Request) => read(await fetch(request, { signal: signal() })),
    })
  const reader = clientUntil(late)
  const writer = clientUntil(() => AbortSignal.timeout(Math.max(each, lifeOfWrite)), withFirstError)
  const gathered =
    reads &&
    readsOver(
      async (all) => (all.length === 1 ? [await reader.execute(all[0]!)] : reader.batch(all, 'read')),
      reads === 'remembered',
    )
  const execute = async (query: InStatement) => {
    await before()
    return (gathered ?? reader).execute(query).catch(rethrow)
  }
  const orm = ormOver({ execute: execute as Client['execute'] } as Client)
  return {
    orm,
    remembers: reads === 'remembered',
    async mark(names) {
      const key = await signingKeyOf(url, orm)
      return Promise.all(names.map((name) => markBy(key, name)))
    },
    ledger: null,
    async write(queries, purpose) {
      await before()
      if (purpose !== 'migration') await stayOutOfMigration(url, orm)
      try {
        const signal = late()
        signal.throwIfAborted()
        gathered?.forget()
        const writing = writer.batch(queries.map(statement), 'write')
        keep(writing.catch(() => {}))
        const results = await unlessLate(writing, signal).finally(() => gathered?.forget())
        if (purpose !== 'migration') failures.delete(url)
        return results
      } catch (error) {
        if (purpose !== 'migration') failures.set(url, { error, at: Date.now() })
        return rethrow(error)
      }
    },
    copy: null,
    scrub: async () => {},
    close: async () => {
      reader.close()
      writer.close()
    },
  }
}

/**
 * The answer to a transaction without all but its first error. The client awaits its steps one after another, and leaves at
 * the first that failed; the server refuses each further one too when it ended the transaction for being long. That
 * rejection would be nobody's, and end a Node process.
 */
async function withFirstError(response: Response): Promise<Response> {
  const { status, headers } = response
  const text = await response.text()
  const copied = { status, headers: { 'content-type': headers.get('content-type') ?? '' } }
  if (!text.includes('"code":')) return new Response(text, copied)
  const answer = JSON.parse(text)
  for (const { response } of answer.results ?? []) {
    const errors: unknown[] = response?.result?.step_errors ?? []
    const first = errors.findIndex((error) => error !== null)
    errors.fill(null, first + 1)
  }
  return new Response(JSON.stringify(answer), copied)
}

/** What the work comes to, unless the signal comes first: then its reason. */
function unlessLate<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    work.then(resolve, reject)
  })
}

/** What the last write to a server failed with, until one succeeds. */
const failures = new Map<string, { readonly error: unknown; readonly at: number }>()

/** Milliseconds a failed write is believed to say how the next would go. */
const lifeOfFailure = 30_000

/** Why the last write to a server failed, if none has succeeded since and it is not long ago; else `null`. */
export function lastWriteFailure(url: string): Finding | null {
  const last = failures.get(url)
  return last && Date.now() - last.at < lifeOfFailure ? troubleOf(last.error) : null
}

/**
 * libSQL servers roll back a transaction of more than five seconds as soon as another one waits to write. So while a
 * migration runs nobody else may: whose write failed asks, before the next, whether there is one.
 */
async function stayOutOfMigration(url: string, orm: Orm): Promise<void> {
  if (!failures.has(url)) return
  const last = asked.get(url)
  const known =
    last && Date.now() - last.at < askEvery ? last : { at: Date.now(), is: await isMigrating(orm) }
  asked.set(url, known)
  if (known.is) throw new StorageUnavailable('the schema is changed', { trouble: 'migrating' })
}

/** Whether a migration ran when each server was last asked, which is not done before every write: they are to be fast. */
const asked = new Map<string, { readonly at: number; readonly is: boolean }>()
const askEvery = 3000

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
  return hexadecimal(bytes).slice(0, markLength)
}

/**
 * Only SQLite's own errors say that the statement was wrong. Failures on the way have no code of their own:
 * they are fetch's TypeError, AbortSignal's DOMException, a SyntaxError for a body that was cut short.
 */
function rethrow(error: unknown): never {
  const isFromSqlite = error instanceof LibsqlError && error.code.startsWith('SQLITE_')
  if (isFromSqlite && !isStorageAway(error)) throw error
  if (error instanceof StorageUnavailable) throw error
  throw new StorageUnavailable('the database server did not answer', { cause: error })
}
