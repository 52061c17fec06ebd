import { sql } from 'drizzle-orm'
import type { Database } from '../db.ts'
import { millisecondsADay } from './tally.ts'

/** Views of a survey in `[from, to)`, and how many of them were dismissed. */
export async function countViews(
  database: Database,
  surveyId: string,
  from: number,
  to: number,
): Promise<{ shown: number; dismissed: number }> {
  const [first, end] = [Math.floor(from / millisecondsADay), Math.floor(to / millisecondsADay)]
  const piece = (edge: number, sign: number) => sql`
    SELECT ${sign} * count(*) AS shown, ${sign} * count(dismissed_at) AS dismissed FROM views
    WHERE survey_id = ${surveyId} AND shown_at >= ${edge - (edge % millisecondsADay)} AND shown_at < ${edge}`
  const [row] = await database.orm.all<{ shown: number; dismissed: number }>(sql`
    SELECT coalesce(sum(shown), 0) AS shown, coalesce(sum(dismissed), 0) AS dismissed FROM (
      SELECT shown, dismissed FROM view_counts
      WHERE survey_id = ${surveyId} AND day >= ${first} AND day < ${end}
      UNION ALL ${piece(from, -1)} UNION ALL ${piece(to, 1)})`)
  return row!
}

/** When a survey was first and last shown or answered, in milliseconds; `null` when never. */
export async function activityOf(
  database: Database,
  surveyId: string,
): Promise<{ first: number; last: number } | null> {
  const [row] = await database.orm.all<{ first: number | null; last: number | null }>(sql`
    SELECT min(first) AS first, max(last) AS last FROM (
      SELECT (SELECT min(answered_at) FROM responses WHERE survey_id = ${surveyId}) AS first,
        (SELECT max(answered_at) FROM responses WHERE survey_id = ${surveyId}) AS last
      UNION ALL
      SELECT (SELECT min(shown_at) FROM views WHERE survey_id = ${surveyId}),
        (SELECT max(shown_at) FROM views WHERE survey_id = ${surveyId}))`)
  return row?.first == null || row.last == null ? null : { first: row.first, last: row.last }
}
