import { sql } from 'drizzle-orm'
import type { HeldReason } from '../../links/visit.ts'
import { propertyText } from '../counts/tally.ts'
import type { Database } from '../db.ts'
import { keyOf } from '../find-responses.ts'
import { termsOf } from './terms.ts'

/** Places in `answer_index` for responses of the same millisecond. */
export const placesAMillisecond = 4096

/** Responses in one slice: a few milliseconds of work, so that saves are not held up. */
const perSlice = 250
/** Of them, those indexed before, whose old words are zeroed in the file: a millisecond each. */
const againPerSlice = 20

interface Row {
  readonly seq: number
  readonly surveyId: string
  readonly id: string
  readonly key: number | null
  /** As they are indexed now. */
  readonly terms: string | null
  readonly answeredAt: number | null
  readonly workspaceId: string
  readonly rating: number
  readonly comment: string | null
  readonly choices: string | null
  readonly contact: number
  readonly respondentId: string | null
  readonly respondentEmail: string | null
  readonly respondentName: string | null
  readonly respondentVerified: number
  readonly properties: string
  readonly channel: string
  readonly origin: string | null
  readonly state: 'counted' | 'held' | 'test'
  readonly ruling: 'released' | 'dropped' | null
  readonly heldReason: HeldReason | null
  readonly followUp: 'open' | 'in-hand' | 'done' | null
}

/**
 * The state of a response that nobody changed: open when it has a comment or may be answered. Imported
 * ones, which have neither a write key nor a visit, are history.
 */
export const followUp = sql`coalesce(
  (SELECT state FROM follow_ups f WHERE f.survey_id = r.survey_id AND f.id = r.id),
  iif((r.comment IS NOT NULL OR r.contact = 1) AND (r.write_key_hash <> ''
    OR EXISTS (SELECT 1 FROM visits v WHERE v.survey_id = r.survey_id AND v.response_id = r.id)), 'open', NULL))`

/** The newest first, so that lists begin right however many wait. */
async function readUnindexed(database: Database): Promise<Row[]> {
  const rows = await database.orm.all<Row>(sql`
    SELECT u.seq, u.survey_id AS surveyId, u.id, a.key, a.terms, r.answered_at AS answeredAt, s.workspace_id AS workspaceId,
      r.rating, r.comment, r.choices, r.contact, r.respondent_id AS respondentId,
      r.respondent_email AS respondentEmail, r.respondent_name AS respondentName,
      r.respondent_verified AS respondentVerified, r.channel, r.origin, r.state, r.ruling, r.held_reason AS heldReason,
      ${followUp} AS followUp,
      (SELECT json_group_array(json_array(p.key, ${propertyText('p')})) FROM json_each(r.properties) p) AS properties
    FROM (SELECT * FROM unindexed_answers ORDER BY seq DESC LIMIT ${perSlice}) u
    LEFT JOIN responses r ON r.survey_id = u.survey_id AND r.id = u.id
    LEFT JOIN surveys s ON s.id = u.survey_id
    LEFT JOIN answer_index a ON a.survey_id = u.survey_id AND a.id = u.id
    ORDER BY u.seq DESC`)
  const again = rows.findIndex(
    (_, place) => rows.slice(0, place + 1).filter(({ key }) => key !== null).length > againPerSlice,
  )
  return again < 0 ? rows : rows.slice(0, again)
}

/** A row of `answer_index` in the making. */
interface Entry {
  readonly key: number
  readonly surveyId: string
  readonly id: string
  readonly terms: string
}

function entryOf(row: Row, key: number): Entry {
  const { surveyId, id } = row
  const terms = termsOf({
    ...row,
    choices: row.choices ? JSON.parse(row.choices) : [],
    contact: row.contact === 1,
    verified: row.respondentVerified === 1,
    respondent: [row.respondentName, row.respondentEmail, row.respondentId],
    properties: row.properties ? JSON.parse(row.properties) : [],
  })
  return { key, surveyId, id, terms }
}

/** Gives keys out: those of one millisecond in the order they come, into the next when it is full. */
async function keysFor(database: Database, rows: readonly Row[]): Promise<Map<Row, number>> {
  const keys = new Map<Row, number>()
  const next = await freeKeys(database, [...new Set(rows.map(({ answeredAt }) => answeredAt!))])
  for (const row of [...rows].sort((a, b) => a.answeredAt! - b.answeredAt!)) {
    if (row.key !== null && Math.floor(row.key / placesAMillisecond) === row.answeredAt) {
      keys.set(row, row.key)
      continue
    }
    let at = row.answeredAt!
    for (;;) {
      const free = next.get(at) ?? (await freeKeys(database, [at])).get(at)!
      next.set(at, free + 1)
      if (free < (at + 1) * placesAMillisecond) {
        keys.set(row, free)
        break
      }
      at += 1
    }
  }
  return keys
}

/** One above the highest key of each of these milliseconds. */
async function freeKeys(database: Database, times: readonly number[]): Promise<Map<number, number>> {
  const rows = await database.orm.all<{ at: number; last: number | null }>(sql`
    SELECT j.value AS at, (SELECT max(key) FROM answer_index
      WHERE key >= j.value * ${placesAMillisecond} AND key < (j.value + 1) * ${placesAMillisecond}) AS last
    FROM json_each(${JSON.stringify(times)}) j`)
  return new Map(rows.map(({ at, last }) => [at, last === null ? at * placesAMillisecond : last + 1]))
}

/**
 * Indexes the next responses that wait for it, and returns whether any did. A response that changes meanwhile waits
 * again, so what is written is never older than what is taken off the list.
 */
async function indexSlice(database: Database): Promise<boolean> {
  const waiting = await readUnindexed(database)
  if (waiting.length === 0) return false
  const stored = waiting.filter(({ answeredAt }) => answeredAt !== null)
  const newest = new Map(stored.map((row) => [keyOf(row.surveyId, row.id), row]))
  const keys = await keysFor(database, [...newest.values()])
  const changed = [...keys].flatMap(([row, key]) => {
    const entry = { seq: row.seq, ...entryOf(row, key) }
    return row.key === key && row.terms === entry.terms ? [] : [entry]
  })
  const byKey = changed.sort((a, b) => a.key - b.key)
  const done = JSON.stringify(waiting.map(({ seq, surveyId, id }) => [seq, surveyId, id]))
  const written = JSON.stringify(byKey)
  await database.write([
    sql`DELETE FROM answer_index WHERE key IN (
      SELECT a.key FROM json_each(${written}) j
      CROSS JOIN unindexed_answers u ON u.seq = j.value ->> 'seq'
      CROSS JOIN answer_index a ON a.survey_id = u.survey_id AND a.id = u.id)`,
    // Another process may have indexed it since, or somebody erased it.
    sql`INSERT INTO answer_index (key, survey_id, id, terms)
      SELECT j.value ->> 'key', j.value ->> 'surveyId', j.value ->> 'id', j.value ->> 'terms'
      FROM json_each(${written}) j
      CROSS JOIN unindexed_answers u ON u.seq = j.value ->> 'seq'
      WHERE EXISTS (SELECT 1 FROM responses r WHERE r.survey_id = j.value ->> 'surveyId' AND r.id = j.value ->> 'id')
      ON CONFLICT DO NOTHING`,
    sql`DELETE FROM unindexed_answers WHERE seq IN (
      SELECT u.seq FROM json_each(${done}) j
      CROSS JOIN unindexed_answers u ON u.seq = j.value ->> 0 AND u.survey_id = j.value ->> 1 AND u.id = j.value ->> 2
      WHERE EXISTS (SELECT 1 FROM answer_index a WHERE a.survey_id = u.survey_id AND a.id = u.id)
        OR NOT EXISTS (SELECT 1 FROM responses r WHERE r.survey_id = u.survey_id AND r.id = u.id))`,
  ])
  return true
}

/** The place of an answer in the order of time; `null` before it is indexed. */
export async function keyOfAnswer(
  database: Database,
  { surveyId, id }: { readonly surveyId: string; readonly id: string },
): Promise<number | null> {
  const rows = await database.orm.all<{ key: number }>(
    sql`SELECT key FROM answer_index WHERE survey_id = ${surveyId} AND id = ${id}`,
  )
  return rows[0]?.key ?? null
}

const working = new WeakMap<Database, Promise<unknown>>()

/** One slice at a time in a database, since two would give out the same keys. */
function nextSlice(database: Database): Promise<boolean> {
  const slice = (working.get(database) ?? Promise.resolve()).then(() => indexSlice(database))
  working.set(
    database,
    slice.catch(() => {}),
  )
  return slice
}

/** Milliseconds that a request waits for responses to be indexed; normally a handful are waiting. */
const patience = 300

/** Indexes what waits, until nothing does or the time is up; returns whether everything is indexed. */
export async function catchUp(database: Database, until = Date.now() + patience): Promise<boolean> {
  if (!(await anyUnindexed(database))) return true
  while (await nextSlice(database)) if (Date.now() > until) return !(await anyUnindexed(database))
  return true
}

/** Whether responses wait to be indexed. */
export async function anyUnindexed(database: Database): Promise<boolean> {
  return (await database.orm.all(sql`SELECT 1 FROM unindexed_answers LIMIT 1`)).length > 0
}

/** Background indexing of one database. */
export interface Indexing {
  /** Resolves after the slice under way; the rest is continued at the next start. */
  stop(): Promise<void>
}

/** Milliseconds between looks; requests that need the index do not wait for it. */
const interval = 2000
/** Pauses between two slices, in times of what the slice took: saves keep most of the database's time. */
const pauses = 6

/** Keeps the index of a database up to date until it is stopped. */
export function startIndexing(database: Database, onError: (error: unknown) => void): Indexing {
  let isStopped = false
  let wake = () => {}
  const sleep = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      wake = resolve
      setTimeout(resolve, milliseconds).unref()
    })

  async function work() {
    while (!isStopped) {
      const began = performance.now()
      const more = await nextSlice(database).catch((error) => {
        if (!isStopped) onError(error)
        return false
      })
      if (!isStopped) await sleep(more ? (performance.now() - began) * pauses : interval)
    }
  }

  const done = work()
  return {
    async stop() {
      isStopped = true
      wake()
      await done
    },
  }
}
