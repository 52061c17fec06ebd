import { type SQL, sql } from 'drizzle-orm'
import { pointColumns } from './tally.ts'

const isZero = (columns: readonly string[]) => sql.raw(columns.map((column) => `${column} = 0`).join(' AND '))

/**
 * The queries that take away a survey's counts of nothing. They change no report; but the value of a
 * property, or what a comment was found to say, stays readable in one after everybody it was of was erased.
 */
export function scrubCounts(surveyId: string): SQL[] {
  const points = [...pointColumns, 'commented']
  return [
    sql`DELETE FROM segment_counts WHERE survey_id = ${surveyId} AND ${isZero(points)}`,
    sql`DELETE FROM theme_counts WHERE edition IN (SELECT id FROM theme_editions WHERE survey_id = ${surveyId})
      AND ${isZero(pointColumns)}`,
  ]
}
