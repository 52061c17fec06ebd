import { type Client, type InValue, LibsqlError, type ResultSet } from '@libsql/client/web'
import { type SQL, sql } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import { drizzle } from 'drizzle-orm/libsql/web'
import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core'

export type Orm = LibSQLDatabase

/** Something drizzle built that can be turned into one statement. */
export interface Writable {
  toSQL(): { sql: string; params: unknown[] }
}

/** One SQL statement with its values. */
export interface Statement {
  readonly sql: string
  readonly args: InValue[]
  /**
   * Rows this statement affects when it leaves nothing out. When it does, a database file returns only
   * `rowsAffected` for it, and skips statements marked `onlyIfIncomplete`: reading them is a third of a save.
   */
  readonly expectedRows?: number
  /** Needed only to explain what an earlier statement left out. */
  readonly onlyIfIncomplete?: true
}

/** The database as the rest of the server sees it: a file or a libSQL server. */
export interface Database {
  /** Builds queries, and runs those that read. Writes go through `write`. */
  readonly orm: Orm
  /** Whether what was read once is not asked for again, so that a request can read ahead. */
  readonly remembers: boolean
  /**
   * Runs the queries in one write transaction. Resolves after the commit, with one result per query. While the schema
   * of a libSQL server is changed, only what does that may write.
   */
  write(queries: readonly (Writable | SQL | Statement)[], purpose?: 'migration'): Promise<ResultSet[]>
  /** Removes deleted data from the files as well; does nothing on a libSQL server, which manages its own files. */
  scrub(): Promise<void>
  /** Keyed hashes of these names, by the database's own key: by them it knows people it no longer has. */
  mark(names: readonly string[]): Promise<string[]>
  /** What was erased, kept beside the file for when an older one is restored; `null` on a libSQL server. */
  readonly ledger: Ledger | null
  /** A consistent copy of the database file; `null` on a libSQL server, which makes its own backups. */
  readonly copy: (() => Promise<ReadableStream<Uint8Array>>) | null
  /** Closes the database; it cannot be used afterwards. */
  close(): Promise<void>
}

/** A name that was erased, as `tombstones` and the ledger keep it. */
export interface Tombstone {
  readonly workspaceId: string
  /** A keyed hash of the person's name, or the `answerName` of an answer. */
  readonly name: string
  readonly how: 'asked' | 'linked'
  readonly erasedAt: number
}

/** Erasures kept outside of the database: restoring a backup does not undo them. */
export interface Ledger {
  /** Everything kept, and the key that its names are hashed with; `null` when there is nothing. */
  read(): Promise<{ key: string; erased: Tombstone[] } | null>
  /** Resolves when it is on the disk. */
  append(key: string, erased: readonly Tombstone[]): Promise<void>
  /** Drops what was erased before this time. */
  prune(before: number): Promise<void>
  /** Puts a ledger of another database out of the way. */
  setAside(): Promise<void>
}

/** What can be wrong between the server and its database; `storage/trouble.ts` says what each means. */
export type Trouble =
  | 'away'
  | 'slow'
  | 'failing'
  | 'token'
  | 'plan'
  | 'missing'
  | 'full'
  | 'busy'
  | 'schema'
  | 'migrating'
  | 'no token'
  | 'configuration'

/** The database is unreachable, locked or full: the request may be retried later. */
export class StorageUnavailable extends Error {
  override readonly name = 'StorageUnavailable'
  /** Set where it is known; else the cause says it. */
  readonly trouble: Trouble | undefined

  constructor(message: string, options: { cause?: unknown; trouble?: Trouble } = {}) {
    super(message, options)
    this.trouble = options.trouble
  }
}

/**
 * Whether an error means that the database is unavailable, as opposed to a wrong statement. drizzle and the
 * driver wrap the original error once or twice, so the whole chain of causes is searched.
 */
export function isStorageAway(error: unknown): boolean {
  for (let reason = error; reason instanceof Error; reason = reason.cause) {
    if (reason instanceof StorageUnavailable) return true
    if (reason instanceof LibsqlError && awayCodes.test(reason.code)) return true
  }
  return false
}

const awayCodes = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|CANTOPEN|READONLY|NOMEM|PROTOCOL)|^CLIENT_CLOSED$|^HRANA_/

/** Another process has the database file open. */
export class DatabaseInUse extends Error {
  override readonly name = 'DatabaseInUse'
}

const dialect = new SQLiteAsyncDialect()

/** Turns a drizzle query or `sql` template into the driver's statement. */
export function statement(query: Writable | SQL | Statement): Statement {
  if ('args' in query) return query
  const { sql, params } = 'toSQL' in query ? query.toSQL() : dialect.sqlToQuery(query)
  return { sql, args: params as InValue[] }
}

/** drizzle over a client, without a logger: it would print respondents' comments. */
export function ormOver(client: Client): Orm {
  return drizzle({ client })
}

/** The key that a database hashes names with. */
export async function personKeyOf(orm: Orm): Promise<string> {
  const [row] = await orm.all<{ key: string }>(sql`SELECT key FROM person_key`)
  if (!row) throw new Error('a migrated database has a key')
  return row.key
}

/** Hexadecimal digits of a keyed hash that are kept: 128 bits. */
export const markLength = 32

/** Resolves when the database answers. */
export async function ping(database: Database): Promise<void> {
  await database.orm.get(sql`SELECT 1`)
}
