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
 * The body of a recursive `vals (p, v)`: every value of the properties `p` of a source, or those after one, and NULL after
 * the last.
 * Each step seeks the next value in the primary key (a loose index scan).
 */
export function valuesOf(surveyId: string, source: SQL, after: string | null = null): SQL {
  const next = sql`SELECT min(value) FROM segment_counts WHERE survey_id = ${surveyId} AND property = p`
  return sql`SELECT p, (${next} ${after === null ? sql`` : sql`AND value > ${after}`}) FROM ${source}
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

/** Values of a survey that are looked at to choose from. */
const mostToChoose = 2000

/** Properties of surveys with their values, to choose from; those with more than `mostOfEach` are left out. */
export async function valuesToChoose(
  database: Database,
  surveyIds: readonly string[],
  mostOfEach = mostToChoose,
): Promise<PropertyValues[]> {
  const nextName = sql`SELECT min(property) FROM segment_counts WHERE survey_id = s`
  const nextValue = sql`SELECT min(value) FROM segment_counts WHERE survey_id = s AND property = p`
  const rows = await database.orm.all<{ survey: string; property: string; value: string | null }>(sql`
    WITH RECURSIVE given (s) AS (SELECT value FROM json_each(${JSON.stringify(surveyIds)})),
      names (s, p) AS (
        SELECT s, (${nextName}) FROM given
        UNION ALL SELECT s, (${nextName} AND property > p) FROM names WHERE p IS NOT NULL
        LIMIT ${mostNames * surveyIds.length}
      ), vals (s, p, v, place) AS (
        SELECT s, p, (${nextValue}), 1 FROM names WHERE p IS NOT NULL
        UNION ALL SELECT s, p, (${nextValue} AND value > v), place + 1 FROM vals
        WHERE v IS NOT NULL AND place <= ${mostOfEach}
        LIMIT ${mostToChoose * surveyIds.length}
      )
    SELECT s AS survey, p AS property, v AS value FROM vals`)
  const found = new Map<string, Set<string>>()
  const unfinished = new Set<string>()
  for (const [, ofOne] of Map.groupBy(rows, ({ survey, property }) => JSON.stringify([survey, property]))) {
    const { property } = ofOne[0]!
    const values = found.get(property) ?? new Set()
    found.set(property, values)
    for (const { value } of ofOne) if (value !== null) values.add(value)
    // NULL stands behind the last value.
    if (ofOne.every(({ value }) => value !== null)) unfinished.add(property)
  }
  return [...found]
    .filter(([property, values]) => values.size <= mostOfEach && !unfinished.has(property))
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
