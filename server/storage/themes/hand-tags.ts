import { sql } from 'drizzle-orm'
import { answerChanged } from '../answers/changes.ts'
import type { AnswerPlace } from '../answers/follow-ups.ts'
import type { Database } from '../db.ts'
import { keyOf } from '../find-responses.ts'
import { inSelection } from './counts.ts'
import type { Within } from './mentions.ts'
import { type ReadAnswer, saveThemes } from './save-themes.ts'

/**
 * Tags a response by hand; `null` removes the tags, so that the rules apply again. `read` is the stored response
 * with the themes found with these tags.
 */
export async function saveTags(
  database: Database,
  surveyId: string,
  id: string,
  tags: { readonly themes: readonly string[]; readonly taggedAt: number } | null,
  read: ReadAnswer,
): Promise<void> {
  await database.write([
    tags
      ? sql`INSERT INTO hand_tags (survey_id, id, themes, tagged_at)
          VALUES (${surveyId}, ${id}, ${JSON.stringify(tags.themes)}, ${tags.taggedAt})
          ON CONFLICT DO UPDATE SET themes = excluded.themes, tagged_at = excluded.tagged_at`
      : sql`DELETE FROM hand_tags WHERE survey_id = ${surveyId} AND id = ${id}`,
    sql`DELETE FROM themed WHERE id = ${id} AND edition IN (SELECT id FROM theme_editions WHERE survey_id = ${surveyId})`,
    ...saveThemes([read]),
    answerChanged({ surveyId, id }),
  ])
}

/** The themes assigned by hand to some answers, by `keyOf`; those without are left out. */
export async function handTagsOf(
  database: Database,
  answers: readonly AnswerPlace[],
): Promise<Map<string, readonly string[]>> {
  const rows = await database.orm.all<AnswerPlace & { themes: string }>(sql`
    SELECT h.survey_id AS surveyId, h.id, h.themes
    FROM json_each(${JSON.stringify(answers.map(({ surveyId, id }) => [surveyId, id]))}) j
    CROSS JOIN hand_tags h ON h.survey_id = j.value ->> 0 AND h.id = j.value ->> 1`)
  return new Map(rows.map(({ surveyId, id, themes }) => [keyOf(surveyId, id), JSON.parse(themes)]))
}

/** An answer with the themes assigned by hand. */
export interface TaggedAnswer {
  readonly id: string
  readonly rating: number
  readonly comment: string | null
  readonly choices: readonly string[] | null
  readonly tags: readonly string[]
  /** Whether it is in one of the samples asked about: the others were picked by somebody. */
  readonly isSampled: boolean
}

/** The answers of a selection that were tagged by hand, newest first. */
export async function taggedAnswers(
  database: Database,
  { from, to, selection }: Within,
  samples: readonly number[],
  limit: number,
): Promise<TaggedAnswer[]> {
  type Row = Omit<TaggedAnswer, 'choices' | 'tags' | 'isSampled'> & {
    choices: string | null
    tags: string
    isSampled: 0 | 1
  }
  const rows = await database.orm.all<Row>(sql`
    SELECT r.id, r.rating, r.comment, r.choices, h.themes AS tags,
      EXISTS (SELECT 1 FROM tag_samples t WHERE t.survey_id = h.survey_id AND t.id = h.id
        AND t.drawn_at IN (SELECT value FROM json_each(${JSON.stringify(samples)}))) AS isSampled
    FROM hand_tags h CROSS JOIN responses r ON r.survey_id = h.survey_id AND r.id = h.id
    WHERE h.survey_id = ${selection.surveyId} AND (r.comment IS NOT NULL OR r.choices IS NOT NULL)
      AND ${inSelection(selection)} AND r.answered_at >= ${from} AND r.answered_at < ${to}
    ORDER BY r.answered_at DESC, r.id DESC LIMIT ${limit}`)
  return rows.map(({ choices, tags, isSampled, ...row }) => ({
    ...row,
    choices: choices && JSON.parse(choices),
    tags: JSON.parse(tags),
    isSampled: isSampled === 1,
  }))
}

/**
 * How many comments of a selection were written in each of these languages; `own` is that of comments of no known one.
 */
export async function commentsIn(
  database: Database,
  { from, to, selection }: Within,
  languages: readonly string[],
  own: string,
): Promise<{ language: string; n: number }[]> {
  const rows = await database.orm.all<{ language: string; n: number }>(sql`
    SELECT coalesce(r.language, ${own}) AS language, count(*) AS n FROM responses r
    WHERE r.survey_id = ${selection.surveyId} AND r.comment IS NOT NULL AND ${inSelection(selection)}
      AND r.answered_at >= ${from} AND r.answered_at < ${to}
    GROUP BY 1`)
  return languages.map((language) => ({ language, n: rows.find((row) => row.language === language)?.n ?? 0 }))
}
