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

/** Counts added up in one query: saves to a file wait for it. */
const rowsAtOnce = 30_000

/** The accounts of a workspace with their counts, from those that are kept by segment, by name. */
export async function countAccounts(
  database: Database,
  selection: AccountSelection,
  atOnce = rowsAtOnce,
): Promise<AccountCounts[]> {
  const isInPieces = database.copy && selection.account === undefined
  const pieces = isInPieces ? piecesOf(database, selection, atOnce) : [selection]
  const totals = new Map<string, Row>()
  for await (const piece of pieces)
    for (const row of await countSome(database, { ...selection, ...piece }))
      totals.set(row.account, added(totals.get(row.account), row))
  return [...totals.values()]
    .sort((a, b) => (a.account < b.account ? -1 : 1))
    .slice(0, mostAccounts + 1)
    .map(({ counts, weeks, ...row }) => {
      const heard = new Set(weeks)
      return { ...row, counts, firstWeek: heard.size > 0 ? Math.min(...heard) : null, weeksHeard: heard.size }
    })
}

/** Some surveys with all their accounts, or one with those after a name, up to another and with it. */
interface Piece {
  readonly surveyIds: readonly string[]
  readonly after?: string
  readonly upTo?: string
}

const surveysLookedAt = 25

async function* piecesOf(
  database: Database,
  { surveyIds, property }: AccountSelection,
  atOnce: number,
): AsyncGenerator<Piece> {
  let [together, rows]: [string[], number] = [[], 0]
  for (let start = 0; start < surveyIds.length; start += surveysLookedAt) {
    const ids = surveyIds.slice(start, start + surveysLookedAt)
    for (const survey of await sizesOf(database, ids, property, atOnce)) {
      if (survey.rows > atOnce) yield* piecesByName(database, survey.id, property, atOnce)
      else {
        if (rows + survey.rows > atOnce) {
          yield { surveyIds: together }
          together = []
          rows = 0
        }
        together.push(survey.id)
        rows += survey.rows
      }
    }
  }
  if (together.length > 0) yield { surveyIds: together }
}

/** How many counts surveys have of a property, by their ids; one above `most` where there are more. */
function sizesOf(database: Database, ids: readonly string[], property: string, most: number) {
  return database.orm.all<{ id: string; rows: number }>(sql`
    SELECT j.value AS id, (SELECT count(*) FROM (SELECT 1 FROM segment_counts d
      WHERE d.survey_id = j.value AND d.property = ${property} LIMIT ${most + 1})) AS rows
    FROM json_each(${JSON.stringify(ids)}) j`)
}

async function* piecesByName(
  database: Database,
  id: string,
  property: string,
  atOnce: number,
): AsyncGenerator<Piece> {
  let after: string | undefined
  for (;;) {
    const [next] = await database.orm.all<{ name: string }>(sql`SELECT d.value AS name FROM segment_counts d
      WHERE d.survey_id = ${id} AND d.property = ${property} ${after === undefined ? sql`` : sql`AND d.value > ${after}`}
      ORDER BY d.value LIMIT 1 OFFSET ${atOnce}`)
    yield { surveyIds: [id], ...(after !== undefined && { after }), ...(next && { upTo: next.name }) }
    if (!next) return
    after = next.name
  }
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

async function countSome(database: Database, selection: AccountSelection & Piece): Promise<Row[]> {
  const { property, surveyIds, scoredIds, fromDay, toDay, weeksFrom, account, after, upTo } = selection
  const named = [
    ...(account === undefined ? [] : [sql`AND d.value = ${account}`]),
    ...(after === undefined ? [] : [sql`AND d.value > ${after}`]),
    ...(upTo === undefined ? [] : [sql`AND d.value <= ${upTo}`]),
  ]
  const points = pointColumns.map(
    (column) => sql`coalesce(sum(${sql.raw(column)}) FILTER (WHERE isScored), 0)`,
  )
  const scored = new Set(scoredIds)
  const listed = JSON.stringify(surveyIds.map((id) => [id, scored.has(id) ? 1 : 0]))
  // The limit keeps SQLite from working `isScored` out anew for each sum, which takes a third of the whole.
  const rows = await database.orm.all<
    Omit<Row, 'counts' | 'weeks'> & { counts: string; weeks: string | null }
  >(sql`
    SELECT value AS account, json_array(${sql.join(points, sql`, `)}) AS counts, sum(n) AS n,
      max(day) AS lastDay, group_concat(DISTINCT iif(day >= ${weeksFrom}, day / 7, NULL)) AS weeks
    FROM (
      SELECT d.*, ${answers} AS n, j.value ->> 1 AND day >= ${fromDay} AND day < ${toDay} AS isScored
      FROM json_each(${listed}) j
      CROSS JOIN segment_counts d ON d.survey_id = j.value ->> 0 AND d.property = ${property}
        ${sql.join(named, sql` `)}
        AND d.channel IN (${list(channels)}) AND d.state = 'counted'
      WHERE ${answers} > 0 LIMIT -1)
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
