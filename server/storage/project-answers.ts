import { asc, desc, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Database } from './db.ts'
import type { Span } from './find-responses.ts'
import { type AnswerSelection, fitting, inSpan } from './moderation.ts'
import type { Called } from './project-people.ts'
import { responses } from './response-tables.ts'
import { namesOf } from './tombstones.ts'

const asR = alias(responses, 'r')

/** Which answers of a survey a numbered page has. */
export interface NumberedPage {
  readonly selection: AnswerSelection
  /** When they were changed last. */
  readonly updated: Span
  /** Only those of this person; `null` is anybody. */
  readonly person: Called | null
  readonly by: 'answeredAt' | 'updatedAt'
  readonly isNewestFirst: boolean
  readonly limit: number
  readonly offset: number
}

/** The answers of a numbered page. */
export async function answersOfPage(database: Database, surveyId: string, page: NumberedPage) {
  const { selection, updated, person, by, isNewestFirst, limit, offset } = page
  const direction = isNewestFirst ? desc : asc
  const theirs =
    person === null
      ? sql`true`
      : sql`coalesce('id ' || r.respondent_id, 'email ' || lower(r.respondent_email)) IN
        (SELECT value FROM json_each(${JSON.stringify(namesOf(person))}))`
  // By `+` somebody's answers, and few that changed, are found by an index of theirs, and sorted then.
  const areFew = person === null && by === 'answeredAt' && (await changedFew(database, surveyId, updated))
  const time = person !== null || areFew ? sql`+${asR[by]}` : asR[by]
  const changedAt = areFew || (person === null && by === 'updatedAt') ? sql`r.updated_at` : sql`+r.updated_at`
  const changed = sql`${updated.from === null ? sql`true` : sql`${changedAt} >= ${updated.from}`}
    AND ${updated.to === null ? sql`true` : sql`${changedAt} < ${updated.to}`}`
  return database.orm
    .select()
    .from(asR)
    .where(sql`${fitting(surveyId, selection)} AND ${inSpan(selection)} AND ${changed} AND ${theirs}`)
    .orderBy(direction(time), direction(asR.id))
    .limit(limit)
    .offset(offset)
}

/** Changed answers that are sorted by another time faster than all answers are looked through. */
const fewChanged = 5000

async function changedFew(database: Database, surveyId: string, { from }: Span): Promise<boolean> {
  if (from === null) return false
  const [beyond] = await database.orm.all(sql`SELECT 1 FROM responses r
    WHERE r.survey_id = ${surveyId} AND r.updated_at >= ${from} LIMIT 1 OFFSET ${fewChanged}`)
  return beyond === undefined
}
