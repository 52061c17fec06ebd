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
export function answersOfPage(database: Database, surveyId: string, page: NumberedPage) {
  const { selection, updated, person, by, isNewestFirst, limit, offset } = page
  const direction = isNewestFirst ? desc : asc
  const theirs =
    person === null
      ? sql`true`
      : sql`coalesce('id ' || r.respondent_id, 'email ' || lower(r.respondent_email)) IN
        (SELECT value FROM json_each(${JSON.stringify(namesOf(person))}))`
  // By `+` somebody's answers are found by their index, and sorted then.
  const time = person === null ? asR[by] : sql`+${asR[by]}`
  const changed = sql`${updated.from === null ? sql`true` : sql`r.updated_at >= ${updated.from}`}
    AND ${updated.to === null ? sql`true` : sql`r.updated_at < ${updated.to}`}`
  return database.orm
    .select()
    .from(asR)
    .where(sql`${fitting(surveyId, selection)} AND ${inSpan(selection)} AND ${changed} AND ${theirs}`)
    .orderBy(direction(time), direction(asR.id))
    .limit(limit)
    .offset(offset)
}
