import { type SQL, sql } from 'drizzle-orm'
import { millisecondsADay } from '../../../shared/day.ts'
import { pointColumns } from '../counts/tally.ts'
import type { Database } from '../db.ts'
import { placesAMillisecond } from './index-answers.ts'
import { conditionOf, expressionOf, keyAt, type Match } from './match.ts'
import { facet } from './terms.ts'

/** Filters the answers of a database; `match` names the workspace or its surveys. */
export interface AnswerFilter {
  readonly match: Match
  /** The same for a database of one workspace, without what only tells workspaces apart: a list of every answer. */
  readonly alone?: Match
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

/** Of more answers it is only said that they are more, but for those of which counts are kept. */
const mostCounted = 20_000
/** The same of answers about a theme, each of which is looked at. */
const mostLookedAt = 5000

/** Answers in a direction from a place: `before` it (older), or `after` it (newer). */
export type Place = { readonly before: number } | { readonly after: number } | null

/** Answers that fit, newest first, at most `limit`. After a place, those nearest to it, the nearest first. */
export async function findAnswers(
  database: Database,
  filter: AnswerFilter,
  place: Place,
  limit: number,
): Promise<FoundAnswer[]> {
  if (filter.theme && !(await areFew(database, filter))) return findByMentions(database, filter, place, limit)
  const order = isUpwards(place) ? sql`ASC` : sql`DESC`
  return database.orm.all(sql`
    SELECT a.key, a.survey_id AS surveyId, a.id FROM answer_words w CROSS JOIN answer_index a ON a.key = w.rowid
    WHERE answer_words MATCH ${expressionFor(filter)} ${within(filter, sql`w.rowid`)} ${beyond(place, sql`w.rowid`)}
      ${mentions(filter)}
    ORDER BY w.rowid ${order} LIMIT ${limit}`)
}

/** Answers as `findAnswers` finds them, and how many fit: one walk through the lists instead of two. */
export async function findAndCount(
  database: Database,
  filter: AnswerFilter,
  place: Place,
  limit: number,
): Promise<{ found: FoundAnswer[]; count: AnswerCount }> {
  if (filter.theme) {
    const [found, count] = await Promise.all([
      findAnswers(database, filter, place, limit),
      countAnswers(database, filter),
    ])
    return { found, count }
  }
  const order = isUpwards(place) ? sql`ASC` : sql`DESC`
  const rows = await database.orm.all<{ n: number; key: number | null; surveyId: string; id: string }>(sql`
    WITH fitting AS MATERIALIZED (
      SELECT w.rowid AS key FROM answer_words w
      WHERE answer_words MATCH ${expressionFor(filter)} ${within(filter, sql`w.rowid`)}
      ORDER BY w.rowid DESC LIMIT ${mostCounted + 1}
    ), page AS (
      SELECT key FROM fitting WHERE true ${beyond(place, sql`key`)} ORDER BY key ${order} LIMIT ${limit}
    )
    SELECT c.n, a.key, a.survey_id AS surveyId, a.id FROM (SELECT count(*) AS n FROM fitting) c
    LEFT JOIN page LEFT JOIN answer_index a ON a.key = page.key ORDER BY a.key ${order}`)
  const { n } = rows[0]!
  const isMore = n > mostCounted
  // The walk ended before it came to the place.
  const found =
    isMore && place
      ? await findAnswers(database, filter, place, limit)
      : rows.flatMap(({ key, surveyId, id }) => (key === null ? [] : [{ key, surveyId, id }]))
  return { found, count: { n: Math.min(n, mostCounted), isMore } }
}

/** How many answers fit. */
export async function countAnswers(database: Database, filter: AnswerFilter): Promise<AnswerCount> {
  if (filter.theme && !(await areFew(database, filter))) return countMentions(database, filter)
  const found = filter.theme
    ? sql`answer_words w CROSS JOIN answer_index a ON a.key = w.rowid`
    : sql`answer_words w`
  const [row] = await database.orm.all<{ n: number }>(sql`
    SELECT count(*) AS n FROM (SELECT 1 FROM ${found}
      WHERE answer_words MATCH ${expressionFor(filter)} ${within(filter, sql`w.rowid`)} ${mentions(filter)}
      LIMIT ${mostCounted + 1})`)
  return { n: Math.min(row!.n, mostCounted), isMore: row!.n > mostCounted }
}

/** The counted answers of a survey, or of all of a workspace. */
export interface CountedOf {
  readonly workspaceId: string
  readonly surveyId: string | null
  readonly filter: AnswerFilter
}

/** How many counted answers there are, by the counts that are kept by UTC day; the ends of the period are looked at. */
export async function countCounted(
  database: Database,
  { workspaceId, surveyId, filter }: CountedOf,
): Promise<number> {
  const { from, to } = filter
  const first = from === null ? null : Math.ceil(from / millisecondsADay)
  const end = to === null ? null : Math.max(Math.floor(to / millisecondsADay), first ?? 0)
  const of = surveyId === null ? sql`workspace_counts` : sql`day_counts`
  const whose = surveyId === null ? sql`workspace_id = ${workspaceId}` : sql`survey_id = ${surveyId}`
  const ends = [
    first === null ? null : { ...filter, to: Math.min(first * millisecondsADay, to ?? Infinity) },
    end === null ? null : { ...filter, from: Math.max(end * millisecondsADay, from ?? -Infinity) },
  ].filter((each) => each !== null)
  const parts = first !== null && end !== null && first > end ? [filter] : ends
  const [days, ...counts] = await Promise.all([
    database.orm.all<{ n: number }>(sql`
      SELECT coalesce(sum(${answers}), 0) AS n FROM ${of} WHERE ${whose} AND state = 'counted'
        ${first === null ? sql`` : sql`AND day >= ${first}`} ${end === null ? sql`` : sql`AND day < ${end}`}`),
    ...parts.filter(({ from, to }) => from !== to).map((part) => countAnswers(database, part)),
  ])
  return counts.reduce((sum, { n }) => sum + n, days[0]!.n)
}

const answers = sql.raw(pointColumns.join(' + '))

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

/** Answers that fit but for the theme, up to which each is looked at; else each mention of the theme is. */
const few = 3000

async function areFew(database: Database, { from, to, ...filter }: AnswerFilter): Promise<boolean> {
  const [row] = await database.orm.all<{ n: number }>(sql`
    SELECT count(*) AS n FROM (SELECT 1 FROM answer_words w
      WHERE answer_words MATCH ${expressionFor(filter)} ${within({ from, to }, sql`w.rowid`)} LIMIT ${few + 1})`)
  return row!.n <= few
}

interface Span {
  readonly from: number
  readonly to: number
}

/** When a theme was first and last spoken of in the filter's period; `null` when it was not. */
async function spanOfTheme(database: Database, { theme, from, to }: AnswerFilter): Promise<Span | null> {
  const edge = (which: SQL) => sql`(SELECT ${which}(m.answered_at) FROM theme_mentions m
    WHERE m.edition = j.value AND m.theme = ${theme!.name})`
  const [row] = await database.orm.all<{ first: number | null; last: number | null }>(sql`
    SELECT min(${edge(sql`min`)}) AS first, max(${edge(sql`max`)}) AS last
    FROM json_each(${JSON.stringify(theme!.editions)}) j`)
  if (row?.first == null || row.last === null) return null
  const span = {
    from: Math.max(row.first, from ?? row.first),
    to: Math.min(row.last + 1, to ?? row.last + 1),
  }
  return span.from < span.to ? span : null
}

/** The stretches of a span, one after the other: each as long as makes it some hundred mentions. */
async function* stretchesOf({ from, to }: Span, isUpwards: boolean): AsyncGenerator<Span, void, number> {
  let length = millisecondsADay
  for (let at = isUpwards ? from : to; isUpwards ? at < to : at > from; ) {
    const stretch = isUpwards
      ? { from: at, to: Math.min(at + length, to) }
      : { from: Math.max(at - length, from), to: at }
    const mentions = yield stretch
    at = isUpwards ? stretch.to : stretch.from
    if (mentions < wantedMentions / 2) length *= 4
    if (mentions > wantedMentions * 2) length /= 2
  }
}

const wantedMentions = 500

/** The mentions of a theme in a stretch, and which of their answers fit, sorted by their place. */
async function readMentions(
  database: Database,
  filter: AnswerFilter,
  place: Place,
  { from, to }: Span,
): Promise<{ read: number; found: FoundAnswer[] }> {
  const rows = await database.orm.all<FoundAnswer & { fits: 0 | 1 | null }>(sql`
    SELECT a.key, a.survey_id AS surveyId, a.id,
      (${conditionOf(filter.match, sql`a.terms`)} ${within(filter, sql`a.key`)} ${beyond(place, sql`a.key`)}) AS fits
    FROM json_each(${JSON.stringify(filter.theme!.editions)}) j
    CROSS JOIN theme_editions e ON e.id = j.value
    CROSS JOIN theme_mentions m ON m.edition = e.id AND m.theme = ${filter.theme!.name}
      AND m.answered_at >= ${from} AND m.answered_at < ${to}
    CROSS JOIN answer_index a ON a.survey_id = e.survey_id AND a.id = m.id`)
  const found = rows.filter(({ fits }) => fits === 1).map(({ fits: _, ...rest }) => rest)
  const sign = isUpwards(place) ? 1 : -1
  return { read: rows.length, found: found.sort((a, b) => sign * (a.key - b.key)) }
}

async function findByMentions(
  database: Database,
  filter: AnswerFilter,
  place: Place,
  limit: number,
): Promise<FoundAnswer[]> {
  const span = await spanOfTheme(database, filter)
  if (!span) return []
  const at = place && Math.floor(('before' in place ? place.before : place.after) / placesAMillisecond)
  const bounded =
    place && at !== null
      ? 'before' in place
        ? { ...span, to: Math.min(span.to, at + 1) }
        : { ...span, from: Math.max(span.from, at) }
      : span
  const found: FoundAnswer[] = []
  const stretches = stretchesOf(bounded, isUpwards(place))
  for (let next = await stretches.next(); !next.done && found.length < limit; ) {
    const mentions = await readMentions(database, filter, place, next.value)
    found.push(...mentions.found)
    next = await stretches.next(mentions.read)
  }
  return found.slice(0, limit)
}

async function countMentions(database: Database, filter: AnswerFilter): Promise<AnswerCount> {
  const span = await spanOfTheme(database, filter)
  if (!span) return { n: 0, isMore: false }
  let [n, read] = [0, 0]
  const stretches = stretchesOf(span, false)
  let next = await stretches.next()
  while (!next.done && read < mostLookedAt) {
    const mentions = await readMentions(database, filter, null, next.value)
    n += mentions.found.length
    read += mentions.read
    next = await stretches.next(mentions.read)
  }
  return { n, isMore: !next.done }
}

const isUpwards = (place: Place) => place !== null && 'after' in place

/** Condition: the answer `a` mentions the theme. */
function mentions({ theme }: AnswerFilter): SQL {
  if (!theme) return sql``
  return sql`AND EXISTS (
    SELECT 1 FROM theme_editions e CROSS JOIN themed d ON d.edition = e.id AND d.id = a.id
    CROSS JOIN responses r ON r.survey_id = a.survey_id AND r.id = a.id
    CROSS JOIN theme_mentions m ON m.edition = e.id AND m.theme = ${theme.name} AND m.answered_at = r.answered_at AND m.id = a.id
    WHERE e.id IN (SELECT value FROM json_each(${JSON.stringify(theme.editions)})) AND e.survey_id = a.survey_id)`
}

/** What FTS5 is asked for: of one of several workspaces, or of the only one. */
function expressionFor({ match, alone }: Pick<AnswerFilter, 'match' | 'alone'>): SQL {
  const expression = expressionOf(match)
  const shorter = alone ? expressionOf(alone) : expression
  if (shorter === expression) return sql`${expression}`
  return sql`iif((SELECT count(*) FROM (SELECT 1 FROM workspaces LIMIT 2)) = 1, ${shorter}, ${expression})`
}

function within({ from, to }: Pick<AnswerFilter, 'from' | 'to'>, key: SQL): SQL {
  const least = from === null ? sql`` : sql`AND ${key} >= ${keyAt(from * placesAMillisecond)}`
  const end = to === null ? sql`` : sql`AND ${key} < ${keyAt(to * placesAMillisecond)}`
  return sql`${least} ${end}`
}

function beyond(place: Place, key: SQL): SQL {
  if (place === null) return sql``
  return 'before' in place
    ? sql`AND ${key} < ${keyAt(place.before)}`
    : sql`AND ${key} > ${keyAt(place.after)}`
}
