import { type SQL, sql } from 'drizzle-orm'
import { millisecondsADay } from '../../../shared/day.ts'
import { catchUp, placesAMillisecond } from '../answers/index-answers.ts'
import { expressionOf } from '../answers/match.ts'
import { facet } from '../answers/terms.ts'
import type { Database } from '../db.ts'
import { inSelection, type Period, pointColumns, type Selection } from './tally.ts'

/** Responses of a survey that are gone through in one query: saves to a file wait for it. */
export const inOnePiece = 20_000
/** The same where the index finds those that fit: to begin in it takes longer than to go through it. */
const inOneIndexed = 100_000

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
  const indexed = await indexedRows(database, selection)
  const most = indexed ? inOneIndexed : inOnePiece
  const cuts = database.copy ? await cutsBetween(database, selection.surveyId, { from, to }, most) : []
  const rows = indexed ?? (() => sql`responses r WHERE true`)
  const edges = [from, ...cuts, to]
  for (const [place, end] of edges.slice(1).entries())
    yield sql`(SELECT r.answered_at, r.channel, r.state, r.rating, r.comment, r.properties
      FROM ${rows(edges[place]!, end)} AND ${inSelection(selection, edges[place]!, end)})`
}

/**
 * Responses with properties, as the index of answers finds them by its lists of each property's values; `null`
 * without properties, and while some answers are missing in the index.
 */
async function indexedRows(database: Database, { surveyId, segment, narrow }: Selection) {
  const segments = [...(segment ? [segment] : []), ...(narrow?.segments ?? [])]
  if (segments.length === 0 || !(await catchUp(database))) return null
  const tokens = segments.map(({ property, value }) => ({ token: facet.segment(property, value) }))
  const expression = expressionOf({ all: [{ token: facet.survey(surveyId) }, ...tokens] })
  // Places go up to the next millisecond where one is full.
  return (from: number, to: number) => sql`answer_words w CROSS JOIN answer_index a ON a.key = w.rowid
    CROSS JOIN responses r ON r.survey_id = a.survey_id AND r.id = a.id
    WHERE answer_words MATCH ${expression} AND w.rowid >= ${Math.floor(from) * placesAMillisecond}
      AND w.rowid < ${(Math.ceil(to) + 1000) * placesAMillisecond}`
}

/** Times that cut a period into pieces of at most so many responses. */
export async function cutsBetween(
  database: Database,
  surveyId: string,
  { from, to }: Period,
  most: number,
): Promise<number[]> {
  const days = await database.orm.all<{ day: number; n: number }>(sql`
    SELECT day, sum(${answers}) AS n FROM day_counts
    WHERE survey_id = ${surveyId} AND day >= ${Math.floor(from / millisecondsADay)} AND day < ${to / millisecondsADay}
    GROUP BY day ORDER BY day`)
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
