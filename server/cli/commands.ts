import { parseArgs } from 'node:util'
import type { Checkup } from '../contract/care.ts'
import type { CountCheck, SurveyReport } from '../contract/reports.ts'
import { ask, CliError, call, connectionOf } from './api.ts'
import { campaign } from './campaign-command.ts'
import { checkupTable } from './checkup-table.ts'
import { completion } from './completion-command.ts'
import { exportFormats, exportResponses } from './export-command.ts'
import { imports } from './imports-command.ts'
import { inviteFile } from './invite-command.ts'
import { keys } from './keys-command.ts'
import { moderate } from './moderate-command.ts'
import { reportTable } from './report-table.ts'
import { surveys } from './surveys-command.ts'
import { sync } from './sync-command.ts'
import { workspaces } from './workspaces-command.ts'

const text = { type: 'string' } as const
const texts = { type: 'string', multiple: true } as const
const options = {
  url: text,
  key: text,
  survey: text,
  name: text,
  draft: { type: 'boolean' },
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
  segment: texts,
  cluster: text,
  theme: text,
  excel: { type: 'boolean' },
  themes: { type: 'boolean' },
  channel: text,
  count: text,
  codebook: text,
  language: text,
  sample: text,
  score: texts,
  dates: text,
  format: text,
  encoding: text,
  sheet: text,
  'on-conflict': text,
  'no-id': { type: 'boolean' },
  'no-date': { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  scale: text,
  database: text,
  'a-day': text,
  'older-end': text,
  id: texts,
  origin: text,
  band: text,
  rating: text,
  text,
  state: text,
  reason: text,
  verified: { type: 'boolean' },
  unverified: { type: 'boolean' },
  all: { type: 'boolean' },
  yes: { type: 'boolean' },
  json: { type: 'boolean' },
  remote: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const

/** Parses the process's arguments, or others. Throws ERR_PARSE_ARGS_… for an unknown option. */
export const parsedArgs = (args = process.argv.slice(2)) =>
  parseArgs({ args, options, allowPositionals: true })
type Values = ReturnType<typeof parsedArgs>['values']

/** Runs a command with its options and positional arguments. Resolves to the exit code. */
type Command = (values: Values, args: readonly string[]) => Promise<number>

/** The commands by name. */
export const commands: Readonly<Record<string, Command>> = {
  async serve() {
    // Imported here because only this command needs the server and its database driver.
    const { serve } = await import('../node.ts')
    await serve()
    return 0
  },

  async import(values, [file]) {
    const { survey, map = [], property = [], score = [], yes = false } = values
    const { source, timezone, dates, scale, format, encoding, sheet } = values
    if (!file || !survey) throw new CliError('usage: sayso import FILE --survey ID')
    // Imported here because only this command needs what it knows of tables.
    const { importFile } = await import('./import-command.ts')
    return importFile(connectionOf(values), {
      ...{ file, survey, map, property, score, source, timezone, dates, scale, format, encoding, sheet, yes },
      onConflict: values['on-conflict'],
      noId: values['no-id'] ?? false,
      noDate: values['no-date'] ?? false,
      dryRun: values['dry-run'] ?? false,
    })
  },

  async move(values, [tool, ...paths]) {
    const { survey, timezone, dates, yes = false } = values
    if (tool !== 'delighted' || paths.length === 0) throw new CliError('usage: sayso move delighted EXPORT…')
    // Imported here because only this command needs what it knows of Delighted.
    const { moveDelighted } = await import('./move-command.ts')
    return moveDelighted(connectionOf(values), {
      ...{ paths, survey, timezone, dates, yes },
      onConflict: values['on-conflict'],
      dryRun: values['dry-run'] ?? false,
    })
  },

  async imports(values, args) {
    return imports(connectionOf(values), args, values)
  },

  async invite(values, [file]) {
    const { survey, map = [], property = [], out, expires } = values
    if (!file || !survey) throw new CliError('usage: sayso invite PEOPLE.csv --survey ID')
    const refused = await inviteFile(connectionOf(values), { file, survey, map, property, out, expires })
    return refused > 0 ? 1 : 0
  },

  async campaign(values, args) {
    const { survey, from, subject, plan, to, map = [], property = [] } = values
    return campaign(connectionOf(values), args, { survey, from, subject, plan, to, map, property })
  },

  async links(values, [subcommand]) {
    if (subcommand !== 'rotate') throw new CliError('usage: sayso links rotate')
    const older = values['older-end']
    const query = older ? `?${new URLSearchParams({ olderLinksEndAt: older })}` : ''
    const whose = values.all ? 'workspaces' : 'workspace'
    await ask(connectionOf(values), `/v1/${whose}/link-secret${query}`, { method: 'POST' })
    console.log(
      `new links are signed with a new secret; existing links ${older ? `end at ${older}` : 'stay valid'}`,
    )
    return 0
  },

  async report(values, [survey]) {
    if (!survey) throw new CliError('usage: sayso report ID')
    const { interval, compare, cluster } = values
    const query = queryOf({ ...selectionOf(values), interval, compare, cluster })
    const report = await call<SurveyReport>(connectionOf(values), `${pathOf(survey)}/report?${query}`)
    console.log(values.json ? JSON.stringify(report, null, 2) : reportTable(report))
    return 0
  },

  async themes(values, [subcommand, file]) {
    // Imported here because only this command needs the word lists.
    const { themes } = await import('./themes-command.ts')
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
    const isEqual = differences === 0
    console.log(
      isEqual ? 'the counts equal the responses' : `${differences} counts differ from the responses`,
    )
    return isEqual ? 0 : 1
  },

  async export(values, [survey]) {
    if (!survey) throw new CliError('usage: sayso export ID')
    const { state, reason, out, excel } = values
    const format = exportFormats.find((each) => each === (values.format ?? 'ndjson'))
    if (!format) throw new CliError(`--format must be one of ${exportFormats.join(', ')}`)
    if (excel && format !== 'csv') throw new CliError('--excel is of --format csv')
    const query = queryOf({ ...selectionOf(values), state, reason, excel: excel ? '1' : undefined })
    await exportResponses(connectionOf(values), survey, { format, query, out })
    return 0
  },

  async sync({ to, survey, themes = false, json = false, ...connection }, _) {
    if (to === undefined) throw new CliError('usage: sayso sync --to FOLDER')
    await sync(connectionOf(connection), { to, survey, themes, json })
    return 0
  },

  async completion(_, [shell]) {
    process.stdout.write(completion(shell))
    return 0
  },

  async moderate(values, args) {
    const {
      id: ids,
      from,
      to,
      timezone,
      segment,
      channel,
      origin,
      band,
      rating,
      text,
      state,
      reason,
    } = values
    const { verified, unverified, all, yes } = values
    await moderate(connectionOf(values), args, {
      ...{ ids, from, to, timezone, segment, channel, origin, band, rating, text, state, reason },
      ...{ verified, unverified, all, yes },
    })
    return 0
  },

  async surveys(values, args) {
    const { survey, out, json, name, language, scale, draft } = values
    const onConflict = values['on-conflict']
    await surveys(connectionOf(values), args, { survey, out, json, name, language, scale, draft, onConflict })
    return 0
  },

  async keys(values, [subcommand, argument]) {
    await keys(connectionOf(values), subcommand, argument)
    return 0
  },

  async backup(values, [file]) {
    if (!file) throw new CliError('usage: sayso backup FILE')
    // Imported here because only backups need the database driver.
    const { backup } = await import('./backup-command.ts')
    console.log(await backup(connectionOf(values), file))
    return 0
  },

  async restore(_, [file]) {
    if (!file) throw new CliError('usage: sayso restore FILE')
    const { restore } = await import('./backup-command.ts')
    console.log(await restore(file, process.env.DATABASE_URL || 'file:data/sayso.db', new Date()))
    return 0
  },

  async erasures(_, [how, file]) {
    if (!file || (how !== 'save' && how !== 'replay'))
      throw new CliError('usage: sayso erasures save|replay FILE')
    const { erasures } = await import('./erasures-command.ts')
    console.log(await erasures(how, file))
    return 0
  },

  async migrate() {
    // Imported here because only some commands need the database driver.
    const { migrateAll } = await import('./migrate-command.ts')
    console.log(await migrateAll())
    return 0
  },

  async doctor(values) {
    if (values.remote) return remoteDoctor()
    const found = await call<Checkup>(connectionOf(values), '/v1/checkup')
    console.log(values.json ? JSON.stringify(found, null, 2) : checkupTable(found))
    return found.isWell ? 0 : 1
  },

  async workspaces(values, args) {
    const { database, from } = values
    await workspaces(connectionOf(values), args, { database, from, aDay: values['a-day'] })
    return 0
  },
}

async function remoteDoctor(): Promise<number> {
  const { lookAtRemote, remoteTable } = await import('./remote-doctor.ts')
  // Where the server listens on Node means nothing there, and is often set for something else.
  const { PORT: _, HOST: __, ...variables } = process.env
  const looks = await lookAtRemote(variables)
  console.log(remoteTable(looks))
  return looks.every(({ wrong }) => wrong === null) ? 0 : 1
}

/** `true` with `--verified`, `false` with `--unverified`; else all. */
const verifiedOf = ({ verified, unverified }: Values) =>
  verified ? 'true' : unverified ? 'false' : undefined

/** Which answers, as the parameters of the API. */
const selectionOf = (values: Values) => {
  const { from, to, timezone, segment, channel, origin, band, text, theme, count } = values
  return {
    from,
    to,
    timezone,
    segment,
    channel,
    origin,
    band,
    text,
    theme,
    count,
    verified: verifiedOf(values),
  }
}

function queryOf(given: Readonly<Record<string, string | readonly string[] | undefined>>): URLSearchParams {
  const entries = Object.entries(given).flatMap(([name, value]) =>
    [value ?? []].flat().map((each) => [name, each]),
  )
  return new URLSearchParams(entries as [string, string][])
}

const pathOf = (survey: string) => `/v1/surveys/${encodeURIComponent(survey)}`
