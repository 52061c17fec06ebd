import { LibsqlError } from '@libsql/client/http'
import type { Statement } from './db.ts'
import type { Rows } from './file/messages.ts'

/** A value on its way, as the protocol writes it. */
type Value =
  | { readonly type: 'null' }
  | { readonly type: 'integer'; readonly value: string }
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'text'; readonly value: string }

interface Result {
  readonly cols: readonly { readonly name: string | null }[]
  readonly rows: readonly (readonly Value[])[]
  readonly affected_row_count: number
}

interface Failure {
  readonly message: string
  readonly code?: string
}

interface Batch {
  readonly step_results: readonly (Result | null)[]
  readonly step_errors: readonly (Failure | null)[]
}

type Outcome<Done> =
  | { readonly type: 'ok'; readonly response: { readonly result: Done } }
  | { readonly type: 'error'; readonly error: Failure }

/** Sends one body to the server; resolves to what it answered, also when it refused. */
export type Send = (body: string) => Promise<Response>

/** Runs one statement by itself. Throws a LibsqlError with SQLite's code when it is refused. */
export async function execute(send: Send, statement: Statement): Promise<Rows> {
  return rowsOf(await ask<Result>(send, { type: 'execute', stmt: written(statement) }))
}

/** Runs statements in one write transaction, or none of them. Throws why the first was refused. */
export async function transact(send: Send, statements: readonly Statement[]): Promise<Rows[]> {
  const commit = statements.length + 1
  const steps = [
    { stmt: { sql: 'BEGIN IMMEDIATE' } },
    ...statements.map((statement, before) => ({ stmt: written(statement), condition: ok(before) })),
    { stmt: { sql: 'COMMIT' }, condition: ok(commit - 1) },
    { stmt: { sql: 'ROLLBACK' }, condition: { type: 'not', cond: ok(commit) } },
  ]
  const done = await ask<Batch>(send, { type: 'batch', batch: { steps } })
  const failure = done.step_errors.slice(0, commit + 1).find((error) => error !== null)
  if (failure) throw refused(failure)
  return statements.map((_, before) => rowsOf(done.step_results[before + 1]!))
}

const ok = (step: number) => ({ type: 'ok', step })

/**
 * One request of its own: the server opens a stream for it and ends it with it. This is Hrana 2 over HTTP
 * (https://github.com/tursodatabase/libsql/blob/main/docs/HRANA_2_SPEC.md). The driver's client would do it
 * too, with 14 kB of streams, cursors and protobuf of which none is used.
 */
async function ask<Done>(send: Send, request: object): Promise<Done> {
  const answer = await send(JSON.stringify({ baton: null, requests: [request, { type: 'close' }] }))
  if (!answer.ok) throw new LibsqlError(`the database server answered ${answer.status}`, 'SERVER_ERROR')
  const { results } = (await answer.json()) as { results: readonly Outcome<Done>[] }
  const outcome = results[0]!
  if (outcome.type === 'error') throw refused(outcome.error)
  return outcome.response.result
}

function refused({ message, code }: Failure): LibsqlError {
  return new LibsqlError(message, code ?? 'UNKNOWN')
}

function written({ sql, args }: Statement) {
  return { sql, args: args.map(toValue), want_rows: true }
}

function toValue(given: unknown): Value {
  if (given === null) return { type: 'null' }
  if (typeof given === 'string') return { type: 'text', value: given }
  if (typeof given === 'boolean') return { type: 'integer', value: given ? '1' : '0' }
  // A column of whole numbers makes one of it.
  if (typeof given === 'number' && Number.isFinite(given)) return { type: 'float', value: given }
  throw new TypeError(`a statement cannot have the value ${typeof given}`)
}

function rowsOf({ cols, rows, affected_row_count }: Result): Rows {
  return {
    columns: cols.map(({ name }) => name ?? ''),
    rows: rows.map((values) => values.map(fromValue)),
    rowsAffected: affected_row_count,
  }
}

function fromValue(value: Value): string | number | null {
  if (value.type === 'null') return null
  return value.type === 'integer' ? wholeNumber(value.value) : value.value
}

function wholeNumber(digits: string): number {
  const number = Number(digits)
  if (!Number.isSafeInteger(number)) throw new RangeError('a number of the database has more than 53 bits')
  return number
}
