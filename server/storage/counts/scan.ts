import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../db.ts'
import { piecesOf } from './pieces.ts'
import {
  add,
  addSegments,
  type Counter,
  emptyTally,
  pointColumns,
  propertyText,
  type SegmentTally,
  type StateTally,
  sumByState,
} from './tally.ts'

export interface Row {
  readonly channel: string
  readonly state: string
  readonly rating: number
  readonly count: number
  readonly commented: number
}

/** Counts by reading the responses: slow for many, but works for any selection. */
export const scan: Counter = {
  async timeline(database, selection, edges) {
    const [from, to] = [edges[0]!, edges.at(-1)!]
    const place = placeAmong(edges, 'answered_at')
    const stretches: StateTally[][] = edges.slice(1).map(() => [])
    for await (const source of piecesOf(database, selection, from, to)) {
      const rows = await database.orm.all<Row & { readonly place: number }>(sql`
        SELECT ${place} AS place, channel, state, rating, count(*) AS count, count(comment) AS commented
        FROM ${source} GROUP BY 1, 2, 3, 4`)
      for (const row of rows) stretches[row.place]?.push(toTally(row))
    }
    return stretches.map((stretch) => sumByState(stretch.map((tally) => ({ tally, sign: 1 }))))
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

/** SQL expression: the place of the stretch between edges that a time is in, found in as few steps as can be. */
export function placeAmong(edges: readonly number[], time: string): SQL {
  const within = (low: number, high: number): string => {
    if (low >= high) return String(low)
    const middle = Math.ceil((low + high) / 2)
    return `iif(${time} < ${edges[middle]}, ${within(low, middle - 1)}, ${within(middle, high)})`
  }
  return sql.raw(within(0, edges.length - 2))
}

export function toTally({ channel, state, rating, count, commented }: Row): StateTally {
  const counts = pointColumns.map((_, point) => (point === rating ? count : 0))
  return { channel, state, ...add(emptyTally, { counts, commented }) }
}
