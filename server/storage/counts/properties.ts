import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../db.ts'
import type { Selection } from './tally.ts'

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
 * Which properties make segments, none within one. All of them together may have `most` values, shared so
 * that those with few values are in before those with many. Whoever answers says what properties there
 * are: what a report costs must not depend on it.
 *
 * The queue of a recursive query is first in, first out, so all properties go forward a value at a time.
 */
export async function propertiesOf(
  database: Database,
  { surveyId, segment }: Selection,
  most = mostValues,
): Promise<Properties> {
  if (segment) return { compared: [], tooMany: [] }
  const next = sql`SELECT min(property) FROM segment_counts WHERE survey_id = ${surveyId}`
  const rows = await database.orm.all<{ property: string; isWhole: 0 | 1 }>(sql`
    WITH RECURSIVE names (p) AS (
      SELECT (${next}) UNION ALL SELECT (${next} AND property > p) FROM names WHERE p IS NOT NULL
      LIMIT ${mostNames}
    ), vals (p, v) AS (
      ${valuesOf(surveyId, sql`names WHERE p IS NOT NULL`)} LIMIT ${most}
    )
    SELECT p AS property, max(v IS NULL) AS isWhole FROM vals GROUP BY p ORDER BY p`)
  const named = (isWhole: 0 | 1) =>
    rows.filter((row) => row.isWhole === isWhole).map(({ property }) => property)
  return { compared: named(1), tooMany: named(0) }
}

/**
 * What a recursive `vals (p, v)` is: every value of the properties `p` of a source, and NULL behind the
 * last. They are found by leaping from one to the next in the primary key.
 */
export function valuesOf(surveyId: string, source: SQL): SQL {
  const next = sql`SELECT min(value) FROM segment_counts WHERE survey_id = ${surveyId} AND property = p`
  return sql`SELECT p, (${next}) FROM ${source}
    UNION ALL SELECT p, (${next} AND value > v) FROM vals WHERE v IS NOT NULL`
}
