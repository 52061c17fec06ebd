import { CliError } from './api.ts'

/** What a command takes beside its name: options by name, and how many arguments at most. */
interface Own {
  readonly options: readonly string[]
  readonly most: number
}

const connection = ['url', 'key']
const period = ['from', 'to', 'timezone']
/** Which answers: the same names in every command that chooses some. */
const selection = [...period, 'segment', 'channel', 'origin', 'band', 'text', 'verified', 'unverified']
const table = ['map', 'property']
const rules = ['codebook', 'language', 'scale', 'json']

const takes = (most: number, ...options: string[]): Own => ({ options, most })
/** Of a command that talks to the server. */
const asks = (most: number, ...options: string[]): Own => ({ options: [...connection, ...options], most })

/** By command, or by command and subcommand where that has options of its own. */
export const ownOptions: Readonly<Record<string, Own>> = {
  serve: takes(0),
  import: asks(
    1,
    ...['survey', 'source', ...table, 'score', 'timezone', 'dates', 'scale', 'format', 'encoding', 'sheet'],
    ...['on-conflict', 'no-id', 'no-date', 'dry-run', 'yes'],
  ),
  move: asks(1000, 'survey', 'timezone', 'dates', 'on-conflict', 'dry-run', 'yes'),
  imports: asks(1, 'survey'),
  'imports show': asks(2, 'survey'),
  'imports take-back': asks(2, 'survey', 'yes'),
  invite: asks(1, 'survey', 'out', 'expires', ...table),
  campaign: asks(2),
  'campaign make': asks(2, 'survey', 'from', 'subject', 'plan', ...table),
  'campaign change': asks(2, 'survey', 'from', 'subject', 'plan'),
  'campaign test': asks(2, 'to'),
  'campaign add': asks(3, ...table),
  'campaign leave': asks(3),
  links: asks(1, 'older-end', 'all'),
  report: asks(1, ...selection, 'interval', 'compare', 'cluster', 'theme', 'count', 'json'),
  counts: asks(2),
  export: asks(1, ...selection, 'theme', 'count', 'state', 'reason', 'format', 'excel', 'out'),
  sync: asks(0, 'to', 'survey', 'themes', 'json'),
  completion: takes(1),
  moderate: asks(2, ...selection, 'id', 'rating', 'state', 'reason', 'all', 'yes'),
  surveys: asks(2),
  'surveys list': asks(1, 'json'),
  'surveys make': asks(2, 'name', 'language', 'scale', 'draft'),
  'surveys pull': asks(2, 'out'),
  'surveys push': asks(2, 'survey', 'on-conflict'),
  keys: asks(2),
  backup: asks(1),
  restore: takes(1),
  erasures: takes(2),
  migrate: takes(0),
  doctor: asks(0, 'json', 'remote'),
  workspaces: asks(2),
  'workspaces add': asks(2, 'database'),
  'workspaces mail': asks(2, 'from', 'a-day'),
  themes: takes(2, ...rules),
  'themes audit': takes(2, 'sample', ...rules),
  'themes suggest': takes(2, 'map', ...rules),
  'themes tally': takes(2, 'map', ...rules),
}

/** Throws a CliError that names an option, or an argument, that the command would not read. */
export function requireOwnOptions(name: string, args: readonly string[], given: readonly string[]): void {
  const named = `${name} ${args[0]}`
  const whole = Object.hasOwn(ownOptions, named) ? named : name
  const { options, most } = ownOptions[whole]!
  const foreign = given.find((option) => !options.includes(option))
  if (foreign !== undefined) {
    const known =
      options.length > 0 ? `it has ${options.map((option) => `--${option}`).join(', ')}` : 'it has none'
    throw new CliError(`${whole} has no option --${foreign}: ${known}`)
  }
  if (args.length > most) throw new CliError(`${whole} does not know what «${args[most]}» is for`)
}
