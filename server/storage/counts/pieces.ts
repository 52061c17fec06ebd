import { type SQL, sql } from 'drizzle-orm'
import { millisecondsADay } from '../../../shared/day.ts'
import { catchUp, placesAMillisecond } from '../answers/index-answers.ts'
import { expressionOf } from '../answers/match.ts'
import { facet } from '../answers/terms.ts'
import type { Database } from '../db.ts'
import { inSelection, pointColumns, type Selection } from './tally.ts'

/** Responses read in one query: saves to a file wait for it. */
const inOnePiece = 20_000

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
  const cuts = database.copy ? await cutsBetween(database, selection.surveyId, from, to) : []
  const rows = await rowsOf(database, selection)
  const edges = [from, ...cuts, to]
  for (const [place, end] of edges.slice(1).entries())
    yield sql`(SELECT r.answered_at, r.channel, r.state, r.rating, r.comment, r.properties
      FROM ${rows(edges[place]!, end)} AND ${inSelection(selection, edges[place]!, end)})`
}

/**
 * Responses with properties are found in the index of answers, which has the lists of each property's values, if it
 * has all of them.
 */
async function rowsOf(database: Database, { surveyId, segment, narrow }: Selection) {
  const segments = [...(segment ? [segment] : []), ...(narrow?.segments ?? [])]
  if (segments.length === 0 || !(await catchUp(database))) return () => sql`responses r WHERE true`
  const tokens = segments.map(({ property, value }) => ({ token: facet.segment(property, value) }))
  const expression = expressionOf({ all: [{ token: facet.survey(surveyId) }, ...tokens] })
  // Places go up to the next millisecond where one is full.
  return (from: number, to: number) => sql`answer_words w CROSS JOIN answer_index a ON a.key = w.rowid
    CROSS JOIN responses r ON r.survey_id = a.survey_id AND r.id = a.id
    WHERE answer_words MATCH ${expression} AND w.rowid >= ${Math.floor(from) * placesAMillisecond}
      AND w.rowid < ${(Math.ceil(to) + 1000) * placesAMillisecond}`
}

/** Times that cut a period into pieces of no more responses than are read at once. */
async function cutsBetween(
  database: Database,
  surveyId: string,
  from: number,
  to: number,
): Promise<number[]> {
  const days = await database.orm.all<{ day: number; n: number }>(sql`
    SELECT day, sum(${answers}) AS n FROM day_counts
    WHERE survey_id = ${surveyId} AND day >= ${Math.floor(from / millisecondsADay)} AND day < ${to / millisecondsADay}
    GROUP BY day ORDER BY day`)
  const cuts: number[] = []
  let n = 0
  for (const each of days) {
    const parts = Math.max(1, Math.ceil(each.n / inOnePiece))
    for (let part = 0; part < parts; part += 1) {
      n += each.n / parts
      if (n <= inOnePiece) continue
      cuts.push(Math.round((each.day + part / parts) * millisecondsADay))
      n = each.n / parts
    }
  }
  return cuts.filter((cut) => cut > from && cut < to)
}

const answers = sql.raw(pointColumns.join(' + '))
