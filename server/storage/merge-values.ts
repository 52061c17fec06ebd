import { sql } from 'drizzle-orm'
import { millisecondsADay } from '../../shared/day.ts'
import { propertyText } from './counts/tally.ts'
import type { Database } from './db.ts'

/** Values of one property that are to become one of them. */
export interface ValueMerge {
  readonly property: string
  readonly from: readonly string[]
  readonly into: string
}

/** Answers changed in one transaction, which saves wait for, and in one call. */
const atATime = 500
const mostChanged = 20_000

type Row = { readonly id: string; readonly properties: string }

/**
 * Writes one value into the answers that have one of the others, some at a time; triggers keep the counts. `isMore` says
 * that there are more answers than one call changes. Repeated it changes nothing.
 */
export async function mergeValues(
  database: Database,
  surveyId: string,
  merge: ValueMerge,
  now: number,
): Promise<{ readonly changed: number; readonly isMore: boolean }> {
  const from = merge.from.filter((value) => value !== merge.into)
  const values = JSON.stringify(from)
  const days = await database.orm.all<{ day: number }>(sql`
    SELECT DISTINCT c.day FROM json_each(${values}) j
    CROSS JOIN segment_counts c ON c.survey_id = ${surveyId} AND c.property = ${merge.property} AND c.value = j.value
    ORDER BY c.day`)
  let changed = 0
  for (const { day } of days) {
    if (changed >= mostChanged) return { changed, isMore: true }
    const start = day * millisecondsADay
    const rows = await database.orm.all<Row>(sql`
      SELECT r.id, r.properties FROM responses r
      WHERE r.survey_id = ${surveyId} AND r.answered_at >= ${start} AND r.answered_at < ${start + millisecondsADay}
        AND EXISTS (SELECT 1 FROM json_each(r.properties) p WHERE p.key = ${merge.property}
          AND ${propertyText('p')} IN (SELECT value FROM json_each(${values})))`)
    for (let at = 0; at < rows.length; at += atATime)
      changed += await rewrite(database, surveyId, merge, rows.slice(at, at + atATime), now)
  }
  return { changed, isMore: false }
}

/** Changes answers that are still as they were read. */
async function rewrite(
  database: Database,
  surveyId: string,
  { property, from, into }: ValueMerge,
  rows: readonly Row[],
  now: number,
): Promise<number> {
  const changes = rows.map(({ id, properties }) => {
    const entries = Object.entries(JSON.parse(properties) as Record<string, unknown>).map(([name, value]) =>
      name === property && from.includes(String(value)) ? [name, into] : [name, value],
    )
    return [id, properties, JSON.stringify(Object.fromEntries(entries))]
  })
  const [written] = await database.write([
    sql`UPDATE responses AS r SET properties = j.value ->> 2, updated_at = ${now}
      FROM json_each(${JSON.stringify(changes)}) j
      WHERE r.survey_id = ${surveyId} AND r.id = j.value ->> 0 AND r.properties = j.value ->> 1`,
  ])
  return written!.rowsAffected
}
