import { type SQL, sql } from 'drizzle-orm'
import { pointColumns } from './tally.ts'

const isZero = (columns: readonly string[]) => sql.raw(columns.map((column) => `${column} = 0`).join(' AND '))

/**
 * The queries that delete a survey's rows of zero counts. They change no report, but these rows still hold
 * property values and themes of people who were erased.
 */
export function scrubCounts(surveyId: string): SQL[] {
  const points = [...pointColumns, 'commented']
  return [
    sql`DELETE FROM segment_counts WHERE survey_id = ${surveyId} AND ${isZero(points)}`,
    sql`DELETE FROM theme_counts WHERE edition IN (SELECT id FROM theme_editions WHERE survey_id = ${surveyId})
      AND ${isZero(pointColumns)}`,
  ]
}
