import { sql } from 'drizzle-orm'
import type { Database } from '../db.ts'
import { inSelection } from './counts.ts'
import type { TriedComment, Within } from './mentions.ts'
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
  ])
}

/** A comment with the themes assigned by hand. */
export type TaggedComment = TriedComment & { readonly tags: readonly string[] }

/** The comments of a selection that were tagged by hand, newest first. */
export async function taggedComments(
  database: Database,
  { from, to, selection }: Within,
  limit: number,
): Promise<TaggedComment[]> {
  const rows = await database.orm.all<
    Omit<TaggedComment, 'choices' | 'tags'> & { choices: string | null; tags: string }
  >(sql`
    SELECT r.id, r.rating, r.comment, r.choices, h.themes AS tags
    FROM hand_tags h CROSS JOIN responses r ON r.survey_id = h.survey_id AND r.id = h.id
    WHERE h.survey_id = ${selection.surveyId} AND r.comment IS NOT NULL AND ${inSelection(selection)}
      AND r.answered_at >= ${from} AND r.answered_at < ${to}
    ORDER BY r.answered_at DESC, r.id DESC LIMIT ${limit}`)
  return rows.map(({ choices, tags, ...row }) => ({
    ...row,
    choices: choices && JSON.parse(choices),
    tags: JSON.parse(tags),
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
