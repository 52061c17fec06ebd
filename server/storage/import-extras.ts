import { type SQL, sql } from 'drizzle-orm'
import type { FollowUpState } from './answers/terms.ts'

/** What people made of an answer elsewhere. */
export interface Extras {
  /** Themes given by hand. */
  readonly tags?: readonly string[] | null
  readonly followUp?: {
    readonly state?: FollowUpState | null | undefined
    readonly owner?: string | undefined
    readonly note?: string | undefined
    /** Milliseconds. */
    readonly changedAt: number
  } | null
}

/**
 * Statements that keep what people made of imported answers elsewhere, of those that are stored as `isSame` says; what
 * they made of them here stays. Their themes are then found in the background.
 */
export function keepExtras(
  surveyId: string,
  rows: readonly (Extras & { readonly id: string })[],
  isSame: SQL,
  now: number,
): SQL[] {
  const json = JSON.stringify(rows.filter(({ tags, followUp }) => tags || followUp))
  if (json === '[]') return []
  const stored = sql`json_each(${json}) j CROSS JOIN surveys s ON s.id = ${surveyId}
    CROSS JOIN responses r ON r.survey_id = s.id AND r.id = j.value ->> 'id' AND r.write_key_hash = ''
    WHERE ${isSame}`
  const tagged = sql`(SELECT h.id FROM json_each(${json}) j
    CROSS JOIN hand_tags h ON h.survey_id = ${surveyId} AND h.id = j.value ->> 'id' AND h.tagged_at = ${now})`
  return [
    sql`INSERT INTO hand_tags (survey_id, id, themes, tagged_at)
      SELECT s.id, r.id, json_extract(j.value, '$.tags'), ${now} FROM ${stored}
        AND json_type(j.value, '$.tags') = 'array' AND (r.comment IS NOT NULL OR r.choices IS NOT NULL)
      ON CONFLICT DO NOTHING`,
    sql`DELETE FROM themed WHERE id IN ${tagged}
      AND edition IN (SELECT id FROM theme_editions WHERE survey_id = ${surveyId})`,
    sql`UPDATE theme_editions SET cursor_id = '', cursor_at = min(coalesce(cursor_at, t.at), t.at)
      FROM (SELECT min(r.answered_at) AS at FROM responses r WHERE r.survey_id = ${surveyId} AND r.id IN ${tagged}) t
      WHERE survey_id = ${surveyId} AND state <> 'retired' AND t.at IS NOT NULL`,
    sql`INSERT INTO follow_ups (survey_id, id, state, owner, note, changed_at)
      SELECT s.id, r.id, j.value -> '$.followUp' ->> 'state', coalesce(j.value -> '$.followUp' ->> 'owner', ''),
        coalesce(j.value -> '$.followUp' ->> 'note', ''), j.value -> '$.followUp' ->> 'changedAt' FROM ${stored}
        AND json_type(j.value, '$.followUp') = 'object'
      ON CONFLICT DO NOTHING`,
  ]
}
