#!/usr/bin/env node
import { parseArgs } from 'node:util'
import { ask, CliError, call, connectionOf } from './cli/api.ts'
import { campaign } from './cli/campaign-command.ts'
import { checkupLines } from './cli/checkup-table.ts'
import { exportResponses } from './cli/export-command.ts'
import { importFile } from './cli/import-command.ts'
import { inviteFile } from './cli/invite-command.ts'
import { keys } from './cli/keys-command.ts'
import { reportTable } from './cli/report-table.ts'
import type { Checkup } from './contract/care.ts'
import type { CountCheck, SurveyReport } from './contract/reports.ts'
import type { MadeWorkspace } from './contract/workspace.ts'

const usage = `sayso serve                            run the server
sayso import FILE.csv --survey ID      add answers given elsewhere
    --map PART=COLUMN                  say which column holds a part (rating, comment, answeredAt, …)
    --property COLUMN                  keep a column as a property; may be repeated
    --source NAME                      what the file is called when its rows have no ids
sayso invite PEOPLE.csv --survey ID    the same table with a personal link for each, and one for each score
    --out FILE                         where it goes; else the terminal
    --expires T                        when the links end; else in 90 days
    --map PART=COLUMN                  say which column holds id, email, name or language
sayso campaign make PEOPLE.csv --survey ID --from "NAME <ADDRESS>"
                                       a campaign by mail; sends nothing yet
    --subject S                        else the question
    --plan FILE.json                   window, rate, reminders, … in the words of the API
sayso campaign check ID                who would get it, who not, and why
sayso campaign start|pause|cancel ID   send, wait, end
sayso campaign status ID, list         how far it has come
sayso links rotate                     sign links with a new secret; those made before live on
sayso report ID                        print a survey's score; --json for all of it
    --from T, --to T                   dates or times: [from, to)
    --timezone ZONE                    what days, weeks and months are, like Europe/Berlin
    --interval I                       day, week, month, quarter or rolling-N
    --compare P                        previous, none, or FROM/TO
    --segment P:V, --channel C         only these answers
    --count RULE                       all, latest or first of each person
sayso counts check|rebuild ID          compare the counts reports read with the responses, or make them anew
sayso export ID                        every answer of a survey, one JSON object a line
sayso keys [create LABEL|revoke ID]    the workspace's API keys, one more, or one less
sayso backup FILE                      copy the running server's database, checked
sayso restore FILE                     put a backup in the place of DATABASE_URL; with the server stopped
sayso doctor                           what is wrong with the database, if anything; --json for all of it
sayso workspaces [add NAME]            the workspaces of a server, or one more with its first key
    --database URL                     a libSQL server that keeps what is the new one's
sayso themes audit LABELLED.jsonl      how well a codebook finds the themes people tagged
    --codebook FILE.json               the rules; else the default ones of --language (en)
    --sample N                         how many tagged comments a calibration may see (200)
sayso themes tally FILE.csv            how common each theme is and what it does to the score
sayso themes suggest FILE.csv          words and phrases that may deserve a theme
    --scale S                          what the ratings are on, like 0-10 or 1-5; else guessed

    --url URL, --key KEY               the running server; else SAYSO_URL and SAYSO_KEY`

const text = { type: 'string' } as const
const texts = { type: 'string', multiple: true } as const
const options = {
  url: text,
  key: text,
  survey: text,
  map: texts,
  property: texts,
  source: text,
  subject: text,
  plan: text,
  out: text,
  expires: text,
  from: text,
  to: text,
  timezone: text,
  interval: text,
  compare: text,
  segment: text,
  channel: text,
  count: text,
  codebook: text,
  language: text,
  sample: text,
  scale: text,
  database: text,
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

const parsed = () => parseArgs({ options, allowPositionals: true })
type Values = ReturnType<typeof parsed>['values']

/** What each command does with what stands behind it; resolves to the exit code. */
const commands: Readonly<Record<string, (values: Values, words: readonly string[]) => Promise<number>>> = {
  async serve() {
    // Only this command needs the server, and the database driver with it.
    const { serve } = await import('./node.ts')
    await serve()
    return 0
  },

  async import(values, [file]) {
    const { survey, map = [], property = [], source } = values
    if (!file || !survey) throw new CliError('usage: sayso import FILE.csv --survey ID')
    const refused = await importFile(connectionOf(values), { file, survey, map, property, source })
    return refused > 0 ? 1 : 0
  },

  async invite(values, [file]) {
    const { survey, map = [], property = [], out, expires } = values
    if (!file || !survey) throw new CliError('usage: sayso invite PEOPLE.csv --survey ID')
    const refused = await inviteFile(connectionOf(values), { file, survey, map, property, out, expires })
    return refused > 0 ? 1 : 0
  },

  async campaign(values, words) {
    const { survey, from, subject, plan, map = [], property = [] } = values
    return campaign(connectionOf(values), words, { survey, from, subject, plan, map, property })
  },

  async links(values, [subcommand]) {
    if (subcommand !== 'rotate') throw new CliError('usage: sayso links rotate')
    await ask(connectionOf(values), '/v1/workspace/link-secret', { method: 'POST' })
    console.log('links are signed with a new secret from now on; those made before live on')
    return 0
  },

  async report(values, [survey]) {
    if (!survey) throw new CliError('usage: sayso report ID')
    const { from, to, timezone, interval, compare, segment, channel, count } = values
    const asked = Object.entries({ from, to, timezone, interval, compare, segment, channel, count })
    const query = new URLSearchParams(
      asked.filter((entry): entry is [string, string] => entry[1] !== undefined),
    )
    const report = await call<SurveyReport>(connectionOf(values), `${pathOf(survey)}/report?${query}`)
    console.log(values.json ? JSON.stringify(report, null, 2) : reportTable(report))
    return 0
  },

  async themes(values, [subcommand, file]) {
    // Only this command needs the word lists.
    const { themes } = await import('./cli/themes-command.ts')
    await themes(subcommand, file, values)
    return 0
  },

  async counts(values, [subcommand, survey]) {
    const subcommands = { check: ['counts', 'GET'], rebuild: ['counts/rebuild', 'POST'] } as const
    if (!survey || (subcommand !== 'check' && subcommand !== 'rebuild'))
      throw new CliError('usage: sayso counts check|rebuild ID')
    const [path, method] = subcommands[subcommand]
    const { differences } = await call<CountCheck>(connectionOf(values), `${pathOf(survey)}/${path}`, {
      method,
    })
    const isRight = differences === 0
    console.log(
      isRight ? 'the counts equal the responses' : `${differences} counts differ from the responses`,
    )
    return isRight ? 0 : 1
  },

  async export(values, [survey]) {
    if (!survey) throw new CliError('usage: sayso export ID')
    await exportResponses(connectionOf(values), survey, process.stdout)
    return 0
  },

  async keys(values, [subcommand, word]) {
    await keys(connectionOf(values), subcommand, word)
    return 0
  },

  async backup(values, [file]) {
    if (!file) throw new CliError('usage: sayso backup FILE')
    // Only what checks a copy needs the database driver.
    const { backup } = await import('./cli/backup-command.ts')
    console.log(await backup(connectionOf(values), file))
    return 0
  },

  async restore(_, [file]) {
    if (!file) throw new CliError('usage: sayso restore FILE')
    const { restore } = await import('./cli/backup-command.ts')
    console.log(await restore(file, process.env.DATABASE_URL || 'file:data/sayso.db', new Date()))
    return 0
  },

  async doctor(values) {
    const found = await call<Checkup>(connectionOf(values), '/v1/checkup')
    console.log(values.json ? JSON.stringify(found, null, 2) : checkupLines(found))
    return found.isWell ? 0 : 1
  },

  async workspaces(values, [subcommand, name]) {
    const connection = connectionOf(values)
    if (subcommand === undefined) {
      const { items } = await call<{ items: { id: string; name: string }[] }>(connection, '/v1/workspaces')
      for (const { id, name } of items) console.log(`${id}  ${name}`)
      return 0
    }
    if (subcommand !== 'add' || !name) throw new CliError('usage: sayso workspaces [add NAME]')
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ name, databaseUrl: values.database })
    const made = await call<MadeWorkspace>(connection, '/v1/workspaces', { method: 'POST', headers, body })
    console.log(`${made.id}  ${made.name}\nkey  ${made.key}\n(shown this once: keep it)`)
    return 0
  },
}

const pathOf = (survey: string) => `/v1/surveys/${encodeURIComponent(survey)}`

async function run(): Promise<number> {
  const { values, positionals } = parsed()
  const [name, ...words] = positionals
  if (values.help || name === undefined) {
    console.log(usage)
    return 0
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) throw new CliError(`there is no command «${name}»\n\n${usage}`)
  return command(values, words)
}

try {
  process.exitCode = await run()
} catch (error) {
  const expected =
    error instanceof CliError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')
  if (!expected) throw error
  console.error(`sayso: ${(error as Error).message}`)
  process.exitCode = 2
}
