import { sql } from 'drizzle-orm'
import type { Past } from '../../shared/cadence.ts'
import type { Names } from '../identity.ts'
import type { Database } from './db.ts'

/**
 * What is known of one person, under either of their names: when they last answered, by whatever
 * channel, or dismissed a survey, and were last shown any of its workspace.
 */
export async function historyOf(
  database: Database,
  survey: { readonly id: string; readonly workspaceId: string },
  { person, email }: Names,
): Promise<Past> {
  const ours = sql`FROM surveys s CROSS JOIN responses r ON r.survey_id = s.id
    WHERE s.workspace_id = ${survey.workspaceId} AND r.state <> 'held'`
  const seen = sql`FROM views v JOIN surveys s ON s.id = v.survey_id WHERE s.workspace_id = ${survey.workspaceId}`
  const [row] = await database.orm.all<Record<keyof Past, number | null>>(sql`
    WITH answers AS (
      SELECT r.survey_id, r.answered_at AS at ${ours}
        AND coalesce('id ' || r.respondent_id, 'email ' || lower(r.respondent_email)) = ${person}
      UNION ALL
      SELECT r.survey_id, r.answered_at ${ours}
        AND r.respondent_email IS NOT NULL AND lower(r.respondent_email) = ${email}
    ), showings AS (
      SELECT v.survey_id, v.shown_at AS at, v.dismissed_at ${seen} AND v.person = ${person}
      UNION ALL
      SELECT v.survey_id, v.shown_at, v.dismissed_at ${seen} AND v.email = ${email}
    )
    SELECT (SELECT max(at) FROM answers WHERE survey_id = ${survey.id}) AS answered,
      (SELECT max(dismissed_at) FROM showings WHERE survey_id = ${survey.id}) AS dismissed,
      (SELECT max(at) FROM (SELECT at FROM answers UNION ALL SELECT at FROM showings)) AS shown`)
  return Object.fromEntries(Object.entries(row ?? {}).filter(([, time]) => time !== null))
}
