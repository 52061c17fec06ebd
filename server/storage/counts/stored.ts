import { type SQL, sql } from 'drizzle-orm'
import { millisecondsADay } from '../../../shared/day.ts'
import { channels } from '../../../shared/response.ts'
import type { Database } from '../db.ts'
import { valuesOf } from './properties.ts'
import { scan } from './scan.ts'
import {
  addSegments,
  type Counter,
  millisecondsAQuarter,
  type PointRow,
  pointColumns,
  type SegmentTally,
  type Selection,
  type StateTally,
  states,
  sumByState,
  tallyOf,
} from './tally.ts'

/**
 * Reads the counts that triggers keep. A stretch is the UTC days between the midnights nearest to its ends, plus
 * or minus the piece of a day between each end and its midnight. The cost depends on the length of the period,
 * not on the number of responses.
 */
export const storedCounts: Counter = {
  async timeline(database, selection, edges) {
    const [days, pieces] = await Promise.all([
      readDays(database, selection, edges),
      readPieces(database, selection, edges),
    ])
    return edges.slice(1).map((_, place) =>
      sumByState([
        ...days[place]!.map((tally) => ({ tally, sign: 1 as const })),
        ...pieces[place + 1]!,
        ...pieces[place]!.map(({ tally, sign }) => ({
          tally,
          sign: sign === 1 ? (-1 as const) : (1 as const),
        })),
      ]),
    )
  },

  async segments(database, selection, { from, to }, properties) {
    if (properties.length === 0) return []
    // Combinations of two properties are not counted.
    if (selection.segment) return scan.segments(database, selection, { from, to }, properties)
    const [before, after] = [pieceAt(from), pieceAt(to)]
    const [whole, first, last] = await Promise.all([
      readSegments(database, selection, [midnight(from), midnight(to)], properties),
      scanPiece(database, selection, before, properties),
      scanPiece(database, selection, after, properties),
    ])
    return addSegments([
      { tallies: whole, sign: 1 },
      { tallies: first, sign: -before.sign },
      { tallies: last, sign: after.sign },
    ])
  },
}

type StretchRow = PointRow & { place: number; channel: string; state: string }
type Signed = { readonly tally: StateTally; readonly sign: 1 | -1 }
type Piece = { readonly from: number; readonly to: number; readonly sign: 1 | -1 }

const sums = sql.raw([...pointColumns, 'commented'].map((column) => `sum(${column}) AS ${column}`).join(', '))
const pointSums = sql.raw(pointColumns.map((column) => `coalesce(sum(${column}), 0)`).join(', '))

/** The midnight, UTC, nearest to a time, in days since 1970. */
const midnight = (time: number) => Math.round(time / millisecondsADay)

/** The piece between a time and its nearest midnight; added when the time is after midnight, else subtracted. */
function pieceAt(time: number): Piece {
  const near = midnight(time) * millisecondsADay
  return time >= near ? { from: near, to: time, sign: 1 } : { from: time, to: near, sign: -1 }
}

/** For each stretch, the tallies of the days between its ends' nearest midnights. */
async function readDays(
  database: Database,
  selection: Selection,
  edges: readonly number[],
): Promise<StateTally[][]> {
  const asked = edges.slice(1).map((to, place) => [midnight(edges[place]!), midnight(to)])
  const table = selection.segment ? sql`segment_counts` : sql`day_counts`
  const rows = await database.orm.all<StretchRow>(sql`
    SELECT e.key AS place, channel, state, ${sums}
    FROM json_each(${JSON.stringify(asked)}) e
    CROSS JOIN ${table} d ON d.survey_id = ${selection.surveyId}
      AND d.day >= e.value ->> 0 AND d.day < e.value ->> 1 ${inSelection(selection)}
    GROUP BY e.key, channel, state`)
  return gather(rows, asked.length)
}

/** For each edge, the tallies of the piece between it and its midnight. */
async function readPieces(
  database: Database,
  selection: Selection,
  edges: readonly number[],
): Promise<Signed[][]> {
  const pieces = edges.map(pieceAt)
  // Quarters of an hour are not counted by segment: there the responses are read.
  const isCounted = ({ from, to }: Piece) =>
    !selection.segment && from % millisecondsAQuarter === 0 && to % millisecondsAQuarter === 0
  const [quarters, scanned] = await Promise.all([
    readQuarters(database, selection, pieces.filter(isCounted)),
    Promise.all(pieces.map((piece) => (isCounted(piece) ? null : scanStates(database, selection, piece)))),
  ])
  const found = quarters.values()
  return pieces.map((piece, place) =>
    (scanned[place] ?? found.next().value!).map((tally) => ({ tally, sign: piece.sign })),
  )
}

async function readQuarters(
  database: Database,
  selection: Selection,
  pieces: readonly Piece[],
): Promise<StateTally[][]> {
  if (pieces.every(isEmpty)) return pieces.map(() => [])
  const asked = pieces.map(({ from, to }) => [from / millisecondsAQuarter, to / millisecondsAQuarter])
  const rows = await database.orm.all<StretchRow>(sql`
    SELECT e.key AS place, channel, state, ${sums}
    FROM json_each(${JSON.stringify(asked)}) e
    CROSS JOIN quarter_counts d ON d.survey_id = ${selection.surveyId}
      AND d.quarter >= e.value ->> 0 AND d.quarter < e.value ->> 1 ${inSelection(selection)}
    GROUP BY e.key, channel, state`)
  return gather(rows, asked.length)
}

const isEmpty = ({ from, to }: Piece) => from === to

async function scanStates(database: Database, selection: Selection, piece: Piece): Promise<StateTally[]> {
  return isEmpty(piece) ? [] : (await scan.timeline(database, selection, [piece.from, piece.to]))[0]!
}

async function scanPiece(
  database: Database,
  selection: Selection,
  piece: Piece,
  properties: readonly string[],
): Promise<SegmentTally[]> {
  return isEmpty(piece) ? [] : scan.segments(database, selection, piece, properties)
}

function gather(rows: readonly StretchRow[], places: number): StateTally[][] {
  const gathered: StateTally[][] = Array.from({ length: places }, () => [])
  for (const row of rows) {
    gathered[row.place]!.push({ channel: row.channel, state: row.state, ...tallyOf(row) })
  }
  return gathered
}

/** Values of a property that are summed up in one query: saves to a file wait for it. */
const valuesAtOnce = 1000

/** Sums of every value of some properties over whole days. */
async function readSegments(
  database: Database,
  selection: Selection,
  days: readonly [number, number],
  properties: readonly string[],
): Promise<SegmentTally[]> {
  const found: SegmentTally[] = []
  if (!database.copy) found.push(...(await readValues(database, selection, days, properties)))
  else
    for (const property of properties) {
      let after: string | undefined
      do {
        const some = await readValues(database, selection, days, [property], { after, limit: valuesAtOnce })
        found.push(...some)
        after = some.length === valuesAtOnce ? some.at(-1)!.value : undefined
      } while (after !== undefined)
    }
  return addSegments([{ tallies: found, sign: 1 }])
}

/** One subquery per value reads a range of the primary key; one GROUP BY over all rows would sort them. */
async function readValues(
  database: Database,
  { surveyId, channel }: Selection,
  [first, end]: readonly [number, number],
  properties: readonly string[],
  page?: { readonly after: string | undefined; readonly limit: number },
): Promise<SegmentTally[]> {
  const mine = sql`survey_id = ${surveyId}`
  const rows = await database.orm.all<{ property: string; value: string; counts: string }>(sql`
    WITH RECURSIVE names (p) AS (SELECT value FROM json_each(${JSON.stringify(properties)})),
      vals (p, v) AS (${valuesOf(surveyId, sql`names`, page?.after)} ${page ? sql`LIMIT ${page.limit}` : sql``})
    SELECT p AS property, v AS value, (
      SELECT json_array(${pointSums}) FROM segment_counts
      WHERE ${mine} AND property = p AND value = v AND channel IN (${sqlList(channel ? [channel] : channels)}) AND state = 'counted'
        AND day >= ${first} AND day < ${end}
    ) AS counts
    FROM vals WHERE v IS NOT NULL`)
  return rows.map(({ counts, ...row }) => ({ ...row, counts: JSON.parse(counts) as number[] }))
}

function inSelection({ channel, segment }: Selection): SQL {
  if (!segment) return channel ? sql`AND d.channel = ${channel}` : sql``
  // Channel and state precede the day in the primary key: naming them all makes the days a range.
  return sql`AND d.property = ${segment.property} AND d.value = ${segment.value}
    AND d.channel IN (${sqlList(channel ? [channel] : channels)}) AND d.state IN (${sqlList(states)})`
}

const sqlList = (names: readonly string[]) =>
  sql.join(
    names.map((name) => sql`${name}`),
    sql`, `,
  )
