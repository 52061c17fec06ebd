import { type SQL, sql } from 'drizzle-orm'
import { inOrder } from '../../../shared/value-order.ts'
import type { Database } from '../db.ts'
import { pointColumns, type Segment, type Selection } from './tally.ts'

/** The properties of a survey's responses. */
export interface Properties {
  /** Properties reported as segments. */
  readonly compared: readonly string[]
  /** Properties with too many values to compare, like an id. */
  readonly tooMany: readonly string[]
}

/** The most properties a report looks at. */
const mostNames = 200
/** The most values one report compares: a fifth of a second's work. */
const mostValues = 20_000

/**
 * The properties that make segments; none within a segment. Together they may have `most` values, and properties
 * with few values come first. Respondents' pages decide which properties exist, so they must not decide what a
 * report costs.
 *
 * The queue of a recursive query is first in, first out, so all properties advance by one value at a time.
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
 * The body of a recursive `vals (p, v)`: every value of the properties `p` of a source, and NULL after the last.
 * Each step seeks the next value in the primary key (a loose index scan).
 */
export function valuesOf(surveyId: string, source: SQL): SQL {
  const next = sql`SELECT min(value) FROM segment_counts WHERE survey_id = ${surveyId} AND property = p`
  return sql`SELECT p, (${next}) FROM ${source}
    UNION ALL SELECT p, (${next} AND value > v) FROM vals WHERE v IS NOT NULL`
}

/** The names of all properties of surveys. */
export async function propertyNames(database: Database, surveyIds: readonly string[]): Promise<string[]> {
  const next = sql`SELECT min(property) FROM segment_counts WHERE survey_id = s`
  const rows = await database.orm.all<{ name: string }>(sql`
    WITH RECURSIVE given (s) AS (SELECT value FROM json_each(${JSON.stringify(surveyIds)})),
      names (s, p) AS (
        SELECT s, (${next}) FROM given
        UNION ALL SELECT s, (${next} AND property > p) FROM names WHERE p IS NOT NULL
        LIMIT ${mostNames * surveyIds.length})
    SELECT DISTINCT p AS name FROM names WHERE p IS NOT NULL ORDER BY 1`)
  return rows.map(({ name }) => name)
}

/** A property with some of its values. */
export interface PropertyValues {
  readonly property: string
  readonly values: readonly string[]
}

/** Properties of surveys with their first values, to choose from; those with too many values are left out. */
export async function valuesToChoose(
  database: Database,
  surveyIds: readonly string[],
  mostOfEach: number,
): Promise<PropertyValues[]> {
  const read = async (surveyId: string) => {
    const { compared } = await propertiesOf(database, { surveyId, channel: null, segment: null }, 2000)
    return database.orm.all<{ property: string; value: string }>(sql`
      WITH RECURSIVE vals (p, v) AS (
        ${valuesOf(surveyId, sql`(SELECT value AS p FROM json_each(${JSON.stringify(compared)}))`)} LIMIT 2000
      )
      SELECT p AS property, v AS value FROM vals WHERE v IS NOT NULL`)
  }
  const found = new Map<string, Set<string>>()
  for (const { property, value } of (await Promise.all(surveyIds.map(read))).flat())
    found.set(property, (found.get(property) ?? new Set()).add(value))
  return [...found]
    .filter(([, values]) => values.size <= mostOfEach)
    .map(([property, values]) => ({ property, values: inOrder([...values].sort(), (value) => value) }))
}

const isAnybody = sql.raw(`(${pointColumns.join(' + ')}) > 0`)

/** Whether an answer of these surveys, counted or not, has this value of this property. */
export async function isKnownValue(
  database: Database,
  surveyIds: readonly string[],
  { property, value }: Segment,
): Promise<boolean> {
  const [row] = await database.orm.all<{ known: 0 | 1 }>(sql`
    SELECT EXISTS (SELECT 1 FROM json_each(${JSON.stringify(surveyIds)}) j
      CROSS JOIN segment_counts c ON c.survey_id = j.value AND c.property = ${property} AND c.value = ${value}
      WHERE ${isAnybody}) AS known`)
  return row!.known === 1
}

/** Whether an answer of these surveys has this property. */
export async function isKnownProperty(
  database: Database,
  surveyIds: readonly string[],
  property: string,
): Promise<boolean> {
  const [row] = await database.orm.all<{ known: 0 | 1 }>(sql`
    SELECT EXISTS (SELECT 1 FROM json_each(${JSON.stringify(surveyIds)}) j
      CROSS JOIN segment_counts c ON c.survey_id = j.value AND c.property = ${property}
      WHERE ${isAnybody}) AS known`)
  return row!.known === 1
}
