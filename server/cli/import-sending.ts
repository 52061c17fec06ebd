import type { ImportResult } from '../contract/imports.ts'
import { type Connection, call } from './api.ts'
import { count, oneLine } from './terminal.ts'

/** A row to be sent, or why it is not. */
export interface SentRow {
  readonly line: number
  /** The row as JSON. */
  readonly text?: string
  readonly id?: string
  readonly refused?: string
  readonly leftOut?: string
}

/** Where rows go, and how they are taken in. */
export interface Intake {
  readonly connection: Connection
  /** Of the survey. */
  readonly path: string
  readonly onConflict: 'refuse' | 'update' | 'new'
  readonly import: string | null
  readonly dryRun: boolean
  /** Called for each row that was not taken. */
  readonly onRefused?: (row: SentRow) => void
}

type Counted = 'read' | 'added' | 'unchanged' | 'replaced' | 'refused' | 'anonymous' | 'conflict' | 'erased'
export type Totals = Record<Counted, number> & { readonly leftOut: Map<string, number> }

const rowsPerCall = 1000
const mostRefusalsShown = 50
const clearLine = process.stderr.isTTY ? '\r\u001b[K' : ''

/** Sends rows in batches and says what became of each that was not stored. */
export async function sendRows(intake: Intake, rows: AsyncIterable<SentRow>): Promise<Totals> {
  const { connection, path, onConflict } = intake
  const totals: Totals = {
    ...{ read: 0, added: 0, unchanged: 0, replaced: 0, refused: 0, anonymous: 0, conflict: 0, erased: 0 },
    leftOut: new Map(),
  }
  let batch: SentRow[] = []
  let shown = 0

  function say(row: SentRow, why: string): void {
    intake.onRefused?.(row)
    shown += 1
    if (shown <= mostRefusalsShown) console.error(`${clearLine}line ${row.line}: ${oneLine(why)}`)
  }

  async function send() {
    const query = new URLSearchParams({
      ...(intake.import && { import: intake.import }),
      ...(intake.dryRun && { dryRun: 'true' }),
      onConflict,
    })
    const result = await call<ImportResult>(connection, `${path}/import?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson' },
      body: batch.map(({ text }) => text).join('\n'),
    })
    for (const { line, errors } of result.refused)
      say(batch[line - 1]!, errors.map((error) => `${error.field} ${error.detail}`).join('; '))
    for (const line of result.conflictLines ?? [])
      say(batch[line - 1]!, conflictOf(batch[line - 1]!, onConflict))
    totals.refused += result.refused.length
    totals.added += result.added
    totals.unchanged += result.unchanged
    for (const name of ['replaced', 'anonymous', 'conflict', 'erased'] as const)
      totals[name] += result[name] ?? 0
    batch = []
    if (process.stderr.isTTY) process.stderr.write(`${clearLine}${summaryOf(totals)}`)
  }

  for await (const row of rows) {
    totals.read += 1
    if (row.refused !== undefined) {
      totals.refused += 1
      say(row, row.refused)
    } else if (row.leftOut !== undefined)
      totals.leftOut.set(row.leftOut, (totals.leftOut.get(row.leftOut) ?? 0) + 1)
    else batch.push(row)
    if (batch.length === rowsPerCall) await send()
  }
  if (batch.length > 0) await send()
  if (shown > mostRefusalsShown) console.error(`… and ${count(shown - mostRefusalsShown)} more lines`)
  if (process.stderr.isTTY) process.stderr.write(clearLine)
  return totals
}

const conflictOf = ({ id }: SentRow, onConflict: Intake['onConflict']) =>
  onConflict === 'refuse'
    ? `id «${id}» is stored with another answer; --on-conflict update replaces that, --on-conflict new keeps both`
    : `id «${id}» is that of an answer that was not imported, which nothing replaces`

/** The totals in words. */
export function summaryOf(totals: Totals, removed = 0): string {
  const { read, added, unchanged, replaced, refused, anonymous, conflict, erased, leftOut } = totals
  const also = [
    replaced > 0 && `${count(replaced)} replaced`,
    removed > 0 && `${count(removed)} of an earlier mapping removed`,
    conflict > 0 && `${count(conflict)} left out, whose id is another answer's`,
    erased > 0 && `${count(erased)} left out, erased in the last 30 days`,
    anonymous > 0 && `${count(anonymous)} kept without an id or address that is nobody's`,
    ...[...leftOut].map(([why, times]) => `${count(times)} no answers (${why})`),
  ].filter(Boolean)
  return [
    `${count(read)} rows read: ${count(added)} added, ${count(unchanged)} already there, ${count(refused)} refused`,
    ...also,
  ].join('; ')
}

export function postJson<T>(connection: Connection, path: string, body: unknown): Promise<T> {
  const headers = { 'content-type': 'application/json' }
  return call<T>(connection, path, { method: 'POST', headers, body: JSON.stringify(body) })
}
