import { readFile, writeFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import type { SavedSurvey, Survey } from '../contract/surveys.ts'
import { CliError, type Connection, call } from './api.ts'
import { columns, oneLine } from './terminal.ts'

/** The options of `sayso surveys`. */
export interface SurveysOptions {
  readonly survey: string | undefined
  readonly out: string | undefined
  readonly json: boolean | undefined
}

export const surveysUsage =
  'usage: sayso surveys list, sayso surveys pull ID [--out FILE.json], or sayso surveys push FILE.json|- [--survey ID]'

/** Lists surveys, writes one as a file, or makes or changes one by a file. Throws a CliError. */
export async function surveys(
  connection: Connection,
  [subcommand, target]: readonly string[],
  options: SurveysOptions,
): Promise<void> {
  if (subcommand === 'list') return list(connection, options.json ?? false)
  if (subcommand === 'pull' && target) return pull(connection, target, options.out)
  if (subcommand === 'push' && target) return push(connection, target, options.survey)
  throw new CliError(surveysUsage)
}

async function list(connection: Connection, asJson: boolean): Promise<void> {
  const found: Survey[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query: string = cursor && `&cursor=${encodeURIComponent(cursor)}`
    const page: { items: Survey[]; nextCursor: string | null } = await call(
      connection,
      `/v1/surveys?limit=1000${query}`,
    )
    found.push(...page.items)
    cursor = page.nextCursor
  }
  if (asJson) console.log(JSON.stringify(found, null, 2))
  else
    for (const line of columns(
      found.map(({ id, status, metric, name }) => [id, status, metric, oneLine(name)]),
    ))
      console.log(line)
}

/** What the server says of a survey and takes from nobody. */
const told = ['status', 'version', 'createdAt', 'updatedAt', 'warnings'] as const

async function pull(connection: Connection, id: string, out: string | undefined): Promise<void> {
  const survey: Record<string, unknown> = { ...(await call<SavedSurvey>(connection, pathOf(id))) }
  for (const name of told) delete survey[name]
  const written = `${JSON.stringify(survey, null, 2)}\n`
  if (out === undefined) process.stdout.write(written)
  else await writeFile(out, written)
}

async function push(connection: Connection, file: string, given: string | undefined): Promise<void> {
  const read = parse(
    file,
    file === '-' ? await text(process.stdin) : await readFile(file, 'utf8').catch(missing(file)),
  )
  const { id: own, ...rest } = read
  const definition = Object.fromEntries(
    Object.entries(rest).filter(([name]) => !told.includes(name as never)),
  )
  const id = given ?? own
  const [path, method] = typeof id === 'string' ? [pathOf(id), 'PATCH'] : ['/v1/surveys', 'POST']
  const body = JSON.stringify(definition)
  const headers = { 'content-type': 'application/json' }
  const saved = await call<SavedSurvey>(connection, path, { method, headers, body })
  console.log(`${saved.id}  version ${saved.version}  ${oneLine(saved.name)}`)
  for (const { field, detail } of saved.warnings) console.error(`warning: ${field} ${detail}`)
}

const pathOf = (id: string) => `/v1/surveys/${encodeURIComponent(id)}`

const missing = (file: string) => () => {
  throw new CliError(`there is no file ${file}`)
}

function parse(file: string, content: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(content)
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>
  } catch {}
  throw new CliError(`${file} must hold one JSON object, as surveys pull writes it`)
}
