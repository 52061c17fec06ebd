import { type SQL, sql } from 'drizzle-orm'
import { millisecondsADay } from '../../../shared/day.ts'
import { catchUp, placesAMillisecond } from '../answers/index-answers.ts'
import { expressionOf, keyAt } from '../answers/match.ts'
import { facet } from '../answers/terms.ts'
import type { Database } from '../db.ts'
import { inSelection, type Period, pointColumns, type Segment, type Selection } from './tally.ts'

/** Responses of a survey that are gone through in one query: saves to a file wait for it. */
export const inOnePiece = 10_000
/** The same where an index has all that is read of them. */
export const inOneCovered = 30_000

/**
 * The responses of a selection answered in `[from, to)`, as sources of `answered_at`, `channel`, `state`, `rating`,
 * `comment` and `properties`, one after the other in time. Of a file they are read a piece at a time, since nothing is
 * saved meanwhile; a libSQL server does both at once.
 */
export async function* piecesOf(
  database: Database,
  selection: Selection,
  from: number,
  to: number,
): AsyncGenerator<SQL> {
  const indexed = await indexedSegment(database, selection, { from, to })
  const cuts = database.copy
    ? await cutsBetween(database, selection.surveyId, { from, to }, inOnePiece, indexed?.segment)
    : []
  const edges = [from, ...cuts, to]
  for (const [place, end] of edges.slice(1).entries()) {
    const { tables, fit } = indexed
      ? indexedRows(selection, edges[place]!, end)
      : { tables: sql`responses r`, fit: sql`true` }
    yield sql`(SELECT r.answered_at, r.channel, r.state, r.rating, r.comment, r.properties
      FROM ${tables} WHERE ${fit} AND ${inSelection(selection, edges[place]!, end)})`
  }
}

/** The responses of a selection with properties where the index finds them all at once, so few are they; else `null`. */
export async function fewIndexed(
  database: Database,
  selection: Selection,
  from: number,
  to: number,
): Promise<Indexed | null> {
  const indexed = await indexedSegment(database, selection, { from, to })
  return indexed && indexed.n <= inOnePiece ? indexedRows(selection, from, to) : null
}

const segmentsOf = ({ segment, narrow }: Pick<Selection, 'segment' | 'narrow'>) => [
  ...(segment ? [segment] : []),
  ...(narrow?.segments ?? []),
]

/**
 * Of the properties of a selection the one that fewest responses of the period have, when the index of answers is to
 * find them: one in ten has it, or less. Else it takes less time to go through all. `null` without properties, and
 * while some answers are missing in the index.
 */
async function indexedSegment(
  database: Database,
  { surveyId, ...selection }: Selection,
  period: Period,
): Promise<{ readonly segment: Segment; readonly n: number } | null> {
  const segments = segmentsOf(selection)
  if (segments.length === 0) return null
  // Of a libSQL server, to ask which is quicker takes longer than what it saves.
  if (!database.copy)
    return (await catchUp(database)) ? { segment: segments[0]!, n: Number.POSITIVE_INFINITY } : null
  const count = async (segment: Segment | null) => {
    const days = await answersByDay(database, surveyId, period, segment)
    return days.reduce((sum, { n }) => sum + n, 0)
  }
  const [isWhole, all, ...sizes] = await Promise.all([
    catchUp(database),
    count(null),
    ...segments.map(async (segment) => ({ segment, n: await count(segment) })),
  ])
  const least = sizes.reduce((one, other) => (other.n < one.n ? other : one))
  return isWhole && least.n * 10 <= all ? least : null
}

/** SQL: tables with responses `r`, and the condition by which the index finds some. */
export interface Indexed {
  readonly tables: SQL
  readonly fit: SQL
}

/** Responses with properties, as the index of answers finds them by its lists of each property's values. */
function indexedRows(selection: Selection, from: number, to: number): Indexed {
  const tokens = segmentsOf(selection).map(({ property, value }) => ({
    token: facet.segment(property, value),
  }))
  const expression = expressionOf({ all: [{ token: facet.survey(selection.surveyId) }, ...tokens] })
  return {
    tables: sql`answer_words w CROSS JOIN answer_index a ON a.key = w.rowid
      CROSS JOIN responses r ON r.survey_id = a.survey_id AND r.id = a.id`,
    // Places go up to the next millisecond where one is full.
    fit: sql`answer_words MATCH ${expression} AND w.rowid >= ${keyAt(Math.floor(from) * placesAMillisecond)}
      AND w.rowid < ${keyAt((Math.ceil(to) + 1000) * placesAMillisecond)}`,
  }
}

/** Times that cut a period into pieces of at most so many responses, or so many with a property. */
export async function cutsBetween(
  database: Database,
  surveyId: string,
  { from, to }: Period,
  most: number,
  segment: Segment | null = null,
): Promise<number[]> {
  const days = await answersByDay(database, surveyId, { from, to }, segment)
  const cuts: number[] = []
  let n = 0
  for (const each of days) {
    const parts = Math.max(1, Math.ceil(each.n / most))
    for (let part = 0; part < parts; part += 1) {
      n += each.n / parts
      if (n <= most) continue
      cuts.push(Math.round((each.day + part / parts) * millisecondsADay))
      n = each.n / parts
    }
  }
  return cuts.filter((cut) => cut > from && cut < to)
}

const answers = sql.raw(pointColumns.join(' + '))

/** How many responses each day of a period has, by the counts that are kept. */
function answersByDay(
  database: Database,
  surveyId: string,
  { from, to }: Period,
  segment: Segment | null,
): Promise<{ day: number; n: number }[]> {
  const counts = segment
    ? sql`segment_counts WHERE property = ${segment.property} AND value = ${segment.value} AND`
    : sql`day_counts WHERE`
  return database.orm.all(sql`
    SELECT day, sum(${answers}) AS n FROM ${counts} survey_id = ${surveyId}
      AND day >= ${Math.floor(from / millisecondsADay)} AND day < ${to / millisecondsADay}
    GROUP BY day ORDER BY day`)
}
