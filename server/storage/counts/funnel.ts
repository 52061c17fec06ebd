import { type SQL, sql } from 'drizzle-orm'
import { millisecondsADay } from '../../../shared/day.ts'
import type { Database } from '../db.ts'
import { isEmail, ownersAmong } from './owners.ts'
import { peopleInSlices } from './people-slices.ts'
import { inOneCovered } from './pieces.ts'
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

/**
 * The repeats of known people in `[from, to)`; nobody knows how often the others came. Each name is counted by itself,
 * some of them in one query, since saves to a file wait for it; those of names that are perhaps one person's are taken
 * out again and counted anew.
 */
export async function countRepeats(
  database: Database,
  surveyId: string,
  from: number,
  to: number,
  atATime = inOneCovered,
): Promise<Repeats> {
  const period = { surveyId, from, to }
  const [views, answers] = [viewsBy(period), answersBy(period)]
  const read = async (rows: SQL) => database.orm.all<Again>(rows)
  const sums = [countApart(database, period)]
  for await (const { which } of peopleInSlices(database, surveyId, [], atATime)) {
    sums.push(read(sql`${countAgain(views(which))} UNION ALL ${countAgain(answers(which))}`))
    if (database.copy) await sums.at(-1)
  }
  const found = await Promise.all(sums)
  const [ofViews, ofAnswers] = [0, 1].map((place) => sumOf(found.map((rows) => rows[place]!)))
  return {
    ...{ shown: ofViews!.again, dismissed: ofViews!.marked, known: ofViews!.n },
    ...{ answered: ofAnswers!.again, commented: ofAnswers!.marked },
  }
}

/** By how much the views, and the answers, of people with several names repeat beyond what is counted of each name. */
async function countApart(database: Database, period: Period): Promise<Again[]> {
  const ownNames = sql`SELECT alone FROM owned UNION SELECT owner FROM owned`
  const views = { rows: viewsBy(period), late: sql`SELECT * FROM late`, apart: sql`views_apart` }
  const answers = { rows: answersBy(period), late: null, apart: sql`answers_apart` }
  const rows = await database.orm.all<Again>(sql`
    WITH owned (alone, claimed, owner) AS MATERIALIZED (
        SELECT 'email ' || email, verified, 'id ' || id FROM (${ownersOfAlone(period)})),
      late (name, claim, marked) AS MATERIALIZED (${knownByAnswer(period)}),
      answers_apart (name) AS MATERIALIZED (${ownNames}),
      views_apart (name) AS MATERIALIZED (${ownNames} UNION SELECT name FROM late)
    ${repeatsApart(views)} UNION ALL ${repeatsApart(answers)}`)
  return [sumOf(rows.slice(0, 2)), sumOf(rows.slice(2))]
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

/** Query: views of nobody known, whose person is known by the answer. */
const knownByAnswer = (period: Period) => sql`
  SELECT ${person} AS name, r.respondent_verified AS claim, v.dismissed_at IS NOT NULL AS marked
  FROM views v INDEXED BY views_of_nobody CROSS JOIN responses r ON r.survey_id = v.survey_id AND r.id = v.id
  WHERE ${shownIn(period)} AND v.person IS NULL AND r.channel = 'widget' AND ${person} IS NOT NULL
    AND EXISTS (SELECT 1 FROM responses r INDEXED BY responses_by_person
      WHERE r.survey_id = ${period.surveyId} AND ${person} IS NOT NULL)`

/** Query: whose the emails are by which alone people of the period are known. */
const ownersOfAlone = (period: Period) =>
  ownersAmong(
    period.surveyId,
    sql`SELECT DISTINCT substr(v.person, 7) AS email, v.person_verified AS verified
      FROM views v INDEXED BY views_of_people
      WHERE ${shownIn(period)} AND v.person IS NOT NULL AND ${isEmail(sql`v.person`)}
      UNION SELECT DISTINCT substr(${person}, 7), r.respondent_verified
      FROM responses r INDEXED BY responses_by_person
      WHERE r.survey_id = ${period.surveyId} AND ${person} IS NOT NULL AND ${isEmail(person)}`,
  )

interface Counting {
  readonly rows: Rows
  /** Query: rows of people whom `rows` does not know. */
  readonly late: SQL | null
  /** Table: names under which perhaps only a part of a person's rows stand. */
  readonly apart: SQL
}

interface Again {
  readonly n: number
  /** Rows beyond the first of each person, and those of them that are marked. */
  readonly again: number
  readonly marked: number
}

/** Query of two rows to add up: what was counted of the names apart, taken out again, and what their people repeat. */
function repeatsApart({ rows, late, apart }: Counting): SQL {
  const only = (name: SQL) => sql`${name} IN (SELECT name FROM ${apart})`
  const whole = late ? sql`${rows(only)} UNION ALL ${late}` : rows(only)
  return sql`${countAgain(rows(only), -1)}
    UNION ALL ${countAgain(sql`SELECT coalesce(o.owner, name) AS name, claim, marked FROM (${whole})
      LEFT JOIN owned o ON o.alone = name AND o.claimed = claim`)}`
}

/** Query: how often names repeat among rows, which in the order of an index are counted without sorting them. */
function countAgain(rows: SQL, sign: 1 | -1 = 1): SQL {
  const times = sql.raw(`${sign}`)
  return sql`
    SELECT ${times} * coalesce(sum(n), 0) AS n, ${times} * coalesce(sum(n - 1), 0) AS again,
      ${times} * coalesce(sum(max(marked - 1, 0)), 0) AS marked
    FROM (SELECT count(*) AS n, sum(marked) AS marked FROM (${rows}) GROUP BY name, claim)`
}

function sumOf(rows: readonly Again[]): Again {
  const sum = (part: keyof Again) => rows.reduce((total, row) => total + row[part], 0)
  return { n: sum('n'), again: sum('again'), marked: sum('marked') }
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
