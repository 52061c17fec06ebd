import { sql } from 'drizzle-orm'
import type { Mention } from '../../../shared/themes/match.ts'
import type { PolarityVerdict } from '../../../shared/themes/polarity.ts'
import { type Statement, statement } from '../db.ts'
import { addToCounts, addToMentions, type Fact } from './facts.ts'

/** The themes found in a response under one edition. */
export interface ThemesSave {
  readonly edition: number
  readonly facts: readonly Fact[]
  readonly mentions: readonly (Mention & PolarityVerdict)[]
}

/** A response as it was when its themes were found. */
export interface ReadAnswer {
  readonly surveyId: string
  readonly id: string
  readonly revision: number
  readonly rating: number
  readonly comment?: string | null | undefined
  readonly choices?: readonly string[] | null | undefined
  /** When it was tagged by hand; left out when it had no tags. */
  readonly taggedAt?: number | undefined
  readonly themed?: readonly ThemesSave[] | undefined
}

const fresh = sql.raw(
  'themed m CROSS JOIN theme_editions e ON m.tallied = 2 AND e.id = m.edition CROSS JOIN responses r ON r.survey_id = e.survey_id AND r.id = m.id',
)
const [edition, facts] = [sql.raw('m.edition'), sql.raw('m.facts')]

const insertFound = `
  INSERT INTO themed (edition, id, facts, mentions, tallied)
  SELECT e.id, r.id, t.value -> 'facts', t.value -> 'mentions', 2
  FROM json_each(?) j
  CROSS JOIN json_each(j.value, '$.themed') t
  CROSS JOIN theme_editions e ON e.id = t.value ->> 'edition' AND e.state <> 'retired'
  CROSS JOIN responses r ON r.survey_id = e.survey_id AND r.id = j.value ->> 'id'
  WHERE r.survey_id = j.value ->> 'surveyId' AND r.revision = j.value ->> 'revision'
    AND r.rating = j.value ->> 'rating' AND (r.comment IS NOT NULL OR r.choices IS NOT NULL)
    AND r.comment IS j.value ->> 'comment' AND json(r.choices) IS json_extract(j.value, '$.choices')
    AND j.value ->> 'taggedAt' IS (SELECT tagged_at FROM hand_tags h WHERE h.survey_id = r.survey_id AND h.id = r.id)
  ON CONFLICT DO NOTHING`

/** The statements that count the themes that are stored but not counted yet. */
export const countFound: readonly Statement[] = [
  statement(addToCounts(fresh, edition, facts)),
  statement(addToMentions(fresh, edition, facts)),
  { sql: 'UPDATE themed SET tallied = 1 WHERE tallied = 2', args: [] },
]

/** Moves editions' cursors back to the first of these responses that has a comment or choices and was not read. */
const rewindCursors = `
  UPDATE theme_editions SET
    cursor_id = CASE WHEN cursor_at < missed.at THEN cursor_id ELSE '' END,
    cursor_at = min(coalesce(cursor_at, missed.at), missed.at)
  FROM (
    SELECT e.id AS edition, min(r.answered_at) AS at
    FROM json_each(?) j
    CROSS JOIN responses r ON r.survey_id = j.value ->> 'surveyId' AND r.id = j.value ->> 'id'
    CROSS JOIN theme_editions e ON e.survey_id = r.survey_id AND e.state <> 'retired'
    WHERE (r.comment IS NOT NULL OR r.choices IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM themed m WHERE m.edition = e.id AND m.id = r.id)
    GROUP BY 1
  ) missed
  WHERE theme_editions.id = missed.edition`

/**
 * The statements that store responses' themes, for the transaction that stores the responses. A response's themes
 * are stored only if it is stored as it was when they were found. Responses that should have been read and were
 * not, because the codebook or their tags just changed, are left to `rebuild`. Responses without a comment or
 * choices cost nothing.
 */
export function saveThemes(answers: readonly ReadAnswer[]): Statement[] {
  const read = answers.filter(({ themed }) => themed)
  if (read.length === 0) return []
  const args = [JSON.stringify(read.map(withoutOtherFields))]
  return [{ sql: insertFound, args }, ...countFound, { sql: rewindCursors, args }]
}

/** The statements that leave responses with a comment or choices to `rebuild`. */
export function leaveUnread(answers: readonly Pick<ReadAnswer, 'surveyId' | 'id'>[]): Statement[] {
  const args = [JSON.stringify(answers.map(({ surveyId, id }) => ({ surveyId, id })))]
  return answers.length > 0 ? [{ sql: rewindCursors, args }] : []
}

/** Only the fields the statements read, since a save has more. */
function withoutOtherFields(answer: ReadAnswer): ReadAnswer {
  const { surveyId, id, revision, rating, comment, choices, taggedAt, themed } = answer
  return { surveyId, id, revision, rating, comment, choices, taggedAt, themed }
}
