import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Database } from './db.ts'
import { responses } from './response-tables.ts'

/** A time span in milliseconds, `[from, to)`; `null` is unbounded. */
export interface Span {
  readonly from: number | null
  readonly to: number | null
}

/** The cursor of a list: the last item of the page before, newest first. */
export interface After {
  readonly answeredAt: number
  readonly id: string
}

/** One stored response, or `null`. */
export async function findResponse(database: Database, surveyId: string, id: string) {
  const [row] = await database.orm
    .select()
    .from(responses)
    .where(and(eq(responses.surveyId, surveyId), eq(responses.id, id)))
  return row ?? null
}

/** Some of a survey's responses, by their ids, newest first. */
export function findResponses(database: Database, surveyId: string, ids: readonly string[]) {
  return database.orm
    .select()
    .from(responses)
    .where(and(eq(responses.surveyId, surveyId), inArray(responses.id, [...ids])))
    .orderBy(desc(responses.answeredAt), desc(responses.id))
}

/** Responses of any surveys, by survey and id; in no order. */
export function findResponsesAt(
  database: Database,
  places: readonly { readonly surveyId: string; readonly id: string }[],
) {
  const wanted = JSON.stringify(places.map(({ surveyId, id }) => [surveyId, id]))
  return database.orm
    .select()
    .from(responses)
    .where(
      sql`(${responses.surveyId}, ${responses.id}) IN (SELECT value ->> 0, value ->> 1 FROM json_each(${wanted}))`,
    )
}

/** A key for a response. Ids contain no spaces, so keys are unique. */
export function keyOf(surveyId: string, id: string): string {
  return `${surveyId} ${id}`
}
