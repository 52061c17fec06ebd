import {
  type AnswerCount,
  countCounted,
  findAndCount,
  findAnswers,
  type Place,
} from '../storage/answers/find-answers.ts'
import { type AnswerPlace, type FollowUp, followUpsOf } from '../storage/answers/follow-ups.ts'
import { catchUp } from '../storage/answers/index-answers.ts'
import { expressionOf } from '../storage/answers/match.ts'
import type { Database } from '../storage/db.ts'
import { findResponsesAt, keyOf } from '../storage/find-responses.ts'
import type { responses } from '../storage/response-tables.ts'
import { handTagsOf } from '../storage/themes/hand-tags.ts'
import type { PlannedFilter } from './answer-filter.ts'

/** A stored answer with what was done about it. */
export interface FollowedAnswer {
  readonly row: typeof responses.$inferSelect
  readonly followUp: FollowUp
  /** Themes assigned by hand; `null` where the rules decide. */
  readonly tags: readonly string[] | null
  /** Its place in the order of time. */
  readonly key: number
}

/** A page of answers, newest first. */
export interface AnswersPage {
  readonly items: readonly FollowedAnswer[]
  /** Whether there are older ones, and newer ones. */
  readonly hasOlder: boolean
  readonly count: AnswerCount
  readonly of: number
  /** Whether every answer could be found: some wait to be indexed after an upgrade. */
  readonly isCurrent: boolean
}

/** Reads a page from a place on, and counts all that fit. */
export async function readAnswers(
  database: Database,
  { filter, whole }: PlannedFilter,
  place: Place,
  limit: number,
): Promise<AnswersPage> {
  const isWhole = filter.theme === null && expressionOf(filter.match) === expressionOf(whole.filter.match)
  const read = () =>
    Promise.all([
      isWhole
        ? findAnswers(database, filter, place, limit + 1).then((found) => ({ found, count: null }))
        : findAndCount(database, filter, place, limit + 1),
      countCounted(database, whole),
    ])
  if (database.remembers) read().catch(() => {})
  const isCurrent = await catchUp(database)
  const [{ found, count: some }, of] = await read()
  const items = await withFollowUps(database, found.slice(0, limit))
  const count = some ?? { n: of, isMore: false }
  const isBackwards = place !== null && 'after' in place
  return {
    items: isBackwards ? [...items].reverse() : items,
    hasOlder: isBackwards || found.length > limit,
    ...{ count, of, isCurrent },
  }
}

/** The stored answers at some places, in the same order; those erased meanwhile are left out. */
export async function withFollowUps(
  database: Database,
  places: readonly (AnswerPlace & { readonly key: number })[],
): Promise<FollowedAnswer[]> {
  const [rows, followUps, tags] = await Promise.all([
    findResponsesAt(database, places),
    followUpsOf(database, places),
    handTagsOf(database, places),
  ])
  const byKey = new Map(rows.map((row) => [keyOf(row.surveyId, row.id), row]))
  return places.flatMap(({ surveyId, id, key }) => {
    const name = keyOf(surveyId, id)
    const [row, followUp] = [byKey.get(name), followUps.get(name)]
    return row && followUp ? [{ row, followUp, tags: tags.get(name) ?? null, key }] : []
  })
}

/** A follow-up as its owner sees it. */
export function toFollowUp({ changedAt, ...rest }: FollowUp) {
  return { ...rest, changedAt: changedAt === null ? null : new Date(changedAt).toISOString() }
}
