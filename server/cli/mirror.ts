import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { finished } from 'node:stream/promises'

/** Where a copy stands: the cursor after its last change, and what it is a copy of. */
export interface MirrorState {
  readonly cursor: string
  readonly survey: string | null
  readonly themes: boolean
}

/** What an answer has become: its line, or `null` when it was erased. */
export type Changes = ReadonlyMap<string, ReadonlyMap<string, string | null>>

const stateOf = (folder: string) => join(folder, 'sync.json')
const answersIn = (folder: string) => join(folder, 'answers')
/** Ids of surveys are letters, digits and hyphens. */
const fileOf = (folder: string, surveyId: string) =>
  join(answersIn(folder), `${surveyId.replaceAll(/[^\w-]/g, '_')}.ndjson`)

/** The state of the copy in a folder; `null` when there is none. */
export async function readState(folder: string): Promise<MirrorState | null> {
  const text = await readFile(stateOf(folder), 'utf8').catch(() => null)
  return text === null ? null : (JSON.parse(text) as MirrorState)
}

/** Says how far the copy has come: only when all of it is on the disk. */
export async function writeState(folder: string, state: MirrorState): Promise<void> {
  await writeWhole(stateOf(folder), `${JSON.stringify(state, null, 2)}\n`)
}

/** Empties a copy; what else is in the folder stays. */
export async function emptyMirror(folder: string): Promise<void> {
  // First what says that there is a copy: of a crash between the two the next run begins anew.
  await rm(stateOf(folder), { force: true })
  await rm(answersIn(folder), { recursive: true, force: true })
}

/** Takes changes into the files of their surveys: what was erased is gone from them. */
export async function applyChanges(folder: string, changes: Changes): Promise<void> {
  await mkdir(answersIn(folder), { recursive: true, mode: 0o700 })
  for (const [surveyId, lines] of changes) await rewrite(fileOf(folder, surveyId), lines)
}

/** How many files of answers there are. */
export async function countFiles(folder: string): Promise<number> {
  return (await readdir(answersIn(folder)).catch(() => [])).length
}

/** Writes a file anew without the answers that changed, and those as they are now at its end. */
async function rewrite(path: string, lines: ReadonlyMap<string, string | null>): Promise<void> {
  const next = `${path}.new`
  const out = createWriteStream(next, { mode: 0o600 })
  let isEmpty = true
  const write = async (line: string) => {
    isEmpty = false
    if (!out.write(`${line}\n`)) await once(out, 'drain')
  }
  for await (const line of linesOf(path)) if (!lines.has(idIn(line))) await write(line)
  for (const line of lines.values()) if (line !== null) await write(line)
  out.end()
  await finished(out)
  if (isEmpty) {
    await rm(next)
    await rm(path, { force: true })
    return
  }
  await sync(next)
  await rename(next, path)
  await sync(dirname(path))
}

async function* linesOf(path: string): AsyncGenerator<string> {
  const file = await open(path).catch(() => null)
  if (!file) return
  await file.close()
  yield* createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })
}

/** The id at the beginning of a line, which `lineOf` puts there. */
function idIn(line: string): string {
  const [, id] = line.match(/^\{"id":("(?:[^"\\]|\\.)*")/) ?? []
  return id === undefined ? '' : JSON.parse(id)
}

/** An answer as a line of its survey's file. */
export function lineOf({ id, ...answer }: { readonly id: string }): string {
  return JSON.stringify({ id, ...answer })
}

/** Writes a file so that it is there whole, or as it was. */
export async function writeWhole(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const file = await open(`${path}.new`, 'w', 0o600)
  await file.writeFile(text)
  await file.sync()
  await file.close()
  await rename(`${path}.new`, path)
  await sync(dirname(path))
}

async function sync(path: string): Promise<void> {
  const file = await open(path)
  await file.sync()
  await file.close()
}
