import { createInterface } from 'node:readline/promises'
import { isDeepStrictEqual } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import type { ImportMapping, ImportThing } from '../contract/imports.ts'
import type { Survey } from '../contract/surveys.ts'
import { CliError, type Connection, call } from './api.ts'
import { type ImportOptions, type Prepared, prepare } from './import-plan.ts'
import { type Intake, postJson, type SentRow, sendRows, summaryOf } from './import-sending.ts'
import { openTable } from './read-table.ts'
import { count, oneLine } from './terminal.ts'

/**
 * Imports the answers of a file. It is read to its end and checked before the first answer is stored. Returns the
 * exit code. Throws a CliError when the file or the mapping cannot be used.
 */
export async function importFile(connection: Connection, options: ImportOptions): Promise<number> {
  // Else V8 takes 100 MB more for garbage it has not collected yet, which makes nothing faster: the server is waited for.
  setFlagsFromString('--optimize-for-size')
  const onConflict = conflictOf(options.onConflict)
  const path = `/v1/surveys/${encodeURIComponent(options.survey)}`
  const survey = await call<Survey>(connection, path)
  const table = await openTable(options.file, options)
  const { timezone } = await call<{ timezone: string }>(connection, '/v1/workspace')
  const prepared = await prepare(timezone, survey, table, options)
  const earlier = await earlierImport(connection, path, table.hash)
  const isAsked = process.stdin.isTTY === true && process.stdout.isTTY === true && !options.yes
  console.log(prepared.description)
  if (earlier) console.log(describeEarlier(earlier, prepared.mapping))
  if (isAsked || options.dryRun) for (const line of prepared.preview) console.log(line)
  if (prepared.doubts.length > 0 && !options.yes && !isAsked) {
    const list = prepared.doubts.map((doubt) => `\n  ${doubt}`).join('')
    throw new CliError(`nothing is imported yet:${list}\n  or say --yes to import it as shown`)
  }
  for (const doubt of prepared.doubts) console.log(`? ${oneLine(doubt)}`)
  const intake: Intake = { connection, path, onConflict, import: null, dryRun: options.dryRun || isAsked }
  const foretold = intake.dryRun ? await sendRows(intake, prepared.rows()) : null
  if (foretold) console.log(`${summaryOf(foretold)}; nothing is stored yet`)
  if (options.dryRun) return codeOf(foretold!)
  if (isAsked && !(await isConfirmed('Import these answers? [y/N] '))) {
    console.log('nothing is imported')
    return 1
  }
  return codeOf(await store({ ...intake, dryRun: false }, table, prepared, earlier))
}

const codeOf = ({ refused, conflict }: { refused: number; conflict: number }) =>
  refused + conflict > 0 ? 1 : 0

/** What `--on-conflict` says. Throws a CliError. */
export function conflictOf(said = 'refuse'): Intake['onConflict'] {
  if (said === 'refuse' || said === 'update' || said === 'new') return said
  throw new CliError('--on-conflict takes refuse, update or new')
}

/** The import of the same content that was not taken back, if there is one. */
export async function earlierImport(
  connection: Connection,
  path: string,
  hash: string,
): Promise<ImportThing | null> {
  const { items } = await call<{ items: ImportThing[] }>(connection, `${path}/imports?hash=${hash}`)
  return items.find(({ state }) => state !== 'taken back') ?? null
}

function describeEarlier(earlier: ImportThing, mapping: ImportMapping): string {
  const when = earlier.changedAt.slice(0, 16).replace('T', ' ')
  const known = `this file was imported before (${earlier.id}, ${when}, ${count(earlier.answers)} answers)`
  if (!isDeepStrictEqual(earlier.mapping, mapping))
    return `${known} by another mapping: what it brought is replaced`
  return earlier.state === 'open' ? `${known} and not finished: it goes on` : known
}

/** Whether somebody at the terminal says yes. */
export async function isConfirmed(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const said = await terminal.question(question)
  terminal.close()
  return /^y(es)?$/i.test(said.trim())
}

/** Stores the rows as one import, which can be looked at, corrected and taken back. */
export async function store(
  intake: Intake,
  table: { readonly file: string; readonly hash: string },
  { mapping, rows }: Pick<Prepared, 'mapping'> & { rows(): AsyncIterable<SentRow> },
  earlier: ImportThing | null,
) {
  const { connection, path } = intake
  const file = table.file.split(/[\\/]/).at(-1)!.slice(0, 200)
  const begun = await postJson<ImportThing>(connection, `${path}/imports`, {
    file,
    hash: table.hash,
    mapping,
  })
  const isOther = earlier !== null && !isDeepStrictEqual(begun.mapping, mapping)
  const current = isOther
    ? await postJson<ImportThing>(connection, `${path}/imports/${begun.id}/correct`, { mapping })
    : begun
  const totals = await sendRows({ ...intake, import: current.id }, rows())
  const counts = { read: totals.read, refused: totals.refused + totals.conflict, replaced: totals.replaced }
  let removed = 0
  for (let isDone = false; !isDone; ) {
    const done = await postJson<{ removed: number; isDone: boolean }>(
      connection,
      `${path}/imports/${current.id}/finish`,
      counts,
    )
    removed += done.removed
    isDone = done.isDone
  }
  console.log(`to take it back: sayso imports take-back ${current.id} --survey ${path.split('/').at(-1)}`)
  console.log(summaryOf(totals, removed))
  return totals
}
