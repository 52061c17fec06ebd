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

/** A statement written once, with its values. */
export interface Statement {
  readonly sql: string
  readonly args: InValue[]
  /** With this many rows it did all that was asked: of a file only `rowsAffected` comes back then, and what `explains` is not run. */
  readonly expectedRows?: number
  /** It is needed only to say what a statement before it left out. */
  readonly onlyIfIncomplete?: true
}

/** The database as the rest of the server sees it, whatever holds the bytes. */
export interface Database {
  /** For building queries, and for running those that read. Never for running a write. */
  readonly orm: Orm
  /** Runs the queries in one write transaction; resolves after its commit, with a result each, its rows by name. */
  write(queries: readonly (Writable | SQL | Statement)[]): Promise<ResultSet[]>
  /** Makes what was deleted unreadable in the files as well; on a libSQL server that is the server's to do. */
  scrub(): Promise<void>
  /** Every byte of the database as it is now; `null` where the server that holds it makes copies its own way. */
  readonly copy: (() => Promise<ReadableStream<Uint8Array>>) | null
  /** Lets the database go; nothing may be asked of it afterwards. */
  close(): Promise<void>
}

/** The database is away, locked or full: the request may be sent again later. */
export class StorageUnavailable extends Error {
  override readonly name = 'StorageUnavailable'
}

/**
 * Whether a failure means that the database is away and not that the question was wrong. Reads
 * fail inside drizzle and the driver, which wrap the reason once or twice.
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

/** One drizzle query or `sql` template as the driver takes it. */
export function statement(query: Writable | SQL | Statement): Statement {
  if ('args' in query) return query
  const { sql, params } = 'toSQL' in query ? query.toSQL() : dialect.sqlToQuery(query)
  return { sql, args: params as InValue[] }
}

/** drizzle over a client. It gets no logger, which would print people's words. */
export function ormOver(client: Client): Orm {
  return drizzle({ client })
}

/** Resolves when the database answers. */
export async function ping(database: Database): Promise<void> {
  await database.orm.get(sql`SELECT 1`)
}
