import { type SQL, sql } from 'drizzle-orm'
import { millisecondsADay } from '../../../shared/day.ts'
import type { Database } from '../db.ts'
import type { OwnedEmail } from '../person.ts'
import { isEmail, ownersIn, withOwners } from './owners.ts'
import { person } from './scan.ts'

/** Views of a survey in `[from, to)`, and how many of them were dismissed. */
export async function countViews(
  database: Database,
  surveyId: string,
  from: number,
  to: number,
): Promise<{ shown: number; dismissed: number }> {
  const [first, end] = [Math.floor(from / millisecondsADay), Math.floor(to / millisecondsADay)]
  const piece = (edge: number, sign: number) => sql`
    SELECT ${sign} * count(*) AS shown, ${sign} * count(dismissed_at) AS dismissed FROM views
    WHERE survey_id = ${surveyId} AND shown_at >= ${edge - (edge % millisecondsADay)} AND shown_at < ${edge}`
  const [row] = await database.orm.all<{ shown: number; dismissed: number }>(sql`
    SELECT coalesce(sum(shown), 0) AS shown, coalesce(sum(dismissed), 0) AS dismissed FROM (
      SELECT shown, dismissed FROM view_counts
      WHERE survey_id = ${surveyId} AND day >= ${first} AND day < ${end}
      UNION ALL ${piece(from, -1)} UNION ALL ${piece(to, 1)})`)
  return row!
}

/** By how much views and answers of the widget exceed the people behind them, who may come more than once. */
export interface Repeats {
  readonly shown: number
  readonly dismissed: number
  readonly answered: number
  readonly commented: number
  /** Views of people who are known by an id or email. */
  readonly known: number
}

/** The repeats of known people in `[from, to)`; nobody knows how often the others came. */
export async function countRepeats(
  database: Database,
  surveyId: string,
  from: number,
  to: number,
): Promise<Repeats> {
  const period = { surveyId, from, to }
  const [owners, late] = await Promise.all([ownersOfAlone(database, period), knownByAnswer(database, period)])
  const owned = owners.flatMap(({ email, id }) => [`email ${email}`, `id ${id}`])
  const [views, answers] = await Promise.all([
    repeatsIn(database, {
      rows: viewsBy(period),
      owners,
      late,
      apart: [...owned, ...late.map(([name]) => name)],
    }),
    repeatsIn(database, { rows: answersBy(period), owners, late: [], apart: owned }),
  ])
  return {
    ...{ shown: views.again, dismissed: views.marked, known: views.n },
    ...{ answered: answers.again, commented: answers.marked },
  }
}

/** A survey and milliseconds, `[from, to)`. */
interface Period {
  readonly surveyId: string
  readonly from: number
  readonly to: number
}

/** Query: `name`, `claim` and `marked` of people in the order of an index; `only` is a condition on their names. */
type Rows = (only: (name: SQL) => SQL) => SQL

const shownIn = ({ surveyId, from, to }: Period) =>
  sql`v.survey_id = ${surveyId} AND v.shown_at >= ${from} AND v.shown_at < ${to}`

/** Views, of those whose person was known when they were shown it; marked when dismissed. */
function viewsBy(period: Period): Rows {
  return (only) => sql`
    SELECT v.person AS name, v.person_verified AS claim, v.dismissed_at IS NOT NULL AS marked
    FROM views v INDEXED BY views_of_people
    WHERE ${shownIn(period)} AND v.person IS NOT NULL AND ${only(sql`v.person`)}`
}

/** Counted answers of the widget; marked when there is a comment. */
function answersBy({ surveyId, from, to }: Period): Rows {
  return (only) => sql`
    SELECT ${person} AS name, r.respondent_verified AS claim, r.comment IS NOT NULL AS marked
    FROM responses r INDEXED BY responses_by_person
    WHERE r.survey_id = ${surveyId} AND ${person} IS NOT NULL AND ${only(person)} AND r.channel = 'widget'
      AND r.state = 'counted' AND r.answered_at >= ${from} AND r.answered_at < ${to}`
}

/** A person, whether vouched for, and whether it was dismissed. */
type Late = readonly [name: string, claim: number, marked: number]

/** Views of nobody known, whose person is known by the answer. */
async function knownByAnswer(database: Database, period: Period): Promise<Late[]> {
  const rows = await database.orm.all<{ name: string; claim: number; marked: number }>(sql`
    SELECT ${person} AS name, r.respondent_verified AS claim, v.dismissed_at IS NOT NULL AS marked
    FROM views v INDEXED BY views_of_nobody CROSS JOIN responses r ON r.survey_id = v.survey_id AND r.id = v.id
    WHERE ${shownIn(period)} AND v.person IS NULL AND r.channel = 'widget' AND ${person} IS NOT NULL
      AND EXISTS (SELECT 1 FROM responses r INDEXED BY responses_by_person
        WHERE r.survey_id = ${period.surveyId} AND ${person} IS NOT NULL)`)
  return rows.map(({ name, claim, marked }) => [name, claim, marked])
}

/** Whose the emails are by which alone people of the period are known. */
function ownersOfAlone(database: Database, period: Period): Promise<OwnedEmail[]> {
  return ownersIn(
    database,
    period.surveyId,
    sql`SELECT DISTINCT substr(v.person, 7) AS email, v.person_verified AS verified
      FROM views v INDEXED BY views_of_people
      WHERE ${shownIn(period)} AND v.person IS NOT NULL AND ${isEmail(sql`v.person`)}
      UNION SELECT DISTINCT substr(${person}, 7), r.respondent_verified
      FROM responses r INDEXED BY responses_by_person
      WHERE r.survey_id = ${period.surveyId} AND ${person} IS NOT NULL AND ${isEmail(person)}`,
  )
}

interface Counting {
  readonly rows: Rows
  readonly owners: readonly OwnedEmail[]
  readonly late: readonly Late[]
  /** Names under which perhaps only a part of a person's rows stand. */
  readonly apart: readonly string[]
}

interface Again {
  readonly n: number
  /** Rows beyond the first of each person, and those of them that are marked. */
  readonly again: number
  readonly marked: number
}

/**
 * Rows by name are counted in the order of an index, without sorting them. Those of names that stand apart are taken
 * out again, and counted together with what else is their people's.
 */
async function repeatsIn(database: Database, { rows, owners, late, apart }: Counting): Promise<Again> {
  const all = await countAgain(database, rows, (name) => sql`${name} IS NOT NULL`, sql`name`, sql``)
  if (apart.length === 0) return all
  const names = JSON.stringify([...new Set(apart)])
  const only = (name: SQL) => sql`${name} IN (SELECT value FROM json_each(${names}))`
  const whole: Rows = (some) => sql`${rows(some)}
    UNION ALL SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(${JSON.stringify(late)})`
  const { who, joined } = withOwners(owners, sql`name`, sql`claim`)
  const [alone, together] = await Promise.all([
    countAgain(database, rows, only, sql`name`, sql``),
    countAgain(database, whole, only, who, joined),
  ])
  const sum = (part: keyof Again) => all[part] - alone[part] + together[part]
  return { n: sum('n'), again: sum('again'), marked: sum('marked') }
}

async function countAgain(
  database: Database,
  rows: Rows,
  only: (name: SQL) => SQL,
  who: SQL,
  joined: SQL,
): Promise<Again> {
  const [row] = await database.orm.all<Again>(sql`
    SELECT coalesce(sum(n), 0) AS n, coalesce(sum(n - 1), 0) AS again, coalesce(sum(max(marked - 1, 0)), 0) AS marked
    FROM (SELECT count(*) AS n, sum(marked) AS marked FROM (${rows(only)}) ${joined} GROUP BY ${who}, claim)`)
  return row!
}

/** When a survey was first and last shown or answered, in milliseconds; `null` when never. */
export async function activityOf(
  database: Database,
  surveyId: string,
): Promise<{ first: number; last: number } | null> {
  const [row] = await database.orm.all<{ first: number | null; last: number | null }>(sql`
    SELECT min(first) AS first, max(last) AS last FROM (
      SELECT (SELECT min(answered_at) FROM responses WHERE survey_id = ${surveyId}) AS first,
        (SELECT max(answered_at) FROM responses WHERE survey_id = ${surveyId}) AS last
      UNION ALL
      SELECT (SELECT min(shown_at) FROM views WHERE survey_id = ${surveyId}),
        (SELECT max(shown_at) FROM views WHERE survey_id = ${surveyId}))`)
  return row?.first == null || row.last == null ? null : { first: row.first, last: row.last }
}
