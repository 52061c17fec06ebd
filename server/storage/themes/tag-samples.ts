import { sql } from 'drizzle-orm'
import type { Database } from '../db.ts'

/** A random sample of a survey's answers that give a reason, to be tagged by hand. */
export interface TagSample {
  /** Milliseconds, which name it. */
  readonly drawnAt: number
  /** The period it is of, `[from, to)`. */
  readonly from: number
  readonly to: number
  readonly n: number
  /** How many of them are tagged by now. */
  readonly tagged: number
}

/** An answer of a sample, in the order in which they are to be tagged. */
export interface SampledAnswer {
  readonly id: string
  readonly rating: number
  readonly comment: string | null
  readonly choices: readonly string[] | null
  readonly language: string | null
  readonly answeredAt: number
  /** By hand; `null` when nobody has. */
  readonly tags: readonly string[] | null
}

/**
 * Draws answers at random among those of a period whose reason was read under an edition and that no sample has yet.
 * Returns how many there were to draw, at most `size`.
 */
export async function drawSample(
  database: Database,
  { id: edition, surveyId }: { readonly id: number; readonly surveyId: string },
  { drawnAt, from, to }: Pick<TagSample, 'drawnAt' | 'from' | 'to'>,
  size: number,
): Promise<number> {
  const [inserted] = await database.write([
    sql`INSERT INTO tag_samples (survey_id, drawn_at, id, place, from_at, to_at)
      SELECT ${surveyId}, ${drawnAt}, id, row_number() OVER (), ${from}, ${to} FROM (
        SELECT m.id FROM themed m CROSS JOIN responses r ON r.survey_id = ${surveyId} AND r.id = m.id
        WHERE m.edition = ${edition} AND r.state = 'counted' AND r.answered_at >= ${from} AND r.answered_at < ${to}
          AND NOT EXISTS (SELECT 1 FROM tag_samples t WHERE t.survey_id = ${surveyId} AND t.id = m.id)
        ORDER BY random() LIMIT ${size})
      RETURNING id`,
  ])
  return inserted!.rows.length
}

/** A survey's samples, newest first. Answers that were erased or lost their reason are no part of them any more. */
export function listSamples(database: Database, surveyId: string): Promise<TagSample[]> {
  return database.orm.all<TagSample>(sql`
    SELECT t.drawn_at AS drawnAt, t.from_at AS "from", t.to_at AS "to", count(*) AS n, count(h.id) AS tagged
    FROM tag_samples t CROSS JOIN responses r ON r.survey_id = t.survey_id AND r.id = t.id
    LEFT JOIN hand_tags h ON h.survey_id = t.survey_id AND h.id = t.id
    WHERE t.survey_id = ${surveyId} AND (r.comment IS NOT NULL OR r.choices IS NOT NULL)
    GROUP BY t.drawn_at ORDER BY t.drawn_at DESC`)
}

/** The answers of a sample, in the order in which they are tagged. */
export async function answersOfSample(
  database: Database,
  surveyId: string,
  drawnAt: number,
): Promise<SampledAnswer[]> {
  type Row = Omit<SampledAnswer, 'choices' | 'tags'> & { choices: string | null; tags: string | null }
  const rows = await database.orm.all<Row>(sql`
    SELECT r.id, r.rating, r.comment, r.choices, r.language, r.answered_at AS answeredAt, h.themes AS tags
    FROM tag_samples t CROSS JOIN responses r ON r.survey_id = t.survey_id AND r.id = t.id
    LEFT JOIN hand_tags h ON h.survey_id = t.survey_id AND h.id = t.id
    WHERE t.survey_id = ${surveyId} AND t.drawn_at = ${drawnAt}
      AND (r.comment IS NOT NULL OR r.choices IS NOT NULL)
    ORDER BY t.place`)
  return rows.map(({ choices, tags, ...row }) => ({
    ...row,
    choices: choices === null ? null : JSON.parse(choices),
    tags: tags === null ? null : JSON.parse(tags),
  }))
}
