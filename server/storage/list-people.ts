import { sql } from 'drizzle-orm'
import type { Database } from './db.ts'
import { answersOf, type Called, completed, mailsOf, named, type Project, person } from './project-people.ts'

/**
 * A place in the order of a project's people: when they were first seen, by a campaign that they were added to or by
 * an answer. `key` and `within` tell events of one time apart: an address and its campaign, or an answer's id.
 */
export interface PeoplePlace {
  readonly at: number
  readonly among: 'mailed' | 'answered'
  readonly key: string
  readonly within: string
}

/** Somebody of a list, with the place to go on from. */
export interface Listed {
  readonly place: PeoplePlace
  readonly person: Called
}

/** The place before everybody who was first seen then or later. */
export const beforeTime = (at: number): PeoplePlace => ({ at, among: 'mailed', key: '', within: '' })

/** Answers looked at by one read: most may be of people who answered before. */
const answersARead = 10_000

/** Some people who were first seen after a place and before a time, `completed`; `null` is the end of the list. */
export async function peopleAfter(
  database: Database,
  project: Project,
  place: PeoplePlace,
  to: number,
  limit: number,
): Promise<{ readonly people: readonly Listed[]; readonly next: PeoplePlace | null }> {
  const [mailed, answered] = await Promise.all([
    mailedAfter(database, project, place, to, limit),
    answeredAfter(database, project, place, to, limit),
  ])
  // Beyond where one of them was read to, the other's may not be next.
  const [end = null] = [mailed.end, answered.end].filter((each) => each !== null).toSorted(inOrder)
  const found = [...mailed.found, ...answered.found]
    .filter((each) => end === null || inOrder(each.place, end) <= 0)
    .toSorted((a, b) => inOrder(a.place, b.place))
  const people = await completed(
    database,
    project,
    found.map(({ person }) => person),
  )
  const firsts = await firstPlaces(database, project, people)
  const listed = people.map((person, at) => ({ place: found[at]!.place, person }))
  return {
    people: listed.filter((each, at) => firsts[at] && inOrder(each.place, firsts[at]) === 0),
    next: end,
  }
}

function inOrder(a: PeoplePlace, b: PeoplePlace): number {
  if (a.at !== b.at) return a.at - b.at
  if (a.among !== b.among) return a.among === 'mailed' ? -1 : 1
  return compareText(a.key, b.key) || compareText(a.within, b.within)
}

/** As the database orders texts: by code points, not by the units of UTF-16. */
function compareText(a: string, b: string): number {
  const [one, other] = [[...a], [...b]]
  const place = one.findIndex((letter, at) => letter !== other[at])
  if (place < 0) return one.length - other.length
  return one[place]!.codePointAt(0)! - (other[place]?.codePointAt(0) ?? -1)
}

/** What was found, and how far was looked; `null` is to the end. */
interface Looked {
  readonly found: readonly Listed[]
  readonly end: PeoplePlace | null
}

async function mailedAfter(
  database: Database,
  { id: surveyId }: Project,
  { at, among, key, within }: PeoplePlace,
  to: number,
  limit: number,
): Promise<Looked> {
  const after =
    among === 'mailed'
      ? sql`(c.added_at, c.email, c.campaign_id) > (${at}, ${key}, ${within})`
      : sql`c.added_at > ${at}`
  const rows = await database.orm.all<{ at: number; key: string; within: string; id: string | null }>(sql`
    SELECT c.added_at AS at, c.email AS key, c.campaign_id AS within, c.respondent_id AS id FROM recipients c
    WHERE c.survey_id = ${surveyId} AND ${after} AND c.added_at < ${to}
    ORDER BY c.added_at, c.email, c.campaign_id LIMIT ${limit}`)
  const found = rows.map(({ id, ...place }) => ({
    place: { ...place, among: 'mailed' as const },
    person: { id, email: place.key },
  }))
  return { found, end: rows.length < limit ? null : found.at(-1)!.place }
}

async function answeredAfter(
  database: Database,
  { id: surveyId }: Project,
  { at, among, key }: PeoplePlace,
  to: number,
  limit: number,
): Promise<Looked> {
  const after =
    among === 'answered' ? sql`(r.answered_at, r.id) > (${at}, ${key})` : sql`r.answered_at >= ${at}`
  const next = sql`FROM responses r WHERE r.survey_id = ${surveyId} AND ${after} AND r.answered_at < ${to}
    ORDER BY r.answered_at, r.id`
  const [rows, [last]] = await Promise.all([
    database.orm.all<{ at: number; key: string; name: string }>(sql`
      SELECT s.answered_at AS at, s.id AS key, s.name
      FROM (SELECT r.answered_at, r.id, r.state, ${person} AS name ${next} LIMIT ${answersARead}) s
      WHERE s.name IS NOT NULL AND s.state = 'counted' AND NOT EXISTS (
        SELECT 1 FROM responses r WHERE r.survey_id = ${surveyId} AND ${person} = s.name AND r.state = 'counted'
          AND (+r.answered_at, r.id) < (s.answered_at, s.id))
      ORDER BY s.answered_at, s.id LIMIT ${limit}`),
    database.orm.all<{ at: number; key: string }>(sql`
      SELECT r.answered_at AS at, r.id AS key ${next} LIMIT 1 OFFSET ${answersARead - 1}`),
  ])
  const placeOf = ({ at, key }: { at: number; key: string }): PeoplePlace => ({
    ...{ at, among: 'answered', key, within: '' },
  })
  const found = rows.map((row) => {
    const rest = row.name.slice(row.name.indexOf(' ') + 1)
    const called = row.name.startsWith('id ') ? { id: rest, email: null } : { id: null, email: rest }
    return { place: placeOf(row), person: called }
  })
  const end = rows.length === limit ? rows.at(-1)! : last
  return { found, end: end ? placeOf(end) : null }
}

/** Where each of `completed` people is in the list: when they were first seen by any of their names. */
async function firstPlaces(
  database: Database,
  project: Project,
  people: readonly Called[],
): Promise<(PeoplePlace | null)[]> {
  if (people.length === 0) return []
  // By `+` the people's index is used, not that of the time.
  const rows = await database.orm.all<{ mailed: string | null; answered: string | null }>(sql`
    SELECT (SELECT json_array(c.added_at, c.email, c.campaign_id) FROM ${mailsOf(project)}
        ORDER BY c.added_at = 0, c.added_at, c.email, c.campaign_id LIMIT 1) AS mailed,
      (SELECT json_array(r.answered_at, r.id) FROM ${answersOf(project)}
        ORDER BY +r.answered_at, r.id LIMIT 1) AS answered
    FROM ${named(people)} j ORDER BY j.key`)
  return rows.map((row) => {
    const places = [placeFrom(row.mailed, 'mailed'), placeFrom(row.answered, 'answered')].flatMap(
      (each) => each ?? [],
    )
    // Added before that was kept: whoever answered was first seen then.
    const known =
      places.length > 1 ? places.filter(({ among, at }) => among === 'answered' || at > 0) : places
    return known.toSorted(inOrder)[0] ?? null
  })
}

function placeFrom(json: string | null, among: PeoplePlace['among']): PeoplePlace | null {
  if (json === null) return null
  const [at, key, within = ''] = JSON.parse(json) as [number, string, string?]
  return { at, among, key, within }
}
