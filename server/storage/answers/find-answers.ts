import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../db.ts'
import { placesAMillisecond } from './index-answers.ts'
import { conditionOf, expressionOf, type Match } from './match.ts'
import { facet } from './terms.ts'

/** Filters the answers of a database; `match` names the workspace or its surveys. */
export interface AnswerFilter {
  readonly match: Match
  /** Milliseconds, `[from, to)`; `null` is open. */
  readonly from: number | null
  readonly to: number | null
  /** Only answers that mention the theme, as found under these editions. */
  readonly theme: { readonly name: string; readonly editions: readonly number[] } | null
}

/** Where an answer is: `key` is its place in the order of time. */
export interface FoundAnswer {
  readonly key: number
  readonly surveyId: string
  readonly id: string
}

/** A count that stops at `mostCounted` where counting on would take too long. */
export interface AnswerCount {
  readonly n: number
  readonly isMore: boolean
}

const mostCounted = 10_000

/** Answers in a direction from a place: `before` it (older), or `after` it (newer). */
export type Place = { readonly before: number } | { readonly after: number } | null

/** Answers that fit, newest first, at most `limit`. After a place, those nearest to it, the nearest first. */
export async function findAnswers(
  database: Database,
  filter: AnswerFilter,
  place: Place,
  limit: number,
): Promise<FoundAnswer[]> {
  const order = place && 'after' in place ? sql`ASC` : sql`DESC`
  const columns = sql`a.key, a.survey_id AS surveyId, a.id`
  if (filter.theme && (await isThemeRarer(database, filter)))
    return database.orm.all(sql`
      SELECT ${columns} FROM ${mentioned(filter)} CROSS JOIN ${byMention}
      WHERE ${conditionOf(filter.match, sql`a.terms`)} ${within(filter, sql`a.key`)} ${beyond(place, sql`a.key`)}
      ORDER BY t.answered_at ${order}, a.key ${order} LIMIT ${limit}`)
  return database.orm.all(sql`
    SELECT ${columns} FROM answer_words w CROSS JOIN answer_index a ON a.key = w.rowid
    WHERE answer_words MATCH ${expressionOf(filter.match)} ${within(filter, sql`w.rowid`)} ${beyond(place, sql`w.rowid`)}
      ${mentions(filter)}
    ORDER BY w.rowid ${order} LIMIT ${limit}`)
}

/** How many answers fit. */
export async function countAnswers(database: Database, filter: AnswerFilter): Promise<AnswerCount> {
  const words = sql`answer_words w WHERE answer_words MATCH ${expressionOf(filter.match)} ${within(filter, sql`w.rowid`)}`
  if (!filter.theme) {
    const [row] = await database.orm.all<{ n: number }>(sql`SELECT count(*) AS n FROM ${words}`)
    return { n: row!.n, isMore: false }
  }
  const found = (await isThemeRarer(database, filter))
    ? sql`SELECT 1 FROM ${mentioned(filter)} CROSS JOIN ${byMention}
        WHERE ${conditionOf(filter.match, sql`a.terms`)} ${within(filter, sql`a.key`)}`
    : sql`SELECT 1 FROM answer_words w CROSS JOIN answer_index a ON a.key = w.rowid
        WHERE answer_words MATCH ${expressionOf(filter.match)} ${within(filter, sql`w.rowid`)} ${mentions(filter)}`
  const [row] = await database.orm.all<{ n: number }>(
    sql`SELECT count(*) AS n FROM (${found} LIMIT ${mostCounted + 1})`,
  )
  return { n: Math.min(row!.n, mostCounted), isMore: row!.n > mostCounted }
}

/** How many answers of a workspace wait for somebody, counted no further than `most`. */
export async function countOpenAnswers(
  database: Database,
  workspaceId: string,
  most: number,
): Promise<AnswerCount> {
  const match = { all: [{ token: facet.workspace(workspaceId) }, { token: facet.state('open') }] }
  const [row] = await database.orm.all<{ n: number }>(sql`
    SELECT count(*) AS n FROM (SELECT 1 FROM answer_words WHERE answer_words MATCH ${expressionOf(match)} LIMIT ${most + 1})`)
  return { n: Math.min(row!.n, most), isMore: row!.n > most }
}

/** Whether one answer fits. */
export async function fitsFilter(database: Database, filter: AnswerFilter, surveyId: string, id: string) {
  const rows = await database.orm.all<{ key: number; fits: 0 | 1 }>(sql`
    SELECT a.key, (${conditionOf(filter.match, sql`a.terms`)} ${within(filter, sql`a.key`)} ${mentions(filter)}) AS fits
    FROM answer_index a WHERE a.survey_id = ${surveyId} AND a.id = ${id}`)
  return rows[0] ?? null
}

/** The rarer side is read, and the other looked at for each of its answers. */
async function isThemeRarer(database: Database, filter: AnswerFilter): Promise<boolean> {
  const [row] = await database.orm.all<{ isRarer: 0 | 1 }>(sql`
    SELECT (SELECT count(*) FROM ${mentioned(filter)})
      <= (SELECT count(*) FROM answer_words WHERE answer_words MATCH ${expressionOf(filter.match)}) AS isRarer`)
  return row!.isRarer === 1
}

const mentioned = ({ theme, from, to }: AnswerFilter) => sql`(
  SELECT m.answered_at, m.id, e.survey_id FROM json_each(${JSON.stringify(theme!.editions)}) j
  CROSS JOIN theme_editions e ON e.id = j.value
  CROSS JOIN theme_mentions m ON m.edition = e.id AND m.theme = ${theme!.name}
  WHERE true ${from === null ? sql`` : sql`AND m.answered_at >= ${from}`} ${to === null ? sql`` : sql`AND m.answered_at < ${to}`}) t`

const byMention = sql`answer_index a ON a.survey_id = t.survey_id AND a.id = t.id`

/** Condition: the answer `a` mentions the theme. */
function mentions({ theme }: AnswerFilter): SQL {
  if (!theme) return sql``
  return sql`AND EXISTS (
    SELECT 1 FROM theme_editions e CROSS JOIN themed d ON d.edition = e.id AND d.id = a.id
    CROSS JOIN responses r ON r.survey_id = a.survey_id AND r.id = a.id
    CROSS JOIN theme_mentions m ON m.edition = e.id AND m.theme = ${theme.name} AND m.answered_at = r.answered_at AND m.id = a.id
    WHERE e.id IN (SELECT value FROM json_each(${JSON.stringify(theme.editions)})) AND e.survey_id = a.survey_id)`
}

function within({ from, to }: AnswerFilter, key: SQL): SQL {
  const least = from === null ? sql`` : sql`AND ${key} >= ${from * placesAMillisecond}`
  const end = to === null ? sql`` : sql`AND ${key} < ${to * placesAMillisecond}`
  return sql`${least} ${end}`
}

function beyond(place: Place, key: SQL): SQL {
  if (place === null) return sql``
  return 'before' in place ? sql`AND ${key} < ${place.before}` : sql`AND ${key} > ${place.after}`
}
