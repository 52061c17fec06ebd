import { sql } from 'drizzle-orm'
import type { Database } from '../db.ts'

/** The properties of a survey's answers. */
export interface Properties {
  /** Those that make segments. */
  readonly compared: readonly string[]
  /** Those with too many values to be compared, like an id. */
  readonly tooMany: readonly string[]
}

/** More properties than this are not looked at. */
const mostNames = 200
/** How many values are compared in one report: a fifth of a second's work. */
const mostValues = 20_000

/**
 * Which properties make segments. All of them together may have `most` values, shared so that those
 * with few values are in before those with many. Whoever answers says what properties there are: what a
 * report costs must not depend on it.
 *
 * Each property's values are found by leaping from one to the next in the primary key. The queue of a
 * recursive query is first in, first out, so all properties go forward a value at a time.
 */
export async function propertiesOf(
  database: Database,
  surveyId: string,
  most = mostValues,
): Promise<Properties> {
  const mine = sql`survey_id = ${surveyId}`
  const rows = await database.orm.all<{ property: string; isWhole: 0 | 1 }>(sql`
    WITH RECURSIVE names (p) AS (
      SELECT (SELECT min(property) FROM segment_counts WHERE ${mine})
      UNION ALL
      SELECT (SELECT min(property) FROM segment_counts WHERE ${mine} AND property > p) FROM names WHERE p IS NOT NULL
      LIMIT ${mostNames}
    ), vals (p, v) AS (
      SELECT p, (SELECT min(value) FROM segment_counts WHERE ${mine} AND property = p) FROM names WHERE p IS NOT NULL
      UNION ALL
      SELECT p, (SELECT min(value) FROM segment_counts WHERE ${mine} AND property = p AND value > v) FROM vals WHERE v IS NOT NULL
      LIMIT ${most}
    )
    SELECT p AS property, max(v IS NULL) AS isWhole FROM vals GROUP BY p ORDER BY p`)
  const named = (isWhole: 0 | 1) =>
    rows.filter((row) => row.isWhole === isWhole).map(({ property }) => property)
  return { compared: named(1), tooMany: named(0) }
}
