import { type SQL, sql } from 'drizzle-orm'
import type { Channel } from '../../../shared/response.ts'
import type { Database } from '../db.ts'

/** Which responses a tally is of. */
export interface Selection {
  readonly surveyId: string
  readonly channel: Channel | null
  /** Only responses that have this value of this property. */
  readonly segment: { readonly property: string; readonly value: string } | null
}

/** How many chose each of the points 0 … 10, and how many gave a reason. */
export interface PointTally {
  readonly counts: readonly number[]
  readonly commented: number
}

/** What a response can be: in the score, perhaps not from a person, or a test. */
export const states = ['counted', 'held', 'test'] as const

/**
 * A tally of one channel and state: whether these are in the score is said by the state, which
 * besides the stored ones may be `superseded`.
 */
export interface StateTally extends PointTally {
  readonly channel: string
  readonly state: string
}

export interface SegmentTally {
  readonly property: string
  readonly value: string
  readonly counts: readonly number[]
}

/**
 * A way to count responses. There are two, which must agree: `kept` reads the counts that are
 * kept while saving, `scan` reads the responses themselves.
 */
export interface Counter {
  /**
   * Tallies of the stretches between consecutive edges (milliseconds, ascending): as many as
   * there are edges, less one.
   */
  timeline(database: Database, selection: Selection, edges: readonly number[]): Promise<StateTally[][]>
  /**
   * Tallies of the counted responses in the period by every value of these properties; none
   * when the selection is of one segment itself.
   */
  segments(
    database: Database,
    selection: Selection,
    period: Period,
    properties: readonly string[],
  ): Promise<SegmentTally[]>
}

/** From a moment until before another, in milliseconds. */
export interface Period {
  readonly from: number
  readonly to: number
}

/** The text of a property's value, where `alias` is its row of json_each: as the triggers write it. */
export function propertyText(alias: 'p' | 's'): SQL {
  return sql.raw(
    `CASE ${alias}.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(${alias}.value AS TEXT) END`,
  )
}

export const millisecondsADay = 86_400_000
export const millisecondsAQuarter = 900_000
export const pointColumns = ['c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8', 'c9', 'c10'] as const

/** A row of summed point columns, as SQL returns it. */
export type PointRow = Readonly<Record<(typeof pointColumns)[number] | 'commented', number>>

export function tallyOf(row: PointRow): PointTally {
  return { counts: pointColumns.map((column) => row[column]), commented: row.commented }
}

export const nothing: PointTally = { counts: pointColumns.map(() => 0), commented: 0 }

/** Adds `sign` times a tally to another. */
export function add(sum: PointTally, part: PointTally, sign: 1 | -1 = 1): PointTally {
  return {
    counts: sum.counts.map((count, point) => count + sign * part.counts[point]!),
    commented: sum.commented + sign * part.commented,
  }
}

/** Gathers tallies of the same channel and state, those with nothing in them left away. */
export function byState(parts: Iterable<{ tally: StateTally; sign: 1 | -1 }>): StateTally[] {
  const sums = new Map<string, StateTally>()
  for (const { tally, sign } of parts) {
    const { channel, state } = tally
    const key = `${state} ${channel}`
    sums.set(key, { channel, state, ...add(sums.get(key) ?? nothing, tally, sign) })
  }
  return [...sums.values()].filter(({ counts }) => counts.some((count) => count !== 0))
}
