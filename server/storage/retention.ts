import { type SQL, sql } from 'drizzle-orm'
import { millisecondsADay as day } from '../../shared/day.ts'
import { catchUp } from './answers/index-answers.ts'
import type { Database } from './db.ts'
import { deleteSome } from './delete-survey.ts'
import { scrubAgain, scrubLater } from './erasure.ts'
import { keyAddresses } from './key-addresses.ts'
import { hashAddresses } from './suppressions.ts'
import { tombstoneLife } from './tombstones.ts'

/** Milliseconds for which what follows the changes may stand still: what was erased is told that long, and a little longer. */
export const cursorLife = 90 * day
const erasedLife = cursorLife + day
/** Rows of each table changed in one transaction: saves wait for it. */
const rowsAtATime = 100
/** Milliseconds until recipients are looked at again that are old, and still to be mailed. */
const wait = 3_600_000

/** A survey that may hold something its workspace keeps no longer. */
interface Due {
  readonly surveyId: string
  readonly what: 'answers' | 'comments'
  /** What is older goes. */
  readonly before: number
}

const settings = { answers: 'answers_kept_days', comments: 'comments_kept_days' } as const

/**
 * What there is to do, found by one question: a few seeks for each workspace with a rule, however many surveys it has.
 */
interface Tasks {
  readonly due: Due | null
  /** Addresses of earlier versions are not hashed yet. */
  readonly unhashed: 0 | 1
  /** Nor are all of them keys. */
  readonly unkeyed: 0 | 1
  /** Tombstones have had their time. */
  readonly ended: 0 | 1
  /** A survey whose deletion has begun. */
  readonly deleted: string | null
  /** Whoever follows the changes has been told of erased answers. */
  readonly told: 0 | 1
}

/** Condition: an erased answer that is told of no longer; the highest number stays, so that none is given twice. */
const wasTold = (now: number) => sql`erased_at < ${now - erasedLife} AND number < (
  SELECT max(c.number) FROM answer_changes c WHERE c.workspace_id = answer_changes.workspace_id)`

async function findTasks(database: Database, now: number): Promise<Tasks> {
  const dueBy = (what: Due['what']) => sql`
    SELECT json_object('surveyId', o.survey_id, 'what', o.what, 'before', ${now} - w.${sql.raw(settings[what])} * ${day})
    FROM workspaces w CROSS JOIN oldest o ON o.workspace_id = w.id AND o.what = ${what}
      AND o.at < ${now} - w.${sql.raw(settings[what])} * ${day}
    WHERE w.${sql.raw(settings[what])} IS NOT NULL`
  const [row] = await database.orm.all<Omit<Tasks, 'due'> & { due: string | null }>(sql`
    SELECT (SELECT * FROM (${dueBy('answers')} UNION ALL ${dueBy('comments')}) LIMIT 1) AS due,
      EXISTS (SELECT 1 FROM suppressions) OR EXISTS (SELECT 1 FROM recipients WHERE mark IS NULL) AS unhashed,
      EXISTS (SELECT 1 FROM unkeyed_addresses) AS unkeyed,
      EXISTS (SELECT 1 FROM tombstones WHERE erased_at < ${now - tombstoneLife}) AS ended,
      (SELECT id FROM surveys WHERE deleted_at IS NOT NULL LIMIT 1) AS deleted,
      EXISTS (SELECT 1 FROM answer_changes WHERE ${wasTold(now)}) AS told`)
  return { ...row!, due: row!.due ? JSON.parse(row!.due) : null }
}

/** Whether there is anything to forget. */
export async function hasOld(database: Database, now: number): Promise<boolean> {
  return Object.values(await findTasks(database, now)).some(Boolean)
}

/** Milliseconds by which the oldest thing that is due is late; 0 when nothing is. */
export async function retentionLag(database: Database, now: number): Promise<number> {
  const lateness = (what: Due['what']) => sql`
    SELECT ${now} - w.${sql.raw(settings[what])} * ${day}
      - (SELECT min(at) FROM oldest WHERE workspace_id = w.id AND what = ${what}) AS late
    FROM workspaces w WHERE w.${sql.raw(settings[what])} IS NOT NULL`
  const [row] = await database.orm.all<{ late: number | null }>(
    sql`SELECT max(late) AS late FROM (${lateness('answers')} UNION ALL ${lateness('comments')})`,
  )
  return Math.max(0, row?.late ?? 0)
}

/**
 * Does one turn of retention: deletes some of what one survey holds for longer than its workspace keeps it, answers
 * with views, visits and recipients, or comments; and some of a survey whose deletion has begun. Triggers update the counts. The place it has come to is in the
 * database, so any process goes on where another stopped. Returns whether there was anything to do; when not, it
 * has asked one question and written nothing.
 */
export async function forgetSome(database: Database, now: number): Promise<boolean> {
  const { due, unhashed, unkeyed, ended, told, deleted } = await findTasks(database, now)
  if (unhashed) await hashAddresses(database)
  if (unkeyed) await keyAddresses(database)
  if (ended) await database.write([sql`DELETE FROM tombstones WHERE erased_at < ${now - tombstoneLife}`])
  if (told) await database.write([sql`DELETE FROM answer_changes WHERE ${wasTold(now)}`])
  if (due) await forget(database, due)
  if (deleted) await deleteSome(database, deleted, now)
  return due !== null || deleted !== null
}

async function forget(database: Database, due: Due): Promise<void> {
  const changed = await database.write(due.what === 'answers' ? oldAnswers(due) : oldComments(due))
  // The words of deleted comments leave the index when their answers are indexed again.
  if (due.what === 'comments') await catchUp(database)
  scrubLater(database)
  // Where none of them was full, what is left is young.
  if (changed.every(({ rows }) => rows.length < rowsAtATime)) await database.write(moveOn(due))
}

function oldAnswers({ surveyId, before }: Due): SQL[] {
  const oldIn = (time: SQL) => sql`survey_id = ${surveyId} AND ${time} < ${before}`
  const some = sql`LIMIT ${rowsAtATime}`
  return [
    sql`DELETE FROM responses WHERE rowid IN (
      SELECT rowid FROM responses WHERE ${oldIn(sql`answered_at`)} ORDER BY answered_at ${some}) RETURNING 1`,
    sql`DELETE FROM views WHERE rowid IN (
      SELECT rowid FROM views WHERE ${oldIn(sql`shown_at`)} ORDER BY shown_at ${some}) RETURNING 1`,
    // The visits of an answer go with it: without them it would be judged anew.
    sql`DELETE FROM visits WHERE rowid IN (
      SELECT rowid FROM visits v WHERE ${oldIn(sql`changed_at`)} AND NOT EXISTS (
        SELECT 1 FROM responses r WHERE r.survey_id = v.survey_id AND r.id = v.response_id)
      ORDER BY changed_at ${some}) RETURNING 1`,
    sql`DELETE FROM recipients WHERE rowid IN (
      SELECT rowid FROM recipients WHERE ${oldIn(mailedAt)} AND NOT ${isWaiting} ORDER BY ${mailedAt} ${some}) RETURNING 1`,
    sql`DELETE FROM asks WHERE rowid IN (
      SELECT rowid FROM asks WHERE ${oldIn(sql`last_sent_at`)} ${some}) RETURNING 1`,
  ]
}

/** As the index has it. */
const mailedAt = sql`coalesce(last_sent_at, added_at)`
const isWaiting = sql`(state IN ('queued', 'sending') AND (SELECT status FROM campaigns WHERE id = campaign_id) = 'running')`

function oldComments({ surveyId, before }: Due): SQL[] {
  const some = sql`LIMIT ${rowsAtATime}`
  return [
    // The revision is named so that its themes are found anew.
    sql`UPDATE responses SET comment = NULL, revision = revision WHERE rowid IN (
      SELECT rowid FROM responses WHERE survey_id = ${surveyId} AND answered_at < ${before} AND comment IS NOT NULL
      ORDER BY answered_at ${some}) RETURNING 1`,
    // Visits by link hold a copy of the comment.
    sql`UPDATE visits SET said = json_remove(said, '$.comment') WHERE rowid IN (
      SELECT rowid FROM visits WHERE survey_id = ${surveyId} AND changed_at < ${before}
        AND said ->> 'comment' IS NOT NULL ORDER BY changed_at ${some}) RETURNING 1`,
  ]
}

/** The queries that say how old the oldest thing is that is left. */
function moveOn({ surveyId, what, before }: Due): SQL[] {
  const own = sql`survey_id = ${surveyId}`
  const left =
    what === 'comments'
      ? sql`SELECT min(answered_at) AS at FROM responses WHERE ${own} AND comment IS NOT NULL
          UNION ALL SELECT min(changed_at) FROM visits WHERE ${own} AND said ->> 'comment' IS NOT NULL`
      : sql`SELECT min(answered_at) AS at FROM responses WHERE ${own}
          UNION ALL SELECT min(shown_at) FROM views WHERE ${own}
          UNION ALL SELECT min(changed_at) FROM visits WHERE ${own} AND changed_at >= ${before}
          UNION ALL SELECT min(${mailedAt}) FROM recipients WHERE ${own} AND ${mailedAt} >= ${before}
          UNION ALL SELECT min(last_sent_at) FROM asks WHERE ${own}
          UNION ALL SELECT ${before + wait} WHERE EXISTS (SELECT 1 FROM recipients WHERE ${own} AND ${mailedAt} < ${before})`
  return [
    sql`DELETE FROM oldest WHERE survey_id = ${surveyId} AND what = ${what}`,
    sql`INSERT INTO oldest (survey_id, what, workspace_id, at)
      SELECT id, ${what}, workspace_id, rest.at FROM surveys, (SELECT min(at) AS at FROM (${left})) rest
      WHERE id = ${surveyId} AND rest.at IS NOT NULL`,
  ]
}

/**
 * Does turns of retention until nothing is due, `goesOn` says no, or one fails; lets saves have the database as long
 * as it had it itself. Returns whether nothing is left to do.
 */
export async function forgetOld(
  database: Database,
  now: number,
  goesOn: (turns: number) => boolean = () => true,
): Promise<boolean> {
  let isDone = false
  for (let turns = 0; !isDone && goesOn(turns); turns += 1) {
    const began = performance.now()
    isDone = !(await forgetSome(database, now))
    if (!isDone) await pause(performance.now() - began)
  }
  await scrubAgain(database)
  return isDone
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
