import { sql } from 'drizzle-orm'
import { scrubCounts } from './counts/scrub.ts'
import type { Database } from './db.ts'

const day = 86_400_000
/** Rows taken away by one transaction: answers that are being saved wait no longer than for that. */
const atOnce = 500

interface Kept {
  readonly survey: string
  readonly comments: number | null
  readonly answers: number | null
}

/**
 * Takes away what workspaces do not want kept any longer: comments, or whole answers with what was
 * shown, older than their number of days. Counts follow. Run daily; running it again changes nothing.
 */
export async function forgetOld(database: Database, now: number): Promise<void> {
  const kept = await database.orm.all<Kept>(sql`
    SELECT s.id AS survey, w.comments_kept_days AS comments, w.answers_kept_days AS answers
    FROM workspaces w JOIN surveys s ON s.workspace_id = w.id
    WHERE w.comments_kept_days IS NOT NULL OR w.answers_kept_days IS NOT NULL`)
  let forgot = false
  for (const { survey, comments, answers } of kept) {
    const inAnswers = answers === null ? 0 : await forgetAnswers(database, survey, now - answers * day)
    const inComments = comments === null ? 0 : await forgetComments(database, survey, now - comments * day)
    if (inAnswers + inComments > 0) {
      await database.write(scrubCounts(survey))
      forgot = true
    }
  }
  if (forgot) await database.scrub()
}

async function forgetAnswers(database: Database, survey: string, before: number): Promise<number> {
  const old = sql`survey_id = ${survey} AND answered_at < ${before}`
  const answers = await inSlices(
    database,
    sql`DELETE FROM responses WHERE survey_id = ${survey}
    AND id IN (SELECT id FROM responses WHERE ${old} LIMIT ${atOnce}) RETURNING id`,
  )
  const shown = await inSlices(
    database,
    sql`DELETE FROM views WHERE survey_id = ${survey}
    AND id IN (SELECT id FROM views WHERE survey_id = ${survey} AND shown_at < ${before} LIMIT ${atOnce}) RETURNING id`,
  )
  return answers + shown
}

async function forgetComments(database: Database, survey: string, before: number): Promise<number> {
  // What a visit by link said is a copy of the comment.
  const visits = await inSlices(
    database,
    sql`DELETE FROM visits WHERE survey_id = ${survey}
    AND (response_id, id) IN (SELECT response_id, id FROM visits
      WHERE survey_id = ${survey} AND changed_at < ${before} AND said IS NOT NULL LIMIT ${atOnce}) RETURNING id`,
  )
  const comments = await inSlices(
    database,
    sql`UPDATE responses SET comment = NULL, revision = revision WHERE survey_id = ${survey}
    AND id IN (SELECT id FROM responses
      WHERE survey_id = ${survey} AND answered_at < ${before} AND comment IS NOT NULL LIMIT ${atOnce}) RETURNING id`,
  )
  return visits + comments
}

/** Runs a query that takes a slice at a time until it takes nothing; returns how many rows it took. */
async function inSlices(database: Database, slice: ReturnType<typeof sql>): Promise<number> {
  for (let taken = 0; ; ) {
    const [result] = await database.write([slice])
    taken += result!.rows.length
    if (result!.rows.length < atOnce) return taken
  }
}
