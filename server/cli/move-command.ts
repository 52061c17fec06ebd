import { createHash } from 'node:crypto'
import { fits } from '../../shared/scale.ts'
import { scaleOf } from '../../shared/survey.ts'
import type { DateOrder } from '../tables/dates.ts'
import { TableProblem } from '../tables/problem.ts'
import { CliError, type Connection, call } from './api.ts'
import { type Fields, type MovedRow, rowMaker, tagsIn } from './delighted/answer-rows.ts'
import { bringPeople, bringSuppressions } from './delighted/bring-people.ts'
import { themesOfTags } from './delighted/bring-tags.ts'
import { type Compared, compareMetrics, periodsOf } from './delighted/compare-metrics.ts'
import { type Part, partsOf, requireSurveyFor, surveyBeside } from './delighted/destinations.ts'
import { ledger, type MoveLedger } from './delighted/ledger.ts'
import { readSaved, type SavedFile } from './delighted/read-saved.ts'
import { peopleIn, suppressedIn } from './delighted/saved-people.ts'
import { conflictOf, earlierImport, isConfirmed, store } from './import-command.ts'
import { type Intake, type SentRow, sendRows, summaryOf } from './import-sending.ts'
import { columns, count, number, oneLine } from './terminal.ts'

/** The options of `sayso move delighted`. */
export interface MoveOptions {
  /** Files, and folders of files. */
  readonly paths: readonly string[]
  readonly survey: string | undefined
  readonly timezone: string | undefined
  readonly dates: string | undefined
  readonly onConflict: string | undefined
  readonly dryRun: boolean
  readonly yes: boolean
}

/** Brings what was saved of Delighted. It may be run again: nothing comes twice. Resolves to the exit code; throws a CliError. */
export async function moveDelighted(connection: Connection, options: MoveOptions): Promise<number> {
  const onConflict = conflictOf(options.onConflict)
  const { timezone: own } = await call<{ timezone: string }>(connection, '/v1/workspace')
  const timezone = options.timezone ?? own
  const files = await filesOf(options, timezone)
  const kept = ledger()
  const { parts, left } = await partsOf(connection, files, options.survey)
  for (const [why, n] of left) kept.lost(why, n)
  for (const { file, destination, items } of parts)
    console.log(
      `  ${count(items.length)} answers of ${oneLine(file.file)} → ${oneLine(destination.name)}${destination.id === null ? ' (a new survey)' : ''}`,
    )
  const isAsked = process.stdin.isTTY === true && process.stdout.isTTY === true && !options.yes
  if (options.dryRun) return dryRun({ connection, onConflict }, files, parts, kept)
  if (isAsked && !(await isConfirmed('Bring all of it? [y/N] '))) {
    console.log('nothing is moved')
    return 1
  }
  const known = peopleIn(files)
  for (const part of parts) await bringAnswers({ connection, onConflict }, part, known.byId, timezone, kept)
  await bringOthers(connection, files, parts, options, kept)
  for (const line of kept.lines()) console.log(line)
  const areEqual = await compare(connection, files, parts, options.survey, timezone)
  return kept.isWhole() && areEqual ? 0 : 1
}

async function filesOf({ paths, dates }: MoveOptions, timezone: string): Promise<SavedFile[]> {
  if (dates !== undefined && dates !== 'day-first' && dates !== 'month-first')
    throw new CliError('--dates takes day-first or month-first')
  try {
    const files = await readSaved(paths, { timezone, dates: (dates as DateOrder | undefined) ?? null })
    for (const { file, kind, items } of files)
      console.log(`${oneLine(file)}: ${kind === null ? 'nothing in it' : `${count(items.length)} ${kind}`}`)
    return files
  } catch (error) {
    if (error instanceof TableProblem) throw new CliError(error.message)
    throw error
  }
}

type To = Pick<Intake, 'connection' | 'onConflict'>

/** Stores the answers of one file as an import of the survey, with their tags and notes. */
async function bringAnswers(
  to: To,
  { file, destination, items }: Part,
  people: ReadonlyMap<string, Fields>,
  timezone: string,
  kept: MoveLedger,
): Promise<void> {
  const survey = await requireSurveyFor(to.connection, destination)
  const path = `/v1/surveys/${encodeURIComponent(survey)}`
  const { themes, added } = await themesOfTags(to.connection, survey, tagsIn(items), false)
  kept.came('new themes for tags, without rules', added.length)
  const makeRow = rowMaker(people, themes)
  async function* rows(): AsyncGenerator<SentRow> {
    for (const item of items) {
      const row = makeRow(item)
      kept.carried(row, row.leftOut === undefined ? 1 : 0)
      yield row
    }
  }
  const intake: Intake = {
    ...{ ...to, path, import: null, dryRun: false },
    onRefused: (row) => kept.carried(row as MovedRow, -1),
  }
  // Who answered is read from the lists of people, too.
  const mapping = { format: 'delighted', timezone, people: hashOf([...people]) }
  const earlier = await earlierImport(to.connection, path, file.hash)
  const totals = await store(intake, file, { mapping, rows }, earlier)
  kept.came('answers', totals.added + totals.unchanged + totals.replaced)
  kept.refused('answers that were refused, by their lines above', totals.refused + totals.conflict)
  kept.lost('answers of people who were erased here', totals.erased)
}

const hashOf = (value: unknown) =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16)

/** People, and who is not to be mailed. */
async function bringOthers(
  connection: Connection,
  files: readonly SavedFile[],
  parts: readonly Part[],
  { survey }: MoveOptions,
  kept: MoveLedger,
): Promise<void> {
  const { people } = peopleIn(files, kept)
  if (people.length > 0) {
    const id = await requireSurveyFor(connection, await surveyBeside(connection, survey, parts))
    const refused = await bringPeople(connection, id, people)
    for (const [{ line }, why] of refused) console.error(`person of line ${line}: ${oneLine(why)}`)
    kept.refused('people who were refused, by their lines above', refused.size)
  }
  const suppressed = suppressedIn(files, kept)
  const refused = await bringSuppressions(connection, suppressed)
  for (const reason of ['unsubscribed', 'bounced'] as const)
    kept.came(
      reason === 'bounced' ? 'bounces' : 'unsubscribes',
      suppressed.filter((each) => each.reason === reason && !refused.has(each)).length,
    )
  for (const [{ reason }, why] of refused) console.error(`${reason}: ${oneLine(why)}`)
  kept.refused('unsubscribes and bounces that were refused', refused.size)
}

/** Says what would come, and stores nothing. */
async function dryRun(
  to: To,
  files: readonly SavedFile[],
  parts: readonly Part[],
  kept: MoveLedger,
): Promise<number> {
  const { byId } = peopleIn(files, kept)
  for (const { file, destination, items } of parts) {
    // Its tags would be themes only then.
    const makeRow = rowMaker(byId, new Map())
    const rows = items.map(makeRow)
    for (const row of rows) kept.carried(row, row.text === undefined ? 0 : 1)
    const refused = rows.flatMap((row) => whyRefused(row, destination) ?? [])
    if (destination.id === null) {
      for (const why of refused) console.error(oneLine(why))
      const unanswered = rows.filter((row) => row.leftOut !== undefined)
      kept.came('answers', rows.length - refused.length - unanswered.length)
      kept.refused('answers that would be refused', refused.length)
      continue
    }
    const path = `/v1/surveys/${encodeURIComponent(destination.id)}`
    const totals = await sendRows({ ...to, path, import: null, dryRun: true }, listed(rows))
    console.log(`${oneLine(file.file)}: ${summaryOf(totals)}; nothing is stored yet`)
    kept.came('answers', totals.added + totals.unchanged + totals.replaced)
    kept.refused('answers that would be refused', totals.refused + totals.conflict)
  }
  const suppressed = suppressedIn(files, kept)
  kept.came('unsubscribes and bounces', suppressed.length)
  for (const line of kept.lines('would come')) console.log(line)
  return kept.isWhole() ? 0 : 1
}

/** Why a row could not go to a survey that is not made yet; `null` when it could. */
function whyRefused(
  { line, refused, text }: MovedRow,
  { metric, scale }: Part['destination'],
): string | null {
  if (refused !== undefined) return `line ${line}: ${refused}`
  const { rating } = JSON.parse(text ?? '{"rating":null}') as { rating: number | null }
  const isOnScale = rating === null || fits(scaleOf(metric, scale)!, rating)
  return isOnScale ? null : `line ${line}: the score ${rating} is not of ${scale}`
}

async function* listed<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items
}

/** Prints the NPS of saved periods there and here. Resolves to whether all are equal. */
async function compare(
  connection: Connection,
  files: readonly SavedFile[],
  parts: readonly Part[],
  named: string | undefined,
  timezone: string,
): Promise<boolean> {
  const metrics = periodsOf(files)
  if (metrics.unsaid > 0)
    console.log(
      `${count(metrics.unsaid)} saved metrics say no period: name the file like metrics-2025-01.json, or keep since and until beside them`,
    )
  if (metrics.periods.length === 0) return true
  const destination = await surveyBeside(connection, named, parts)
  if (destination.metric !== 'nps') {
    console.log('saved metrics are of NPS, and no survey of it is moved')
    return false
  }
  const survey = await requireSurveyFor(connection, destination)
  const compared = await compareMetrics(connection, survey, metrics, timezone)
  const rows = compared.map(rowOf)
  console.log(`NPS there and here, by the clock of ${timezone}:`)
  for (const line of columns([['period', 'answers', 'here', 'NPS', 'here', ''], ...rows]))
    console.log(`  ${line}`)
  return compared.every(({ isEqual }) => isEqual)
}

const rowOf = ({ period, saved, here, isEqual }: Compared) => [
  ...[period, number(saved.n), number(here.n), number(saved.nps), number(here.nps, 1)],
  isEqual ? 'equal' : 'DIFFERS',
]
