import { sql } from 'drizzle-orm'
import type { Database } from '../db.ts'
import { propertyText } from './tally.ts'

const most = 200

/** Values of a property whose people were mailed a survey, and of whom nobody's answer was ever counted. */
export async function neverHeard(database: Database, surveyId: string, property: string): Promise<string[]> {
  const rows = await database.orm.all<{ value: string }>(sql`
    SELECT DISTINCT ${propertyText('p')} AS value
    FROM recipients c CROSS JOIN json_each(c.properties) p
    WHERE c.survey_id = ${surveyId} AND c.mails > 0 AND p.key = ${property}
      AND NOT EXISTS (SELECT 1 FROM segment_counts s
        WHERE s.survey_id = ${surveyId} AND s.property = ${property} AND s.value = ${propertyText('p')}
          AND s.state = 'counted' AND s.c0 + s.c1 + s.c2 + s.c3 + s.c4 + s.c5 + s.c6 + s.c7 + s.c8 + s.c9 + s.c10 > 0)
    ORDER BY 1 LIMIT ${most}`)
  return rows.map(({ value }) => value)
}
