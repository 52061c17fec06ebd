import { join } from 'node:path'
import type { Survey } from '../contract/surveys.ts'
import { CliError, type Connection, call, itemsOf } from './api.ts'
import {
  applyChanges,
  countFiles,
  emptyMirror,
  lineOf,
  type MirrorState,
  readState,
  writeState,
  writeWhole,
} from './mirror.ts'
import { count } from './terminal.ts'

/** The options of `sayso sync`. */
export interface SyncOptions {
  readonly to: string
  readonly survey: string | undefined
  readonly themes: boolean
  readonly json: boolean
}

interface Page {
  readonly items: readonly (
    | {
        readonly type: 'saved'
        readonly surveyId: string
        readonly id: string
        readonly answer: { id: string }
      }
    | { readonly type: 'erased'; readonly surveyId: string; readonly id: string }
  )[]
  readonly nextCursor: string
  readonly hasMore: boolean
}

/** Changes taken into the files at once: each time the files of their surveys are written anew. */
const mostAtOnce = 100_000

/**
 * Keeps a copy of all answers in a folder, one file a survey, by what changed since the last time. Ended in the middle, it
 * goes on where it was. Throws a CliError.
 */
export async function sync(connection: Connection, options: SyncOptions): Promise<void> {
  const { to: folder, json } = options
  const state = await readState(folder)
  requireSameCopy(state, options)
  const done = await follow(connection, options, state?.cursor).catch(async (error: unknown) => {
    if (!(error instanceof CliError && error.code === 'cursor-expired')) throw error
    await emptyMirror(folder)
    return { ...(await follow(connection, options, undefined)), anew: true }
  })
  if (options.survey === undefined) await writeSurveys(connection, folder)
  const files = await countFiles(folder)
  if (json) console.log(JSON.stringify({ ...done, files }))
  else
    console.log(
      `${done.anew ? 'the copy was too old, and was made anew: ' : ''}${count(done.saved)} saved, ${count(done.erased)} erased; ${count(files)} ${files === 1 ? 'file' : 'files'} of answers in ${folder}`,
    )
}

function requireSameCopy(state: MirrorState | null, { to, survey, themes }: SyncOptions): void {
  if (!state || (state.survey === (survey ?? null) && state.themes === themes)) return
  const made = [...(state.survey ? [`--survey ${state.survey}`] : []), ...(state.themes ? ['--themes'] : [])]
  throw new CliError(
    `${to} is a copy made with ${made.join(' ') || 'no --survey or --themes'}: sync to another folder`,
  )
}

/** Takes in what changed after a cursor, in parts each of which the copy can go on from. */
async function follow(connection: Connection, options: SyncOptions, from: string | undefined) {
  const { to: folder, survey, themes } = options
  const total = { saved: 0, erased: 0, anew: false }
  let cursor = from
  let hasMore = true
  while (hasMore) {
    const changes = new Map<string, Map<string, string | null>>()
    let taken = 0
    while (hasMore && taken < mostAtOnce) {
      const query = new URLSearchParams({
        limit: '1000',
        ...(cursor !== undefined && { after: cursor }),
        ...(survey !== undefined && { survey }),
        ...(themes && { include: 'themes' }),
      })
      const page: Page = await call(connection, `/v1/changes?${query}`)
      for (const item of page.items) {
        const lines = changes.get(item.surveyId) ?? new Map<string, string | null>()
        changes.set(item.surveyId, lines)
        // At the end, where it is in the order of changes.
        lines.delete(item.id)
        lines.set(
          item.id,
          item.type === 'erased' ? null : lineOf({ ...item.answer, ...{ surveyId: item.surveyId } }),
        )
        total[item.type] += 1
      }
      taken += page.items.length
      cursor = page.nextCursor
      hasMore = page.hasMore
    }
    await applyChanges(folder, changes)
    await writeState(folder, { cursor: cursor!, survey: survey ?? null, themes })
  }
  return total
}

/** The surveys themselves, to name the answers' by: all of them, each time. */
async function writeSurveys(connection: Connection, folder: string): Promise<void> {
  const lines: string[] = []
  for await (const survey of itemsOf<Survey>(connection, '/v1/surveys'))
    lines.push(`${JSON.stringify(survey)}\n`)
  await writeWhole(join(folder, 'surveys.ndjson'), lines.join(''))
}
