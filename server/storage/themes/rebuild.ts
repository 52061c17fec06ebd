import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../db.ts'
import type { Edition } from './editions.ts'
import { keepThemes, type ReadAnswer } from './keep.ts'

/** An answer with a reason that was not read for an edition yet. */
export interface UnreadAnswer {
  readonly id: string
  readonly answeredAt: number
  readonly revision: number
  readonly rating: number
  readonly comment: string | null
  readonly choices: readonly string[] | null
  /** Themes given by hand, and when. */
  readonly tags: readonly string[] | null
  readonly taggedAt: number | null
}

type Row = Omit<UnreadAnswer, 'choices' | 'tags'> & {
  readonly choices: string | null
  readonly tags: string | null
}

/** The next answers to read for an edition, in the order of their times. */
export async function unreadAnswers(
  database: Database,
  { id, surveyId, cursorAt, cursorId }: Edition,
  limit: number,
): Promise<UnreadAnswer[]> {
  const next = (place: SQL) => sql`SELECT * FROM (
    SELECT r.id, r.answered_at AS answeredAt, r.revision, r.rating, r.comment, r.choices,
      h.themes AS tags, h.tagged_at AS taggedAt
    FROM responses r LEFT JOIN hand_tags h ON h.survey_id = r.survey_id AND h.id = r.id
    WHERE r.survey_id = ${surveyId} AND ${place} AND (r.comment IS NOT NULL OR r.choices IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM themed m WHERE m.edition = ${id} AND m.id = r.id)
    ORDER BY r.answered_at, r.id LIMIT ${limit})`
  const rows = await database.orm.all<Row>(sql`
    ${next(sql`r.answered_at = ${cursorAt} AND r.id > ${cursorId}`)}
    UNION ALL ${next(sql`r.answered_at > ${cursorAt}`)} LIMIT ${limit}`)
  return rows.map(({ choices, tags, ...row }) => ({
    ...row,
    choices: choices === null ? null : JSON.parse(choices),
    tags: tags === null ? null : JSON.parse(tags),
  }))
}

/** Keeps what a slice of answers was found to say and moves the edition's cursor behind it. */
export async function keepSlice(
  database: Database,
  edition: Edition,
  answers: readonly ReadAnswer[],
  last: Pick<UnreadAnswer, 'answeredAt' | 'id'>,
): Promise<void> {
  const { id, cursorAt, cursorId } = edition
  await database.write([
    // Only if nobody went back meanwhile; then the same answers are found read already.
    sql`UPDATE theme_editions SET cursor_at = ${last.answeredAt}, cursor_id = ${last.id}, done = done + ${answers.length}
      WHERE id = ${id} AND cursor_at = ${cursorAt} AND cursor_id = ${cursorId}`,
    ...keepThemes(answers),
  ])
}
