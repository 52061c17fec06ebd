import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../db.ts'
import { scan } from './scan.ts'
import {
  byState,
  type Counter,
  millisecondsADay,
  millisecondsAQuarter,
  type PointRow,
  pointColumns,
  type SegmentTally,
  type Selection,
  type StateTally,
  tallyOf,
} from './tally.ts'

type DayRow = PointRow & { day: number; channel: string; state: string }
type PieceRow = PointRow & { edge: number; channel: string; state: string }

const sums = sql.raw([...pointColumns, 'commented'].map((column) => `sum(${column}) AS ${column}`).join(', '))
const columns = sql.raw([...pointColumns, 'commented'].join(', '))

/**
 * Counts from what is kept while saving: whole UTC days, and for an edge within a day the piece
 * of that day before it. A stretch is its days, plus the piece before its end, less the piece
 * before its beginning. What it costs depends on the length of the period, not on the answers.
 */
export const kept: Counter = {
  async timeline(database, selection, edges) {
    const first = dayOf(edges[0]!)
    const days = await readDays(database, selection, first, dayOf(edges.at(-1)!))
    const pieces = await readPieces(database, selection, edges.filter(isWithinDay))
    return edges.slice(1).map((to, place) => {
      const from = edges[place]!
      return byState([
        ...plus(days.slice(dayOf(from) - first, dayOf(to) - first).flat()),
        ...plus(pieces.get(to) ?? []),
        ...(pieces.get(from) ?? []).map((tally) => ({ tally, sign: -1 as const })),
      ])
    })
  },

  async segments(database, selection, from, to) {
    const whole = await readSegments(database, selection, dayOf(from), dayOf(to))
    const before = isWithinDay(from) ? await scan.segments(database, selection, startOfDay(from), from) : []
    const after = isWithinDay(to) ? await scan.segments(database, selection, startOfDay(to), to) : []
    if (before.length === 0 && after.length === 0) return whole
    return addSegments([...signed(whole, 1), ...signed(after, 1), ...signed(before, -1)])
  },
}

const dayOf = (time: number) => Math.floor(time / millisecondsADay)
const startOfDay = (time: number) => dayOf(time) * millisecondsADay
const isWithinDay = (time: number) => time % millisecondsADay !== 0
const plus = (tallies: readonly StateTally[]) => tallies.map((tally) => ({ tally, sign: 1 as const }))

/** The tallies of each day from `first` to before `end`, by their place. */
async function readDays(
  database: Database,
  selection: Selection,
  first: number,
  end: number,
): Promise<StateTally[][]> {
  const rows = await database.orm.all<DayRow>(sql`
    SELECT day, channel, state, ${columns} FROM ${tableOf(selection)}
    WHERE survey_id = ${selection.surveyId} AND day >= ${first} AND day < ${end} ${chosen(selection)}`)
  const days: StateTally[][] = Array.from({ length: Math.max(0, end - first) }, () => [])
  for (const row of rows)
    days[row.day - first]!.push({ channel: row.channel, state: row.state, ...tallyOf(row) })
  return days
}

/** For each edge within a day, the tallies of that day before it. */
async function readPieces(database: Database, selection: Selection, edges: readonly number[]) {
  const pieces = new Map<number, StateTally[]>()
  const even = selection.segment ? [] : edges.filter((edge) => edge % millisecondsAQuarter === 0)
  if (even.length > 0) {
    const asked = even.map((edge) => [
      edge,
      startOfDay(edge) / millisecondsAQuarter,
      edge / millisecondsAQuarter,
    ])
    const rows = await database.orm.all<PieceRow>(sql`
      SELECT e.value ->> 0 AS edge, channel, state, ${sums}
      FROM json_each(${JSON.stringify(asked)}) e
      CROSS JOIN quarter_counts q ON q.survey_id = ${selection.surveyId}
        AND q.quarter >= e.value ->> 1 AND q.quarter < e.value ->> 2 ${chosen(selection)}
      GROUP BY e.key, channel, state`)
    for (const row of rows) {
      const piece = { channel: row.channel, state: row.state, ...tallyOf(row) }
      pieces.set(row.edge, [...(pieces.get(row.edge) ?? []), piece])
    }
  }
  for (const edge of edges.filter((other) => !even.includes(other))) {
    pieces.set(edge, (await scan.timeline(database, selection, [startOfDay(edge), edge]))[0]!)
  }
  return pieces
}

async function readSegments(
  database: Database,
  selection: Selection,
  first: number,
  end: number,
): Promise<SegmentTally[]> {
  const { surveyId, channel, segment } = selection
  // Within one segment its neighbours cannot be told from sums: two properties' counts do not say how they meet.
  if (segment) return scan.segments(database, selection, first * millisecondsADay, end * millisecondsADay)
  const rows = await database.orm.all<PointRow & { property: string; value: string }>(sql`
    SELECT property, value, ${sums} FROM segment_counts
    WHERE survey_id = ${surveyId} AND day >= ${first} AND day < ${end} AND state = 'counted'
      ${channel ? sql`AND channel = ${channel}` : sql``}
    GROUP BY property, value`)
  return rows.map((row) => ({ property: row.property, value: row.value, counts: tallyOf(row).counts }))
}

function tableOf({ segment }: Selection): SQL {
  return segment ? sql`segment_counts` : sql`day_counts`
}

function chosen({ channel, segment }: Selection): SQL {
  return sql`${channel ? sql`AND channel = ${channel}` : sql``}
    ${segment ? sql`AND property = ${segment.property} AND value = ${segment.value}` : sql``}`
}

const signed = (tallies: readonly SegmentTally[], sign: 1 | -1) => tallies.map((tally) => ({ tally, sign }))

function addSegments(parts: readonly { tally: SegmentTally; sign: 1 | -1 }[]): SegmentTally[] {
  const totals = new Map<string, SegmentTally>()
  for (const { tally, sign } of parts) {
    const key = JSON.stringify([tally.property, tally.value])
    const before = totals.get(key)?.counts ?? []
    const counts = tally.counts.map((count, point) => (before[point] ?? 0) + sign * count)
    totals.set(key, { ...tally, counts })
  }
  return [...totals.values()].filter(({ counts }) => counts.some((count) => count !== 0))
}
