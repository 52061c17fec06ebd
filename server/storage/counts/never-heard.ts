import { sql } from 'drizzle-orm'
import { unheardListed } from '../../../shared/accounts.ts'
import type { Database } from '../db.ts'
import { propertyText } from './tally.ts'

/**
 * Values of a property whose people were mailed one of these surveys, and of whom nobody's answer was ever counted; at
 * most one more than a report lists.
 */
export async function neverHeard(
  database: Database,
  surveyIds: readonly string[],
  property: string,
): Promise<string[]> {
  const ids = sql`json_each(${JSON.stringify(surveyIds)})`
  const rows = await database.orm.all<{ value: string }>(sql`
    SELECT DISTINCT ${propertyText('p')} AS value
    FROM ${ids} i CROSS JOIN recipients c ON c.survey_id = i.value CROSS JOIN json_each(c.properties) p
    WHERE c.mails > 0 AND p.key = ${property}
      AND NOT EXISTS (SELECT 1 FROM ${ids} j CROSS JOIN segment_counts s ON s.survey_id = j.value
        WHERE s.property = ${property} AND s.value = ${propertyText('p')}
          AND s.state = 'counted' AND s.c0 + s.c1 + s.c2 + s.c3 + s.c4 + s.c5 + s.c6 + s.c7 + s.c8 + s.c9 + s.c10 > 0)
    ORDER BY 1 LIMIT ${unheardListed + 1}`)
  return rows.map(({ value }) => value)
}
