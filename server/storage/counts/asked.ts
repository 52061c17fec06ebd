import { sql } from 'drizzle-orm'
import type { Wave } from '../../../shared/nonresponse.ts'
import type { Database } from '../db.ts'
import { propertyText } from './tally.ts'

/** Answers of people who were mailed, by wave and rating. */
export interface WaveCount {
  readonly wave: Wave
  readonly rating: number
  readonly count: number
}

/** People with a value of a property, and how many of them answered. */
export interface AskedValue {
  readonly property: string
  readonly value: string
  readonly asked: number
  readonly answered: number
}

/** Values of properties that are looked at; beyond them people's ids would be. */
const mostValues = 2000

/** Whoever was mailed the survey last in `[from, to)`, with their counted answer, which may be of later. */
const mailed = (surveyId: string, from: number, to: number) => sql`
  SELECT c.mails, c.last_sent_at, c.properties, r.rating, r.answered_at
  FROM recipients c
  LEFT JOIN responses r ON r.survey_id = c.survey_id AND r.id = c.response_id AND r.state = 'counted'
  WHERE c.survey_id = ${surveyId} AND c.mails > 0 AND c.last_sent_at >= ${from} AND c.last_sent_at < ${to}`

/** How those who were mailed in a period answered, and how many did not. No mail follows an answer. */
export async function countAsked(
  database: Database,
  surveyId: string,
  from: number,
  to: number,
): Promise<{ readonly waves: readonly WaveCount[]; readonly silent: number }> {
  const rows = await database.orm.all<{ wave: Wave | null; rating: number; count: number }>(sql`
    SELECT CASE WHEN rating IS NULL THEN NULL WHEN mails > 1 THEN 'reminded' WHEN half = 1 THEN 'early' ELSE 'late' END
      AS wave, ifnull(rating, 0) AS rating, count(*) AS count
    FROM (SELECT mails, rating,
        ntile(2) OVER (PARTITION BY rating IS NULL, mails > 1 ORDER BY answered_at - last_sent_at) AS half
      FROM (${mailed(surveyId, from, to)}))
    GROUP BY 1, 2`)
  return {
    waves: rows.flatMap(({ wave, ...row }) => (wave === null ? [] : [{ wave, ...row }])),
    silent: rows.find(({ wave }) => wave === null)?.count ?? 0,
  }
}

/** The same people by what their invitations know of them. */
export function askedByProperty(
  database: Database,
  surveyId: string,
  from: number,
  to: number,
): Promise<AskedValue[]> {
  return database.orm.all<AskedValue>(sql`
    SELECT p.key AS property, ${propertyText('p')} AS value, count(*) AS asked, count(m.rating) AS answered
    FROM (${mailed(surveyId, from, to)}) m CROSS JOIN json_each(m.properties) p
    GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2 LIMIT ${mostValues}`)
}
