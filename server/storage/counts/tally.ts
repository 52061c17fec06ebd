import { type SQL, sql } from 'drizzle-orm'
import type { Channel } from '../../../shared/response.ts'
import type { Database } from '../db.ts'

/** Filters the responses of a tally. */
export interface Selection {
  readonly surveyId: string
  readonly channel: Channel | null
  /** Only responses with this value of this property. */
  readonly segment: Segment | null
  /** Only responses whose person the host's server vouched for, or only the others. */
  readonly verified?: boolean | undefined
  /** What else they must have: no counts are kept of it, so the responses are read. */
  readonly narrow?: Narrowing | undefined
}

/** Filters that may stand beside those that are counted. */
export interface Narrowing {
  readonly segments: readonly Segment[]
  readonly origin: string | null
  readonly ratings: readonly number[] | null
  /** Part of the comment. */
  readonly text: string | null
  /** As found under the edition that is served, else the one being built. */
  readonly theme: string | null
}

/** Responses with this value of this property. */
export interface Segment {
  readonly property: string
  readonly value: string
}

/** Responses by rating 0 … 10, and how many have a comment. */
export interface PointTally {
  readonly counts: readonly number[]
  readonly commented: number
}

/** States of a response: in the score, possibly automated, or a test. */
export const states = ['counted', 'held', 'test'] as const

/**
 * A tally of one channel and state. The state is one of `states`, or where one response per person is counted
 * `superseded` or `replaced later`. Only `counted` is in the score; `replaced later` is in that of its stretch alone.
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
 * A way to count responses. There are two, which must agree: `storedCounts` reads the counts that triggers keep,
 * `scan` reads the responses themselves.
 */
export interface Counter {
  /**
   * Tallies of the stretches between consecutive edges (milliseconds, ascending): one less than there are edges. At each
   * of `breaks` another period begins, of which again one answer a person counts.
   */
  timeline(
    database: Database,
    selection: Selection,
    edges: readonly number[],
    breaks?: readonly number[],
  ): Promise<StateTally[][]>
  /**
   * Tallies of the counted responses in the period, by every value of these properties.
   */
  segments(
    database: Database,
    selection: Selection,
    period: Period,
    properties: readonly string[],
  ): Promise<SegmentTally[]>
}

/** A period in milliseconds, `[from, to)`. */
export interface Period {
  readonly from: number
  readonly to: number
}

/** SQL text of a property's value, as the triggers write it; `alias` is its row of json_each. */
export function propertyText(alias: 'p' | 's'): SQL {
  return sql.raw(
    `CASE ${alias}.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(${alias}.value AS TEXT) END`,
  )
}

/** SQL condition: the response `r` fits the selection, but for its survey. */
export function fits({ channel, segment, verified, narrow }: Selection): SQL {
  return sql`true
    ${channel ? sql`AND r.channel = ${channel}` : sql``}
    ${verified === undefined ? sql`` : sql`AND r.respondent_verified = ${verified ? 1 : 0}`}
    ${segment ? sql`AND ${hasProperty(segment)}` : sql``}
    ${narrow ? sql`AND ${isNarrow(narrow)}` : sql``}`
}

/** SQL condition: a response `r` of the selection that was answered in `[from, to)`. */
export function inSelection(selection: Selection, from: number, to: number): SQL {
  return sql`r.survey_id = ${selection.surveyId} AND r.answered_at >= ${from} AND r.answered_at < ${to}
    AND ${fits(selection)}`
}

/** SQL condition: the response `r` has this value of this property. */
export function hasProperty({ property, value }: Segment): SQL {
  return sql`EXISTS (SELECT 1 FROM json_each(r.properties) s WHERE s.key = ${property}
    AND ${propertyText('s')} = ${value})`
}

/** SQL expression: the edition that the themes of the response `r` are shown by. */
const servedEdition = sql`(SELECT coalesce(min(iif(e.state = 'served', e.id, NULL)), min(e.id))
  FROM theme_editions e WHERE e.survey_id = r.survey_id AND e.state <> 'retired')`

/** SQL condition: the response `r` has all of this. */
export function isNarrow({ segments, origin, ratings, text, theme }: Narrowing): SQL {
  const conditions = [
    ...segments.map(hasProperty),
    origin !== null && sql`r.origin = ${origin.toLowerCase()}`,
    ratings && sql`r.rating IN (SELECT value FROM json_each(${JSON.stringify(ratings)}))`,
    text !== null && sql`instr(lower(r.comment), lower(${text})) > 0`,
    theme !== null &&
      sql`EXISTS (SELECT 1 FROM theme_mentions t WHERE t.edition = ${servedEdition} AND t.theme = ${theme}
        AND t.answered_at = r.answered_at AND t.id = r.id)`,
  ]
  return sql.join([sql`true`, ...conditions.filter((each) => each !== null && each !== false)], sql` AND `)
}

export const millisecondsAQuarter = 900_000
export const pointColumns = ['c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8', 'c9', 'c10'] as const

/** A row of summed point columns, as SQL returns it. */
export type PointRow = Readonly<Record<(typeof pointColumns)[number] | 'commented', number>>

export function tallyOf(row: PointRow): PointTally {
  return { counts: pointColumns.map((column) => row[column]), commented: row.commented }
}

export const emptyTally: PointTally = { counts: pointColumns.map(() => 0), commented: 0 }

/** Adds `sign` times a tally to another. */
export function add(sum: PointTally, part: PointTally, sign: 1 | -1 = 1): PointTally {
  return {
    counts: sum.counts.map((count, point) => count + sign * part.counts[point]!),
    commented: sum.commented + sign * part.commented,
  }
}

/** Adds up tallies by channel and state; leaves out empty ones. */
export function sumByState(parts: Iterable<{ tally: StateTally; sign: 1 | -1 }>): StateTally[] {
  const sums = new Map<string, StateTally>()
  for (const { tally, sign } of parts) {
    const { channel, state } = tally
    const key = `${state} ${channel}`
    sums.set(key, { channel, state, ...add(sums.get(key) ?? emptyTally, tally, sign) })
  }
  return [...sums.values()].filter(({ counts }) => counts.some((count) => count !== 0))
}

/** Adds up tallies by property value; drops values whose counts are all zero, which moved responses leave. */
export function addSegments(
  parts: readonly { tallies: readonly SegmentTally[]; sign: number }[],
): SegmentTally[] {
  const totals = new Map<string, SegmentTally>()
  for (const { tallies, sign } of parts) {
    for (const tally of tallies) {
      const key = JSON.stringify([tally.property, tally.value])
      const before = totals.get(key)?.counts ?? []
      const counts = tally.counts.map((count, point) => (before[point] ?? 0) + sign * count)
      totals.set(key, { ...tally, counts })
    }
  }
  return [...totals.values()].filter(({ counts }) => counts.some((count) => count !== 0))
}
