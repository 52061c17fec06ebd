import { type SQL, sql } from 'drizzle-orm'
import { millisecondsADay } from '../../../shared/day.ts'
import type { Database } from '../db.ts'
import {
  millisecondsAQuarter,
  type PointRow,
  pointColumns,
  type StateTally,
  sumByState,
  tallyOf,
} from './tally.ts'

/**
 * The tallies of surveys between the same edges, by their ids, in two queries however many they are: what
 * `storedCounts` counts of each, but all channels in one. The edges must be on quarters of an hour.
 */
export async function timelinesOf(
  database: Database,
  surveyIds: readonly string[],
  edges: readonly number[],
): Promise<ReadonlyMap<string, readonly StateTally[][]>> {
  const days = edges.slice(1).map((to, place) => [midnight(edges[place]!), midnight(to), place])
  const pieces = edges.flatMap((edge, place) => {
    const near = midnight(edge) * (millisecondsADay / millisecondsAQuarter)
    const at = edge / millisecondsAQuarter
    return at === near ? [] : [[Math.min(at, near), Math.max(at, near), place]]
  })
  const [whole, parts] = await Promise.all([
    read(database, surveyIds, days, sql`day_counts`, sql`d.day`),
    pieces.length === 0 ? [] : read(database, surveyIds, pieces, sql`quarter_counts`, sql`d.quarter`),
  ])
  const found = new Map(surveyIds.map((id) => [id, edges.slice(1).map((): Signed[] => [])]))
  for (const row of whole) found.get(row.id)![row.place]!.push({ tally: toTally(row), sign: 1 })
  for (const row of parts) {
    // A piece after midnight is missing before its edge and counted twice after it; one before midnight, the reverse.
    const sign = midnight(edges[row.place]!) * millisecondsADay <= edges[row.place]! ? 1 : -1
    found.get(row.id)![row.place - 1]?.push({ tally: toTally(row), sign })
    found.get(row.id)![row.place]?.push({ tally: toTally(row), sign: sign === 1 ? -1 : 1 })
  }
  return new Map([...found].map(([id, stretches]) => [id, stretches.map(sumByState)]))
}

type Signed = { readonly tally: StateTally; readonly sign: 1 | -1 }
type Row = PointRow & { readonly id: string; readonly place: number; readonly state: string }

const sums = sql.raw(
  [...pointColumns, 'commented'].map((column) => `sum(d.${column}) AS ${column}`).join(', '),
)

/** The midnight, UTC, nearest to a time, in days since 1970. */
const midnight = (time: number) => Math.round(time / millisecondsADay)

function read(
  database: Database,
  surveyIds: readonly string[],
  ranges: readonly (readonly number[])[],
  table: SQL,
  time: SQL,
): Promise<Row[]> {
  return database.orm.all<Row>(sql`
    SELECT s.value AS id, e.value ->> 2 AS place, d.state, ${sums}
    FROM json_each(${JSON.stringify(surveyIds)}) s
    CROSS JOIN json_each(${JSON.stringify(ranges)}) e
    CROSS JOIN ${table} d ON d.survey_id = s.value AND ${time} >= e.value ->> 0 AND ${time} < e.value ->> 1
    GROUP BY s.key, 2, 3`)
}

function toTally(row: Row): StateTally {
  return { channel: '', state: row.state, ...tallyOf(row) }
}
