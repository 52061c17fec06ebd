import { type SQL, sql } from 'drizzle-orm'
import { millisecondsADay } from '../../../shared/day.ts'
import type { Database } from '../db.ts'
import { piecesOf } from './pieces.ts'
import {
  add,
  addSegments,
  type Counter,
  emptyTally,
  millisecondsAQuarter,
  pointColumns,
  propertyText,
  type SegmentTally,
  type StateTally,
  sumByState,
} from './tally.ts'

export type Row = {
  slot: number
  channel: string
  state: string
  rating: number
  count: number
  commented: number
}

/** Counts by reading the responses: slow for many, but works for any selection. */
export const scan: Counter = {
  async timeline(database, selection, edges) {
    const [from, to] = [edges[0]!, edges.at(-1)!]
    // Not bound: the driver binds numbers as floats, and the division must be one of integers.
    const width = sql.raw(String(slotWidth(edges.slice(1, -1))))
    const stretches: Row[][] = edges.slice(1).map(() => [])
    let place = 0
    for await (const source of piecesOf(database, selection, from, to)) {
      const rows = await database.orm.all<Row>(sql`
        SELECT max(answered_at / ${width} * ${width}, ${from}) AS slot,
          channel, state, rating, count(*) AS count, count(comment) AS commented
        FROM ${source} GROUP BY 1, 2, 3, 4 ORDER BY 1`)
      for (const row of rows) {
        while (row.slot >= edges[place + 1]!) place += 1
        stretches[place]!.push(row)
      }
    }
    return stretches.map((stretch) => sumByState(stretch.map((row) => ({ tally: toTally(row), sign: 1 }))))
  },

  async segments(database, selection, { from, to }, properties) {
    if (properties.length === 0) return []
    const parts: SegmentTally[][] = []
    for await (const source of piecesOf(database, selection, from, to))
      parts.push(await segmentsIn(database, source, properties))
    return parts.length === 1 ? parts[0]! : addSegments(parts.map((tallies) => ({ tallies, sign: 1 })))
  },
}

/** The person who answered: the host's id, else the email address. Must match the index's expression. */
export const person = sql`coalesce('id ' || r.respondent_id, 'email ' || lower(r.respondent_email))`

/** Tallies of a source of `state`, `rating` and `properties`, by the values of some properties. */
export async function segmentsIn(
  database: Database,
  source: SQL,
  properties: readonly string[],
): Promise<SegmentTally[]> {
  const rows = await database.orm.all<{ property: string; value: string; rating: number; count: number }>(sql`
    SELECT p.key AS property,
      ${propertyText('p')} AS value,
      rating, count(*) AS count
    FROM ${source} r, json_each(r.properties) p
    WHERE r.state = 'counted' AND p.key IN (SELECT value FROM json_each(${JSON.stringify(properties)}))
    GROUP BY 1, 2, 3`)
  const segments = new Map<string, SegmentTally>()
  for (const { property, value, rating, count } of rows) {
    const key = JSON.stringify([property, value])
    const counts = [...(segments.get(key)?.counts ?? emptyTally.counts)]
    counts[rating]! += count
    segments.set(key, { property, value, counts })
  }
  return [...segments.values()]
}

/**
 * The widest slots, in milliseconds, that no inner edge divides: wider slots mean fewer rows. Time zones differ
 * by quarters of an hour, so only the ends of a period can be uneven.
 */
function slotWidth(inner: readonly number[]): number {
  if (inner.length === 0) return Number.MAX_SAFE_INTEGER
  const fits = (width: number) => inner.every((edge) => edge % width === 0)
  return [millisecondsADay, 4 * millisecondsAQuarter].find(fits) ?? millisecondsAQuarter
}

export function toTally({ channel, state, rating, count, commented }: Omit<Row, 'slot'>): StateTally {
  const counts = pointColumns.map((_, point) => (point === rating ? count : 0))
  return { channel, state, ...add(emptyTally, { counts, commented }) }
}
