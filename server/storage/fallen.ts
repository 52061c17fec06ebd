import { type SQL, sql } from 'drizzle-orm'
import { isEmail, withOwners } from './counts/owners.ts'
import { cutsBetween, inOnePiece } from './counts/pieces.ts'
import { person } from './counts/scan.ts'
import { propertyText } from './counts/tally.ts'
import type { Database } from './db.ts'
import { type OwnedEmail, ownersOf } from './person.ts'

/** Somebody of an account whose newest answer is in a lower band than the one before. */
export interface Fallen {
  readonly account: string
  /** `id …` or `email …`. */
  readonly person: string
  readonly surveyId: string
  readonly rating: number
  readonly before: number
  readonly answeredAt: number
  readonly beforeAt: number
}

/** A survey with the rank of the band of each rating 0 … 10: 0 is the worst. */
export interface RankedSurvey {
  readonly id: string
  readonly ranks: readonly number[]
}

export interface FallenSelection {
  readonly workspaceId: string
  readonly property: string
  readonly surveys: readonly RankedSurvey[]
  /** Milliseconds. */
  readonly since: number
  /** Only this account, and its newest answers. */
  readonly of?: { readonly account: string; readonly answers: readonly Place[] }
}

interface Place {
  readonly surveyId: string
  readonly id: string
}

/** Surveys read at once: saves to a file wait for them. */
const atOnce = 10

/**
 * Everybody whose newest answer to a survey was given since a time and is in a lower band than their one before, the
 * newest first. Who is one person is what `ownersOf` says; who only claims to be somebody is another one.
 */
export async function findFallen(database: Database, selection: FallenSelection): Promise<Fallen[]> {
  const { workspaceId, since, of } = selection
  const asked = of ? await namesIn(database, of.answers, since) : null
  const surveys = selection.surveys.filter(({ id }) => !asked || asked.has(id))
  const lately = asked ? surveys : await answeredSince(database, surveys, since)
  if (lately.length === 0) return []
  const owners = await ownersAlone(database, workspaceId)
  const fallenOn = async (survey: RankedSurvey) => {
    const names = asked?.get(survey.id)
    if (names)
      return amongNames(database, survey, selection, owners, [...names, ...namesBeside(owners, names)])
    const apart = owners.flatMap(namesOf)
    const [most, others] = await Promise.all([
      underOneName(database, survey, selection, apart),
      apart.length > 0 ? amongNames(database, survey, selection, owners, apart) : [],
    ])
    return [...most, ...others]
  }
  const fallen: Fallen[] = []
  const step = database.copy ? atOnce : lately.length
  for (let start = 0; start < lately.length; start += step) {
    const found = await Promise.all(lately.slice(start, start + step).map(fallenOn))
    fallen.push(...found.flat())
  }
  return fallen.sort((a, b) => b.answeredAt - a.answeredAt)
}

const namesOf = ({ email, id }: OwnedEmail) => [`email ${email}`, `id ${id}`]

/** The other names of those who are among some. */
function namesBeside(owners: readonly OwnedEmail[], names: readonly string[]): string[] {
  const among = new Set(names)
  return owners.map(namesOf).flatMap((own) => (own.some((name) => among.has(name)) ? own : []))
}

async function answeredSince(database: Database, surveys: readonly RankedSurvey[], since: number) {
  const ids = JSON.stringify(surveys.map(({ id }) => id))
  const rows = await database.orm.all<{ id: string }>(sql`
    SELECT j.value AS id FROM json_each(${ids}) j
    WHERE (SELECT max(r.answered_at) FROM responses r WHERE r.survey_id = j.value) >= ${since}`)
  const found = new Set(rows.map(({ id }) => id))
  return surveys.filter(({ id }) => found.has(id))
}

/** The names of who gave these answers since a time, by survey. */
async function namesIn(
  database: Database,
  answers: readonly Place[],
  since: number,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const places = JSON.stringify(answers.map(({ surveyId, id }) => [surveyId, id]))
  const rows = await database.orm.all<{ surveyId: string; name: string }>(sql`
    SELECT DISTINCT r.survey_id AS surveyId, ${person} AS name
    FROM json_each(${places}) j CROSS JOIN responses r ON r.survey_id = j.value ->> 0 AND r.id = j.value ->> 1
    WHERE r.answered_at >= ${since} AND ${person} IS NOT NULL`)
  const bySurvey = Map.groupBy(rows, ({ surveyId }) => surveyId)
  return new Map([...bySurvey].map(([id, some]) => [id, some.map(({ name }) => name)]))
}

/** Whose the emails are that stand alone in answers of a workspace. */
function ownersAlone(database: Database, workspaceId: string): Promise<OwnedEmail[]> {
  return ownersOf(
    database,
    sql`${workspaceId}`,
    sql`SELECT DISTINCT substr(${person}, 7) AS email, r.respondent_verified AS verified
      FROM surveys s CROSS JOIN responses r INDEXED BY responses_by_person ON r.survey_id = s.id
      WHERE s.workspace_id = ${workspaceId} AND ${person} IS NOT NULL AND ${isEmail(person)}`,
  )
}

/** Those of a survey who go by one name, but for some names: each answer since the time is looked at. */
async function underOneName(
  database: Database,
  { id, ranks }: RankedSurvey,
  { property, since }: FallenSelection,
  apart: readonly string[],
): Promise<Fallen[]> {
  const [personOfB, value, rank] = [sql.raw(personOf('b')), propertyText('p'), JSON.stringify(ranks)]
  const beside = (more: SQL) => sql`FROM responses b INDEXED BY responses_by_person
    WHERE b.survey_id = ${id} AND ${personOfB} = ${person} AND ${personOfB} IS NOT NULL
      AND b.respondent_verified = r.respondent_verified AND b.state = 'counted' AND ${more}`
  const others =
    apart.length > 0
      ? sql`AND ${person} NOT IN (SELECT value FROM json_each(${JSON.stringify(apart)}))`
      : sql``
  const end = Number.MAX_SAFE_INTEGER
  const cuts = database.copy ? await cutsBetween(database, id, { from: since, to: end }, inOnePiece) : []
  const edges = [since, ...cuts, end]
  const found: Fallen[] = []
  for (const [place, to] of edges.slice(1).entries())
    found.push(
      ...(await database.orm.all<Fallen>(sql`
        SELECT ${value} AS account, f.person, ${id} AS surveyId, f.rating, f.answered_at AS answeredAt,
          q.rating AS before, q.answered_at AS beforeAt
        FROM (
          SELECT ${person} AS person, r.rating, r.answered_at, r.properties,
            (SELECT b.id ${beside(sql`(b.answered_at, b.id) < (r.answered_at, r.id)`)}
              ORDER BY b.answered_at DESC, b.id DESC LIMIT 1) AS earlier
          FROM responses r
          WHERE r.survey_id = ${id} AND r.answered_at >= ${edges[place]!} AND r.answered_at < ${to} AND r.state = 'counted'
            AND ${person} IS NOT NULL ${others} AND ${rank} ->> r.rating < ${Math.max(...ranks)}
            AND NOT EXISTS (SELECT 1 ${beside(sql`(b.answered_at, b.id) > (r.answered_at, r.id)`)})) f
        CROSS JOIN responses q ON q.survey_id = ${id} AND q.id = f.earlier
        CROSS JOIN json_each(f.properties) p ON p.key = ${property}
        WHERE ${rank} ->> f.rating < ${rank} ->> q.rating`)),
    )
  return found
}

const personOf = (alias: string) =>
  `coalesce('id ' || ${alias}.respondent_id, 'email ' || lower(${alias}.respondent_email))`

/** Those of a survey with one of some names, which are perhaps one person's: their answers are gone through in time. */
function amongNames(
  database: Database,
  { id, ranks }: RankedSurvey,
  { property, since, of }: FallenSelection,
  owners: readonly OwnedEmail[],
  names: readonly string[],
): Promise<Fallen[]> {
  const { who, joined } = withOwners(owners, person, sql`r.respondent_verified`)
  const [value, rank] = [propertyText('p'), JSON.stringify(ranks)]
  return database.orm.all<Fallen>(sql`
    SELECT ${value} AS account, f.person, ${id} AS surveyId, f.rating, f.answered_at AS answeredAt, f.before, f.beforeAt
    FROM (
      SELECT ${who} AS person, r.id, r.rating, r.answered_at, lag(r.rating) OVER own AS before,
        lag(r.answered_at) OVER own AS beforeAt, lead(r.id) OVER own AS later
      FROM responses r INDEXED BY responses_by_person ${joined}
      WHERE r.survey_id = ${id} AND ${person} IN (SELECT value FROM json_each(${JSON.stringify([...new Set(names)])}))
        AND ${person} IS NOT NULL AND r.state = 'counted'
      WINDOW own AS (PARTITION BY ${who}, r.respondent_verified ORDER BY r.answered_at, r.id)) f
    CROSS JOIN responses r ON r.survey_id = ${id} AND r.id = f.id
    CROSS JOIN json_each(r.properties) p ON p.key = ${property}
    WHERE f.later IS NULL AND f.before IS NOT NULL AND f.answered_at >= ${since}
      AND ${rank} ->> f.rating < ${rank} ->> f.before ${of ? sql`AND ${value} = ${of.account}` : sql``}`)
}
