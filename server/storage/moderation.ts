import { desc, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { CountRule } from '../../shared/report.ts'
import type { HeldReason } from '../links/visit.ts'
import { person } from './counts/scan.ts'
import { emptyTally, isNarrow, type Narrowing, pointColumns } from './counts/tally.ts'
import type { Database } from './db.ts'
import { eraseAnswers } from './erasure.ts'
import type { After, Span } from './find-responses.ts'
import { responses } from './response-tables.ts'

/** Chooses a survey's answers: all that fit everything given; `null` fits every answer. */
export interface AnswerSelection extends Span, Narrowing {
  readonly ids: readonly string[] | null
  readonly channel: string | null
  readonly verified: boolean | null
  readonly state: 'counted' | 'held' | 'test' | null
  readonly reason: HeldReason | null
  /** Only what is or was held. */
  readonly everHeld: boolean
  /** What an owner decided about it; `none` is nothing yet. */
  readonly ruling: 'none' | 'released' | 'dropped' | null
  /** When they were last changed, whenever they were given. */
  readonly updated: Span | null
  /** Without a person's counted answers that fit, but for the latest, or the first. */
  readonly count: CountRule
}

export const allAnswers: AnswerSelection = {
  ...{ from: null, to: null, ids: null, channel: null, origin: null, verified: null },
  ...{
    segments: [],
    theme: null,
    ratings: null,
    text: null,
    state: null,
    reason: null,
    everHeld: false,
    ruling: null,
    updated: null,
  },
  count: 'all',
}

/**
 * An owner's decision about answers. `hold` and `drop` take them out of the score, `release` counts held ones after
 * all. `restore` takes the decision back: what was held before the release is held again, what counted before it was
 * held or dropped counts again. `delete` cannot be taken back. Tests are only ever deleted: they are in no score.
 */
export const moderationActions = ['hold', 'drop', 'release', 'restore', 'delete'] as const
export type ModerationAction = (typeof moderationActions)[number]

interface Decision {
  /** SQL condition: it changes the answer `r`. */
  readonly changes: string
  /** SQL expression: the state of `r` afterwards; `null` when it is gone. */
  readonly state: string
  /** SQL assignments. */
  readonly set: string
}

/** An answer that an owner took out, although nothing else held it. */
const byOwner = `(r.held_reason = 'owner' AND r.ruling IS NOT 'released')`

const restored = (released: string, counted: string, held: string) =>
  `CASE WHEN r.was_released THEN ${released} WHEN ${byOwner} THEN ${counted} ELSE ${held} END`

const decisions: Readonly<Record<ModerationAction, Decision>> = {
  hold: {
    changes: `(r.state = 'counted' OR r.ruling = 'dropped')`,
    state: `'held'`,
    set: `state = 'held', held_reason = coalesce(r.held_reason, 'owner'), ruling = NULL,
      was_released = max(r.was_released, r.ruling IS 'released' AND r.held_reason <> 'owner')`,
  },
  drop: {
    changes: `(r.state <> 'test' AND r.ruling IS NOT 'dropped')`,
    state: `'held'`,
    set: `state = 'held', held_reason = coalesce(r.held_reason, 'owner'), ruling = 'dropped',
      was_released = max(r.was_released, r.ruling IS 'released' AND r.held_reason <> 'owner')`,
  },
  release: {
    changes: `r.state = 'held'`,
    state: `'counted'`,
    set: `state = 'counted', ruling = 'released', was_released = 0`,
  },
  restore: {
    changes: `(r.state <> 'test' AND (r.ruling IS NOT NULL OR r.was_released OR ${byOwner}))`,
    state: restored(`'counted'`, `'counted'`, `'held'`),
    set: `state = ${restored(`'counted'`, `'counted'`, `'held'`)},
      held_reason = ${restored('r.held_reason', 'NULL', 'r.held_reason')},
      ruling = ${restored(`'released'`, 'NULL', 'NULL')}, was_released = 0`,
  },
  delete: { changes: 'true', state: 'NULL', set: '' },
}

/** SQL condition: the answer `r` fits, but for its time. */
export function fitting(surveyId: string, selection: AnswerSelection): SQL {
  const { ids, channel, verified, state, ruling, updated } = selection
  const conditions = [
    sql`r.survey_id = ${surveyId}`,
    ids && sql`r.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
    channel !== null && sql`r.channel = ${channel}`,
    verified !== null && sql`r.respondent_verified = ${verified ? 1 : 0}`,
    isNarrow(selection),
    state !== null && sql`r.state = ${state}`,
    heldFor(selection),
    ruling !== null && sql`r.ruling IS ${ruling === 'none' ? null : ruling}`,
    updated?.from != null && sql`r.updated_at >= ${updated.from}`,
    updated?.to != null && sql`r.updated_at < ${updated.to}`,
    selection.count !== 'all' && isNotSuperseded(surveyId, selection, selection.count),
  ]
  return sql.join(
    conditions.filter((condition) => condition !== null && condition !== false),
    sql` AND `,
  )
}

/** SQL condition: a report of these answers, counted so, does not leave the answer `r` out for another of its person. */
function isNotSuperseded(surveyId: string, selection: AnswerSelection, rule: 'latest' | 'first'): SQL {
  const another = rule === 'latest' ? sql`lead` : sql`lag`
  const counted = { ...selection, ids: null, updated: null, count: 'all', state: 'counted' } as const
  return sql`r.id NOT IN (SELECT id FROM (
    SELECT r.id, ${another}(r.id) OVER (PARTITION BY ${person}, r.respondent_verified ORDER BY r.answered_at, r.id) AS standing
    FROM responses r WHERE ${fitting(surveyId, counted)} AND ${inSpan(selection)} AND ${person} IS NOT NULL)
    WHERE standing IS NOT NULL)`
}

/** SQL condition: the answer `r` is or was held, for the reason asked for. */
function heldFor({ reason, everHeld }: Pick<AnswerSelection, 'reason' | 'everHeld'>): SQL {
  if (reason !== null) return sql`r.held_reason = ${reason}`
  return everHeld ? sql`r.held_reason IS NOT NULL` : sql`true`
}

/** SQL condition: the answer `r` is of this time. */
export function inSpan({ from, to }: Span): SQL {
  return sql`${from === null ? sql`true` : sql`r.answered_at >= ${from}`}
    AND ${to === null ? sql`true` : sql`r.answered_at < ${to}`}`
}

const asR = alias(responses, 'r')

/** The answers that fit, newest first, at most `limit`, after a cursor. */
export function listResponses(
  database: Database,
  surveyId: string,
  selection: AnswerSelection,
  after: After | null,
  limit: number,
) {
  const place = after ? sql`(r.answered_at, r.id) < (${after.answeredAt}, ${after.id})` : sql`true`
  return database.orm
    .select()
    .from(asR)
    .where(sql`${fitting(surveyId, selection)} AND ${inSpan(selection)} AND ${place}`)
    .orderBy(desc(asR.answeredAt), desc(asR.id))
    .limit(limit)
}

/** Answers looked at in one transaction: saves wait for it. */
const atATime = 2000
/** Transactions of one call: a Worker may ask its database only so often. */
const mostPieces = 150

/** What a decision does, or did. */
export interface Effect {
  readonly matched: number
  readonly changed: number
  /** Change of the counted answers by rating 0 … 10. */
  readonly difference: readonly number[]
  /** Where to go on, when there is more than one call looks at. */
  readonly next: After | null
}

/**
 * Applies a decision to the answers that fit, oldest first, some at a time. Triggers update the counts, and so
 * the scores, in the same transactions. A dry run changes nothing and tells the same.
 */
export async function moderate(
  database: Database,
  surveyId: string,
  selection: AnswerSelection,
  action: ModerationAction,
  { now, after, dryRun }: { now: number; after: After | null; dryRun: boolean },
): Promise<Effect> {
  const effect = { matched: 0, changed: 0, difference: [...emptyTally.counts] }
  let place = after
  for (let pieces = 0; pieces < mostPieces; pieces += 1) {
    const end = await endOfPiece(database, surveyId, selection, place)
    const piece = sql`${fitting(surveyId, selection)} AND ${inSpan(selection)} AND ${between(place, end)}`
    const changed = addTo(effect, await effectOn(database, piece, action))
    if (changed > 0 && !dryRun) {
      if (action === 'delete') await erase(database, surveyId, piece, now)
      else await database.write([apply(piece, action, now)])
    }
    place = end
    if (end === null) break
  }
  return { ...effect, next: place }
}

/** The last answer of the next piece to look at; `null` when it is the last piece. */
async function endOfPiece(
  database: Database,
  surveyId: string,
  { ids, from, to, ...selection }: AnswerSelection,
  place: After | null,
): Promise<After | null> {
  if (ids) return null
  const [end] = await database.orm.all<After>(sql`
    SELECT r.answered_at AS answeredAt, r.id FROM responses r
    WHERE r.survey_id = ${surveyId} AND ${heldFor(selection)} AND ${inSpan({ from, to })} AND ${between(place, null)}
    ORDER BY r.answered_at, r.id LIMIT 1 OFFSET ${atATime - 1}`)
  return end ?? null
}

function between(after: After | null, end: After | null): SQL {
  const begins = after ? sql`(r.answered_at, r.id) > (${after.answeredAt}, ${after.id})` : sql`true`
  const ends = end ? sql`(r.answered_at, r.id) <= (${end.answeredAt}, ${end.id})` : sql`true`
  return sql`${begins} AND ${ends}`
}

type EffectRow = { rating: number; changes: 0 | 1; before: 0 | 1; after: 0 | 1 | null; count: number }

function effectOn(database: Database, piece: SQL, action: ModerationAction): Promise<EffectRow[]> {
  const { changes, state } = decisions[action]
  return database.orm.all<EffectRow>(sql`
    SELECT r.rating, ${sql.raw(changes)} AS changes, r.state = 'counted' AS before,
      ${sql.raw(state)} = 'counted' AS after, count(*) AS count
    FROM responses r WHERE ${piece} GROUP BY 1, 2, 3, 4`)
}

type Sums = { matched: number; changed: number; difference: number[] }

/** Adds rows to the sums, and returns how many answers of them change. */
function addTo(sums: Sums, rows: readonly EffectRow[]): number {
  let changing = 0
  for (const { rating, changes, before, after, count } of rows) {
    sums.matched += count
    if (!changes) continue
    changing += count
    sums.difference[rating]! += ((after ?? 0) - before) * count
  }
  sums.changed += changing
  return changing
}

async function erase(database: Database, surveyId: string, piece: SQL, now: number): Promise<void> {
  const rows = await database.orm.all<{ id: string }>(sql`SELECT r.id FROM responses r WHERE ${piece}`)
  await eraseAnswers(
    database,
    surveyId,
    rows.map(({ id }) => id),
    now,
  )
}

function apply(piece: SQL, action: Exclude<ModerationAction, 'delete'>, now: number): SQL {
  const { changes, set } = decisions[action]
  // Written without the alias, which SQLite's UPDATE takes only behind AS.
  return sql`UPDATE responses AS r SET ${sql.raw(set)}, updated_at = ${now} WHERE ${piece} AND ${sql.raw(changes)}`
}

/** A survey's counted answers of all time by rating 0 … 10. */
export async function countedRatings(database: Database, surveyId: string): Promise<number[]> {
  const sums = sql.raw(pointColumns.map((column) => `coalesce(sum(${column}), 0)`).join(', '))
  const [row] = await database.orm.all<{ counts: string }>(sql`
    SELECT json_array(${sums}) AS counts FROM day_counts WHERE survey_id = ${surveyId} AND state = 'counted'`)
  return JSON.parse(row!.counts) as number[]
}
