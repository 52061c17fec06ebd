import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { isDeepStrictEqual } from 'node:util'
import type { SavedSurvey, Survey } from '../contract/surveys.ts'
import { ask, CliError, type Connection, call, itemsOf } from './api.ts'
import { baseOf, contentOf, parseSurveyFile, writtenFile } from './survey-file.ts'
import { columns, oneLine } from './terminal.ts'

/** The options of `sayso surveys`. */
export interface SurveysOptions {
  readonly survey: string | undefined
  readonly out: string | undefined
  readonly json: boolean | undefined
  readonly name: string | undefined
  readonly language: string | undefined
  readonly scale: string | undefined
  readonly draft: boolean | undefined
  readonly onConflict: string | undefined
}

export const surveysUsage =
  'usage: sayso surveys list, make METRIC, edit ID, pull ID [--out FILE.json], or push FILE.json|- [--survey ID]'

/** Lists surveys, makes one, writes one as a file, or makes or changes one by a file. Throws a CliError. */
export async function surveys(
  connection: Connection,
  [subcommand, target]: readonly string[],
  options: SurveysOptions,
): Promise<void> {
  if (subcommand === 'list') return list(connection, options.json ?? false)
  if (subcommand === 'make' && target) return make(connection, target, options)
  if (subcommand === 'edit' && target) return edit(connection, target)
  if (subcommand === 'pull' && target) return pull(connection, target, options.out)
  if (subcommand === 'push' && target) return push(connection, target, options)
  throw new CliError(surveysUsage)
}

async function list(connection: Connection, asJson: boolean): Promise<void> {
  const found: Survey[] = []
  for await (const survey of itemsOf<Survey>(connection, '/v1/surveys?limit=1000')) found.push(survey)
  if (asJson) return console.log(JSON.stringify(found, null, 2))
  if (found.length === 0) return console.log('there is no survey yet: sayso surveys make nps')
  const rows = found.map(({ id, status, metric, name }) => [id, status, metric, oneLine(name)])
  for (const line of columns(rows)) console.log(line)
}

async function make(
  connection: Connection,
  metric: string,
  { name, language, scale, draft }: SurveysOptions,
): Promise<void> {
  const given = { metric, name, language, scale, ...(draft && { status: 'draft' }) }
  tell(await save(connection, '/v1/surveys', 'POST', given))
}

async function pull(connection: Connection, id: string, out: string | undefined): Promise<void> {
  const written = writtenFile(await call<SavedSurvey>(connection, pathOf(id)))
  if (out === undefined) process.stdout.write(written)
  else await writeFile(out, written)
}

async function push(
  connection: Connection,
  file: string,
  { survey, onConflict = 'refuse' }: Pick<SurveysOptions, 'survey' | 'onConflict'>,
): Promise<void> {
  if (onConflict !== 'refuse' && onConflict !== 'update')
    throw new CliError('--on-conflict must be refuse or update')
  const isPipe = file === '-'
  const given = parseSurveyFile(
    file,
    isPipe ? await text(process.stdin) : await readFile(file, 'utf8').catch(missing(file)),
  )
  const content = contentOf(given)
  const id = survey ?? given.id
  const saved =
    typeof id === 'string'
      ? await change(connection, id, content, onConflict === 'update' ? undefined : given.base)
      : await save(connection, '/v1/surveys', 'POST', content)
  if (saved === null) return
  tell(saved)
  // So that the next push of the file changes the same survey, and knows what it was changed from.
  if (!isPipe && survey === undefined)
    await writeFile(file, `${JSON.stringify({ id: saved.id, ...content, base: baseOf(saved) }, null, 2)}\n`)
}

/** Changes a survey unless it has all of it already; refuses when it is not what the file was made from. */
async function change(
  connection: Connection,
  id: string,
  content: Readonly<Record<string, unknown>>,
  base: unknown,
): Promise<SavedSurvey | null> {
  const response = await ask(connection, pathOf(id))
  const now = (await response.json()) as SavedSurvey & Record<string, unknown>
  if (Object.entries(content).every(([name, value]) => isDeepStrictEqual(now[name], value))) {
    console.log(`${id}  version ${now.version}  unchanged`)
    return null
  }
  const changedMeanwhile = new CliError(
    `${id} was changed elsewhere since the file was pulled, and is at version ${now.version}: pull it beside yours and join the two, or say --on-conflict update to write over it`,
    'refused',
    'conflict',
  )
  if (base !== undefined && base !== baseOf(now)) throw changedMeanwhile
  const ifMatch = { 'if-match': response.headers.get('etag') ?? '*' }
  return save(connection, pathOf(id), 'PATCH', content, ifMatch).catch((error: unknown) => {
    throw error instanceof CliError && error.code === 'precondition-failed' ? changedMeanwhile : error
  })
}

function save(
  connection: Connection,
  path: string,
  method: string,
  content: object,
  more: Record<string, string> = {},
): Promise<SavedSurvey> {
  const headers = { 'content-type': 'application/json', ...more }
  return call<SavedSurvey>(connection, path, { method, headers, body: JSON.stringify(content) })
}

function tell(saved: SavedSurvey): void {
  console.log(`${saved.id}  version ${saved.version}  ${oneLine(saved.name)}`)
  for (const { field, detail } of saved.warnings) console.error(`warning: ${oneLine(`${field} ${detail}`)}`)
}

/** Opens a survey's file in the editor of the terminal, and pushes what was saved there. */
async function edit(connection: Connection, id: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sayso-'))
  const file = join(folder, 'survey.json')
  await pull(connection, id, file)
  const editor = process.env.VISUAL || process.env.EDITOR || 'vi'
  // By the shell, since it may be a command with options.
  const [code] = await once(spawn(`${editor} "${file}"`, { shell: true, stdio: 'inherit' }), 'exit')
  if (code !== 0) throw new CliError(`${editor} ended with ${code}: nothing was changed`)
  await push(connection, file, { survey: undefined, onConflict: undefined }).catch((error: unknown) => {
    if (!(error instanceof CliError)) throw error
    const message = `${error.message}\nyour text is in ${file}: sayso surveys push ${file}`
    throw new CliError(message, error.kind, error.code)
  })
  await rm(folder, { recursive: true })
}

const pathOf = (id: string) => `/v1/surveys/${encodeURIComponent(id)}`

const missing = (file: string) => () => {
  throw new CliError(`there is no file ${file}`)
}
