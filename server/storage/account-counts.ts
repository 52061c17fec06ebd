import { sql } from 'drizzle-orm'
import { millisecondsADay } from '../../shared/day.ts'
import { channels } from '../../shared/response.ts'
import { pointColumns } from './counts/tally.ts'
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
  readonly firstWeek: number | null
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

/** Surveys whose counts are added up at once: saves to a file wait for them. */
const atOnce = 25

/** The accounts of a workspace with their counts, from those that are kept by segment, by name. */
export async function countAccounts(
  database: Database,
  selection: AccountSelection,
): Promise<AccountCounts[]> {
  const { surveyIds } = selection
  const step = database.copy ? atOnce : surveyIds.length
  const totals = new Map<string, Row>()
  for (let start = 0; start < surveyIds.length; start += step)
    for (const row of await countSome(database, {
      ...selection,
      surveyIds: surveyIds.slice(start, start + step),
    }))
      totals.set(row.account, added(totals.get(row.account), row))
  return [...totals.values()]
    .sort((a, b) => (a.account < b.account ? -1 : 1))
    .slice(0, mostAccounts + 1)
    .map(({ counts, weeks, ...row }) => {
      const heard = new Set(weeks)
      return { ...row, counts, firstWeek: heard.size > 0 ? Math.min(...heard) : null, weeksHeard: heard.size }
    })
}

/** The counts of an account over some surveys, with the weeks in which it was heard. */
interface Row extends Pick<AccountCounts, 'account' | 'counts' | 'n' | 'lastDay'> {
  readonly weeks: readonly number[]
}

function added(sum: Row | undefined, row: Row): Row {
  if (!sum) return row
  return {
    account: row.account,
    counts: row.counts.map((count, rating) => count + sum.counts[rating]!),
    n: sum.n + row.n,
    lastDay: Math.max(sum.lastDay, row.lastDay),
    weeks: [...sum.weeks, ...row.weeks],
  }
}

async function countSome(database: Database, selection: AccountSelection): Promise<Row[]> {
  const { property, surveyIds, scoredIds, fromDay, toDay, weeksFrom, account } = selection
  const isScored = sql`(scored AND day >= ${fromDay} AND day < ${toDay})`
  const points = pointColumns.map((column) => sql`sum(iif(${isScored}, ${sql.raw(column)}, 0))`)
  const scored = new Set(scoredIds)
  const listed = JSON.stringify(surveyIds.map((id) => [id, scored.has(id) ? 1 : 0]))
  const rows = await database.orm.all<
    Omit<Row, 'counts' | 'weeks'> & { counts: string; weeks: string | null }
  >(sql`
    SELECT value AS account, json_array(${sql.join(points, sql`, `)}) AS counts, sum(${answers}) AS n,
      max(day) AS lastDay, group_concat(DISTINCT iif(day >= ${weeksFrom}, day / 7, NULL)) AS weeks
    FROM (
      SELECT d.*, j.value ->> 1 AS scored FROM json_each(${listed}) j
      CROSS JOIN segment_counts d ON d.survey_id = j.value ->> 0 AND d.property = ${property}
        ${account === undefined ? sql`` : sql`AND d.value = ${account}`}
        AND d.channel IN (${list(channels)}) AND d.state = 'counted'
      WHERE ${answers} > 0)
    GROUP BY value`)
  return rows.map(({ counts, weeks, ...row }) => ({
    ...row,
    counts: JSON.parse(counts) as number[],
    weeks: weeks === null ? [] : weeks.split(',').map(Number),
  }))
}

const list = (names: readonly string[]) =>
  sql.join(
    names.map((name) => sql`${name}`),
    sql`, `,
  )

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
