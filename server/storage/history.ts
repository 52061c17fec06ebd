import { sql } from 'drizzle-orm'
import type { Past } from '../../shared/cadence.ts'
import type { Database } from './db.ts'

/** What is known of one person: when they last answered or dismissed a survey, and were shown any of its workspace. */
export async function historyOf(
  database: Database,
  survey: { readonly id: string; readonly workspaceId: string },
  person: string,
): Promise<Past> {
  const [row] = await database.orm.all<Record<keyof Past, number | null>>(sql`
    SELECT
      (SELECT max(answered_at) FROM responses WHERE survey_id = ${survey.id} AND state <> 'held'
        AND coalesce('id ' || respondent_id, 'email ' || lower(respondent_email)) = ${person}) AS answered,
      (SELECT max(dismissed_at) FROM views WHERE survey_id = ${survey.id} AND person = ${person}) AS dismissed,
      (SELECT max(v.shown_at) FROM views v JOIN surveys s ON s.id = v.survey_id
        WHERE v.person = ${person} AND s.workspace_id = ${survey.workspaceId}) AS shown`)
  return Object.fromEntries(Object.entries(row ?? {}).filter(([, time]) => time !== null))
}
