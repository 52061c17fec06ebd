import { type SQL, sql } from 'drizzle-orm'
import { millisecondsADay } from '../../shared/day.ts'
import { channels } from '../../shared/response.ts'
import { pointColumns, propertyText } from './counts/tally.ts'
import type { Database } from './db.ts'
import { emailKey } from './email-key.ts'
import { emailName, idName } from './tombstones.ts'

/** Accounts that one list looks at. */
export const mostAccounts = 20_000

/** The counted answers of one account: a value of the property that names it. */
export interface AccountCounts {
  readonly account: string
  /** By rating 0 … 10, of some of the surveys in a period. */
  readonly counts: readonly number[]
  /** Counted answers to any survey, at any time. */
  readonly n: number
  /** The first and last UTC day of them, in days since 1970; of the last two years for the weeks. */
  readonly lastDay: number
  readonly firstWeek: number
  readonly weeksHeard: number
}

/** Which accounts are counted, and of what their score is. */
export interface AccountSelection {
  readonly property: string
  /** All surveys of the workspace, and those of which the score is. */
  readonly surveyIds: readonly string[]
  readonly scoredIds: readonly string[]
  /** UTC days since 1970: the score is of answers in `[fromDay, toDay)`, the weeks are looked at from `weeksFrom` on. */
  readonly fromDay: number
  readonly toDay: number
  readonly weeksFrom: number
  /** Only this account. */
  readonly account?: string
}

const answers = sql.raw(pointColumns.join(' + '))

/** The accounts of a workspace with their counts, from those that are kept by segment. */
export async function countAccounts(
  database: Database,
  selection: AccountSelection,
): Promise<AccountCounts[]> {
  const { property, surveyIds, scoredIds, fromDay, toDay, weeksFrom, account } = selection
  const isScored = sql`(scored AND day >= ${fromDay} AND day < ${toDay})`
  const points = pointColumns.map((column) => sql`sum(iif(${isScored}, ${sql.raw(column)}, 0))`)
  const listed = JSON.stringify(surveyIds.map((id) => [id, scoredIds.includes(id) ? 1 : 0]))
  const rows = await database.orm.all<Omit<AccountCounts, 'counts'> & { counts: string }>(sql`
    SELECT value AS account, json_array(${sql.join(points, sql`, `)}) AS counts, sum(${answers}) AS n,
      max(day) AS lastDay, min(iif(day >= ${weeksFrom}, day / 7, NULL)) AS firstWeek,
      count(DISTINCT iif(day >= ${weeksFrom}, day / 7, NULL)) AS weeksHeard
    FROM (
      SELECT d.*, j.value ->> 1 AS scored FROM json_each(${listed}) j
      CROSS JOIN segment_counts d ON d.survey_id = j.value ->> 0 AND d.property = ${property}
        ${account === undefined ? sql`` : sql`AND d.value = ${account}`}
        AND d.channel IN (${list(channels)}) AND d.state = 'counted'
      WHERE ${answers} > 0)
    GROUP BY value LIMIT ${mostAccounts + 1}`)
  return rows.map(({ counts, ...row }) => ({ ...row, counts: JSON.parse(counts) as number[] }))
}

const list = (names: readonly string[]) =>
  sql.join(
    names.map((name) => sql`${name}`),
    sql`, `,
  )

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

// As the index of people has it.
const personOf = (alias: string) =>
  sql.raw(`coalesce('id ' || ${alias}.respondent_id, 'email ' || lower(${alias}.respondent_email))`)

/** Everybody whose newest answer to a survey was given since a time and is in a lower band than their one before. */
export function findFallen(
  database: Database,
  { property, surveys, since, account }: FallenSelection,
): Promise<Fallen[]> {
  const given = JSON.stringify(surveys.map(({ id, ranks }) => [id, ranks, Math.max(...ranks)]))
  const value = propertyText('p')
  const rankOf = (rating: string) => sql.raw(`json_extract(j.value, '$[1][' || ${rating} || ']')`)
  const beside = (order: SQL, more: SQL) => sql`
    SELECT b.id FROM responses b
    WHERE b.survey_id = r.survey_id AND ${personOf('b')} = ${personOf('r')} AND ${personOf('b')} IS NOT NULL
      AND b.respondent_verified = r.respondent_verified AND b.state = 'counted' AND ${more}
    ${order} LIMIT 1`
  return database.orm.all<Fallen>(sql`
    SELECT f.account, f.person, f.surveyId, f.rating, f.answeredAt, q.rating AS before, q.answered_at AS beforeAt
    FROM (
      SELECT ${value} AS account, ${personOf('r')} AS person, r.survey_id AS surveyId, r.rating,
        r.answered_at AS answeredAt, ${rankOf('r.rating')} AS rank, j.value AS survey,
        (${beside(sql`ORDER BY b.answered_at DESC, b.id DESC`, sql`(b.answered_at, b.id) < (r.answered_at, r.id)`)}) AS earlier
      FROM json_each(${given}) j
      CROSS JOIN responses r ON r.survey_id = j.value ->> 0 AND r.answered_at >= ${since}
      CROSS JOIN json_each(r.properties) p ON p.key = ${property}
      WHERE r.state = 'counted' AND ${personOf('r')} IS NOT NULL AND ${rankOf('r.rating')} < j.value ->> 2
        ${account === undefined ? sql`` : sql`AND ${value} = ${account}`}
        AND NOT EXISTS (${beside(sql``, sql`(b.answered_at, b.id) > (r.answered_at, r.id)`)})
    ) f CROSS JOIN responses q ON q.survey_id = f.surveyId AND q.id = f.earlier
    WHERE f.rank < json_extract(f.survey, '$[1][' || q.rating || ']')
    ORDER BY f.answeredAt DESC`)
}

export interface FallenSelection {
  readonly property: string
  readonly surveys: readonly RankedSurvey[]
  /** Milliseconds. */
  readonly since: number
  readonly account?: string
}

/** How often people were asked after a time of their own: shown a survey, or mailed one. */
export async function asksSince(
  database: Database,
  workspaceId: string,
  people: readonly { readonly id: string | null; readonly email: string | null; readonly since: number }[],
): Promise<number[]> {
  const given = people.map(({ id, email, since }) => [
    id === null ? emailName(email!) : idName(id),
    email === null ? null : emailKey(email),
    id,
    since,
  ])
  const rows = await database.orm.all<{ asks: number }>(sql`
    SELECT (SELECT count(*) FROM views v JOIN surveys s ON s.id = v.survey_id
        WHERE s.workspace_id = ${workspaceId} AND v.person = j.value ->> 0 AND v.shown_at > j.value ->> 3)
      + (SELECT count(*) FROM recipients m
        WHERE m.workspace_id = ${workspaceId} AND m.email = j.value ->> 1 AND m.last_sent_at > j.value ->> 3)
      + (SELECT count(*) FROM recipients m
        WHERE m.workspace_id = ${workspaceId} AND m.respondent_id = j.value ->> 2 AND m.last_sent_at > j.value ->> 3
          AND m.email IS NOT j.value ->> 1) AS asks
    FROM json_each(${JSON.stringify(given)}) j ORDER BY j.key`)
  return rows.map(({ asks }) => asks)
}

/** The UTC day of a time, in days since 1970. */
export const dayOfTime = (time: number) => Math.floor(time / millisecondsADay)
