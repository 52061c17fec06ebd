import { sql } from 'drizzle-orm'
import { catchUp } from './answers/index-answers.ts'
import { scrubCounts } from './counts/scrub.ts'
import type { Database } from './db.ts'

const day = 86_400_000
/** Rows deleted in one transaction: saves wait for it. */
const batchSize = 500

interface RetentionRule {
  readonly survey: string
  readonly comments: number | null
  readonly answers: number | null
}

/**
 * Deletes comments, or whole responses and views, that are older than their workspace keeps them. Triggers
 * update the counts. Runs daily; running it again changes nothing.
 */
export async function forgetOld(database: Database, now: number): Promise<void> {
  const rules = await database.orm.all<RetentionRule>(sql`
    SELECT s.id AS survey, w.comments_kept_days AS comments, w.answers_kept_days AS answers
    FROM workspaces w JOIN surveys s ON s.workspace_id = w.id
    WHERE w.comments_kept_days IS NOT NULL OR w.answers_kept_days IS NOT NULL`)
  let forgot = false
  for (const { survey, comments, answers } of rules) {
    const inAnswers = answers === null ? 0 : await forgetAnswers(database, survey, now - answers * day)
    const inComments = comments === null ? 0 : await forgetComments(database, survey, now - comments * day)
    if (inAnswers + inComments > 0) {
      await database.write(scrubCounts(survey))
      forgot = true
    }
  }
  if (!forgot) return
  // The words of deleted comments leave the index when their answers are indexed again.
  await catchUp(database, Number.POSITIVE_INFINITY)
  await database.scrub()
}

async function forgetAnswers(database: Database, survey: string, before: number): Promise<number> {
  const old = sql`survey_id = ${survey} AND answered_at < ${before}`
  const answers = await inBatches(
    database,
    sql`DELETE FROM responses WHERE survey_id = ${survey}
    AND id IN (SELECT id FROM responses WHERE ${old} LIMIT ${batchSize}) RETURNING id`,
  )
  const shown = await inBatches(
    database,
    sql`DELETE FROM views WHERE survey_id = ${survey}
    AND id IN (SELECT id FROM views WHERE survey_id = ${survey} AND shown_at < ${before} LIMIT ${batchSize}) RETURNING id`,
  )
  return answers + shown
}

async function forgetComments(database: Database, survey: string, before: number): Promise<number> {
  // Visits by link hold a copy of the comment.
  const visits = await inBatches(
    database,
    sql`DELETE FROM visits WHERE survey_id = ${survey}
    AND (response_id, id) IN (SELECT response_id, id FROM visits
      WHERE survey_id = ${survey} AND changed_at < ${before} AND said IS NOT NULL LIMIT ${batchSize}) RETURNING id`,
  )
  const comments = await inBatches(
    database,
    sql`UPDATE responses SET comment = NULL, revision = revision WHERE survey_id = ${survey}
    AND id IN (SELECT id FROM responses
      WHERE survey_id = ${survey} AND answered_at < ${before} AND comment IS NOT NULL LIMIT ${batchSize}) RETURNING id`,
  )
  return visits + comments
}

/** Repeats a query that returns up to `batchSize` changed rows until none is left; returns how many it changed. */
async function inBatches(database: Database, batch: ReturnType<typeof sql>): Promise<number> {
  for (let changed = 0; ; ) {
    const [result] = await database.write([batch])
    changed += result!.rows.length
    if (result!.rows.length < batchSize) return changed
  }
}
