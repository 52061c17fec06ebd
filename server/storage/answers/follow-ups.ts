import { sql } from 'drizzle-orm'
import type { Database } from '../db.ts'
import { keyOf } from '../find-responses.ts'
import { followUp } from './index-answers.ts'
import type { FollowUpState } from './terms.ts'

/** What the team did about an answer. */
export interface FollowUp {
  /** `null` where nothing needs doing. */
  readonly state: FollowUpState | null
  /** Empty when nobody looks after it. */
  readonly owner: string
  readonly note: string
  /** `null` until somebody changed it. */
  readonly changedAt: number | null
}

/** Which answer. */
export interface AnswerPlace {
  readonly surveyId: string
  readonly id: string
}

/** The follow-ups of some answers, by `keyOf`. */
export async function followUpsOf(
  database: Database,
  answers: readonly AnswerPlace[],
): Promise<Map<string, FollowUp>> {
  const rows = await database.orm.all<FollowUp & AnswerPlace>(sql`
    SELECT r.survey_id AS surveyId, r.id, ${followUp} AS state, coalesce(k.owner, '') AS owner,
      coalesce(k.note, '') AS note, k.changed_at AS changedAt
    FROM json_each(${JSON.stringify(answers.map(({ surveyId, id }) => [surveyId, id]))}) j
    CROSS JOIN responses r ON r.survey_id = j.value ->> 0 AND r.id = j.value ->> 1
    LEFT JOIN follow_ups k ON k.survey_id = r.survey_id AND k.id = r.id`)
  return new Map(rows.map(({ surveyId, id, ...rest }) => [keyOf(surveyId, id), rest]))
}

/** Changes what is given; the rest stays. An answer that does not exist any more is left out. */
export async function saveFollowUp(
  database: Database,
  { surveyId, id }: AnswerPlace,
  change: { readonly [Name in 'state' | 'owner' | 'note']?: FollowUp[Name] | undefined },
  now: number,
): Promise<void> {
  const [state, owner, note] = [change.state ?? null, change.owner ?? null, change.note ?? null]
  await database.write([
    sql`INSERT INTO follow_ups (survey_id, id, state, owner, note, changed_at)
      SELECT survey_id, id, ${state}, coalesce(${owner}, ''), coalesce(${note}, ''), ${now}
      FROM responses WHERE survey_id = ${surveyId} AND id = ${id}
      ON CONFLICT DO UPDATE SET state = coalesce(excluded.state, state), changed_at = excluded.changed_at,
        owner = coalesce(${owner}, owner), note = coalesce(${note}, note)`,
  ])
}
