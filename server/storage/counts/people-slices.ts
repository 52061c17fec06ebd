import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../db.ts'
import type { OwnedEmail } from '../person.ts'
import { cutsBetween } from './pieces.ts'
import { person } from './scan.ts'

/** A part of the people who answered a survey. */
export interface PeopleSlice {
  /** SQL condition on their names, of which no index has to be told more. */
  which(name: SQL): SQL
  /** Whether they go by several names, which are to be looked up. */
  readonly isApart: boolean
}

/**
 * The people who answered a survey in slices of about so many responses, in the order of their names, and last those who
 * go by several. Of a file one slice is read at a time, since nothing is saved meanwhile; a libSQL server does both at once.
 */
export async function* peopleInSlices(
  database: Database,
  surveyId: string,
  owners: readonly OwnedEmail[],
  most: number,
): AsyncGenerator<PeopleSlice> {
  const several = [...new Set(owners.flatMap(({ email, id }) => [`email ${email}`, `id ${id}`]))]
  const among = sql`(SELECT value FROM json_each(${JSON.stringify(several)}))`
  const others = (name: SQL) => (several.length === 0 ? sql`` : sql`AND ${name} NOT IN ${among}`)
  const cuts = database.copy ? await nameCuts(database, surveyId, most) : []
  for (const [place, from] of [null, ...cuts].entries()) {
    const to = cuts[place]
    yield {
      isApart: false,
      which: (name) => sql`${from === null ? sql`true` : sql`${name} >= ${from}`}
        ${to === undefined ? sql`` : sql`AND ${name} < ${to}`} ${others(name)}`,
    }
  }
  if (several.length > 0) yield { isApart: true, which: (name) => sql`${name} IN ${among}` }
}

/** Names looked at for each slice. */
const samples = 8

/** Names that cut those of a survey's people into slices, by those of some of its responses. */
async function nameCuts(database: Database, surveyId: string, most: number): Promise<string[]> {
  const ever = { from: 0, to: Number.MAX_SAFE_INTEGER }
  const times = await cutsBetween(database, surveyId, ever, most / samples)
  const rows = await database.orm.all<{ name: string }>(sql`
    SELECT DISTINCT name FROM (
      SELECT (SELECT ${person} FROM responses r INDEXED BY responses_by_time
        WHERE r.survey_id = ${surveyId} AND r.answered_at >= j.value ORDER BY r.answered_at LIMIT 1) AS name
      FROM json_each(${JSON.stringify(times)}) j)
    WHERE name IS NOT NULL ORDER BY name`)
  return rows.filter((_, place) => place % samples === samples - 1).map(({ name }) => name)
}
