import { readFile } from 'node:fs/promises'
import type { Campaign, DryRun, PeopleAdded, TestSent } from '../contract/campaigns.ts'
import { ask, CliError, type Connection, call } from './api.ts'
import { describeColumns, peopleColumns, personOf } from './people-columns.ts'
import { readRecords } from './read-csv.ts'
import { columns, count, oneLine } from './terminal.ts'

/** The options of `sayso campaign`. */
export interface CampaignOptions {
  readonly survey: string | undefined
  /** `Acme <ask@acme.example>` */
  readonly from: string | undefined
  readonly subject: string | undefined
  /** A JSON file with further fields of the campaign, as the API takes them. */
  readonly plan: string | undefined
  /** Where a test mail goes. */
  readonly to: string | undefined
  readonly map: readonly string[]
  readonly property: readonly string[]
}

export const campaignUsage =
  'usage: sayso campaign make PEOPLE.csv --survey ID --from "NAME <ADDRESS>", or sayso campaign check|start|pause|cancel|retry|status ID, or sayso campaign add ID PEOPLE.csv, or sayso campaign leave ID ADDRESS, or sayso campaign change ID --plan FILE.json, or sayso campaign test ID --to ADDRESS, or sayso campaign list'

/** As many as may be refused before the server reads no more. */
const peoplePerCall = 1_000

/** Runs a subcommand of `sayso campaign`. Resolves to the exit code; throws a CliError. */
export async function campaign(
  connection: Connection,
  [subcommand, target, whom]: readonly string[],
  options: CampaignOptions,
): Promise<number> {
  if (subcommand === 'list') return list(connection)
  if (!subcommand || !target) throw new CliError(campaignUsage)
  if (subcommand === 'make') return make(connection, target, options)
  const path = `/v1/campaigns/${encodeURIComponent(target)}`
  if (subcommand === 'check') return check(connection, path)
  if (subcommand === 'add' && whom) return addTo(connection, target, whom, options)
  if (subcommand === 'leave' && whom) return leave(connection, path, whom)
  if (subcommand === 'change') return change(connection, path, options)
  if (subcommand === 'test') return sendTest(connection, path, options)
  if (subcommand === 'status') console.log(statusLine(await call<Campaign>(connection, path)))
  else if (['start', 'pause', 'cancel', 'retry'].includes(subcommand))
    console.log(statusLine(await call<Campaign>(connection, `${path}/${subcommand}`, { method: 'POST' })))
  else throw new CliError(campaignUsage)
  return 0
}

async function make(connection: Connection, file: string, options: CampaignOptions): Promise<number> {
  const table = await openTable(file, options)
  const { id } = await postJson<Campaign>(connection, '/v1/campaigns', await planOf(options))
  const refused = await addTable(connection, id, table)
  console.log(`nothing is sent yet: sayso campaign check ${id}, then sayso campaign start ${id}`)
  return refused > 0 ? 1 : 0
}

async function addTo(
  connection: Connection,
  id: string,
  file: string,
  options: CampaignOptions,
): Promise<number> {
  return (await addTable(connection, id, await openTable(file, options))) > 0 ? 1 : 0
}

async function leave(connection: Connection, path: string, whom: string): Promise<number> {
  const { key } = await postJson<{ key: string }>(connection, '/v1/respondents/key', { person: whom })
  await ask(connection, `${path}/people/${key}`, { method: 'DELETE' })
  console.log(`${oneLine(whom)} gets no further mail of it`)
  return 0
}

/** A table of people, read as far as its header. */
async function openTable(file: string, options: CampaignOptions) {
  const records = readRecords(file)
  const first = await records.next()
  if (first.done) throw new CliError(`${file} is empty`)
  const header = first.value.cells.map((cell) => cell.trim())
  const found = peopleColumns(header, options)
  if (found.parts.email === undefined)
    throw new CliError(`no column looks like an email; name it: --map "email=${header[0]}"`)
  return { records, header, found }
}

/** Adds the people of a table to a campaign. Resolves to how many lines were refused. */
async function addTable(
  connection: Connection,
  id: string,
  { records, header, found }: Awaited<ReturnType<typeof openTable>>,
): Promise<number> {
  console.log(`campaign ${id}: ${describeColumns(header, found)}`)
  let batch: { person: object; line: number }[] = []
  const totals = { added: 0, duplicates: 0, refused: 0 }

  async function send() {
    const people = batch.map(({ person }) => person)
    const result = await postJson<PeopleAdded>(connection, `/v1/campaigns/${id}/people`, people)
    for (const { line, errors } of result.refused)
      console.error(
        oneLine(`line ${batch[line - 1]!.line}: ${errors.map((e) => `${e.field} ${e.detail}`).join('; ')}`),
      )
    totals.added += result.added
    totals.duplicates += result.duplicates
    totals.refused += result.refused.length
    batch = []
  }

  for await (const { cells, line } of records) {
    const person = personOf(header, found, cells)
    batch.push({ person: { ...person, email: person.email ?? '' }, line })
    if (batch.length === peoplePerCall) await send()
  }
  if (batch.length > 0) await send()
  console.log(
    `${count(totals.added)} added, ${count(totals.duplicates)} duplicates, ${count(totals.refused)} refused`,
  )
  return totals.refused
}

async function change(connection: Connection, path: string, options: CampaignOptions): Promise<number> {
  const changed = await postJson<Campaign>(connection, path, await planOf(options), 'PATCH')
  console.log(statusLine(changed))
  return 0
}

async function sendTest(connection: Connection, path: string, { to }: CampaignOptions): Promise<number> {
  if (!to) throw new CliError('usage: sayso campaign test ID --to ADDRESS')
  const { outcome, text } = await postJson<TestSent>(connection, `${path}/test`, { to })
  console.log(outcome === 'sent' ? `sent to ${oneLine(to)}` : `${outcome}: ${oneLine(text)}`)
  return outcome === 'sent' ? 0 : 1
}

async function planOf({ survey, from, subject, plan }: CampaignOptions): Promise<object> {
  const given = plan === undefined ? {} : await readPlan(plan)
  const [, name = '', address] = from?.match(/^\s*(.*?)\s*<([^<>]+)>\s*$/) ?? [undefined, '', from]
  return {
    ...given,
    ...(survey && { surveyId: survey }),
    ...(address && { from: { name, address } }),
    ...(subject && { subject }),
  }
}

async function readPlan(file: string): Promise<object> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as object
  } catch (error) {
    throw new CliError(`${file} cannot be read as JSON: ${(error as Error).message}`)
  }
}

function postJson<T>(
  connection: Connection,
  path: string,
  body: unknown,
  method: 'POST' | 'PATCH' = 'POST',
): Promise<T> {
  const headers = { 'content-type': 'application/json' }
  return call<T>(connection, path, { method, headers, body: JSON.stringify(body) })
}

async function list(connection: Connection): Promise<number> {
  const { items } = await call<{ items: Campaign[] }>(connection, '/v1/campaigns')
  for (const each of items) console.log(statusLine(each))
  return 0
}

function statusLine({ id, name, status, counts, trouble }: Campaign): string {
  const { people, sent, waiting, waitingFor, answered, failed, uncertain, skipped } = counts
  const skippedTotal = Object.values(skipped).reduce((sum, n) => sum + n, 0)
  const figures = { people, sent, waiting, answered, skipped: skippedTotal, failed, uncertain }
  const parts = Object.entries(figures).map(([word, n]) => `${word} ${count(n)}`)
  const why = trouble ? `\n  ${trouble.what} ${count(trouble.tries)} times: ${oneLine(trouble.text)}` : ''
  const waits = Object.entries(waitingFor).map(([reason, n]) => `${reason} ${count(n)}`)
  const held = waits.length > 0 ? `\n  waiting for: ${waits.join(', ')}` : ''
  return `${id}  ${status}  ${parts.join(', ')}${name ? `  ${oneLine(name)}` : ''}${held}${why}`
}

const maxShown = 20

/** Prints the counts of the dry run, and the first people who would not get the mail now. */
async function check(connection: Connection, path: string): Promise<number> {
  const run = await call<DryRun>(connection, `${path}/dry-run?limit=1000`)
  console.log(
    `${count(run.send)} would get it now, ${count(run.later)} later, ${count(run.not)} not; ${count(run.duplicates)} duplicates`,
  )
  if (run.pace)
    console.log(
      `at most ${count(run.pace.perHour)} an hour: ${count(run.pace.minutes)} minutes for those now`,
    )
  if (run.sender && !run.sender.taken)
    console.log(`the mail server does not take the sender: ${oneLine(run.sender.text)}`)
  for (const { field, detail } of run.warnings) console.log(`! ${field} ${detail}`)
  for (const [reason, n] of Object.entries(run.reasons)) console.log(`  ${count(n).padStart(7)}  ${reason}`)
  const others = run.items
    .filter(({ outcome }) => outcome === 'later' || outcome === 'not')
    .slice(0, maxShown)
  const rows = others.map(({ email, outcome, reason, at }) => [
    oneLine(email),
    `${outcome}: ${reason}`,
    at ?? '',
  ])
  for (const row of columns(rows)) console.log(`  ${row}`)
  return 0
}
