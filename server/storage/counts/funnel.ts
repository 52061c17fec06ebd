import { sql } from 'drizzle-orm'
import { millisecondsADay } from '../../../shared/day.ts'
import type { Database } from '../db.ts'
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
  const within = sql`v.survey_id = ${surveyId} AND v.shown_at >= ${from} AND v.shown_at < ${to}`
  const owners = await ownersIn(
    database,
    surveyId,
    sql`SELECT DISTINCT substr(v.person, 7) AS email, v.person_verified AS verified FROM views v
      WHERE ${within} AND ${isEmail(sql`v.person`)}
      UNION SELECT DISTINCT substr(${person}, 7), r.respondent_verified
      FROM responses r INDEXED BY responses_by_person
      WHERE r.survey_id = ${surveyId} AND ${person} IS NOT NULL AND ${isEmail(person)}`,
  )
  const named = withOwners(owners, sql`name`, sql`claim`)
  // Who was not known when it was shown may be by the answer.
  const seen = sql`
    SELECT v.person AS name, v.person_verified AS claim, v.dismissed_at IS NOT NULL AS marked
    FROM views v WHERE ${within} AND v.person IS NOT NULL
    UNION ALL SELECT ${person}, r.respondent_verified, v.dismissed_at IS NOT NULL
    FROM responses r INDEXED BY responses_by_person
    CROSS JOIN views v ON v.survey_id = r.survey_id AND v.id = r.id
    WHERE r.survey_id = ${surveyId} AND ${person} IS NOT NULL AND r.channel = 'widget' AND ${within} AND v.person IS NULL`
  const said = sql`
    SELECT ${person} AS name, r.respondent_verified AS claim, r.comment IS NOT NULL AS marked
    FROM responses r INDEXED BY responses_by_person
    WHERE r.survey_id = ${surveyId} AND ${person} IS NOT NULL AND r.channel = 'widget' AND r.state = 'counted'
      AND r.answered_at >= ${from} AND r.answered_at < ${to}`
  const repeatsOf = async (rows: typeof seen) => {
    const whose = sql`(${named.who} || ' ' || claim)`
    const [row] = await database.orm.all<{ n: number; all: number; marked: number }>(sql`
      SELECT count(*) AS n, count(*) - count(DISTINCT ${whose}) AS "all",
        coalesce(sum(marked), 0) - count(DISTINCT iif(marked, ${whose}, NULL)) AS marked
      FROM (${rows}) ${named.joined}`)
    return row!
  }
  const [views, answers] = [await repeatsOf(seen), await repeatsOf(said)]
  return {
    ...{ shown: views.all, dismissed: views.marked, known: views.n },
    ...{ answered: answers.all, commented: answers.marked },
  }
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
