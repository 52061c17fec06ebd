import { type SQL, sql } from 'drizzle-orm'
import type { Database } from './db.ts'
import { eraseAnswers, scrubAgain, scrubLater } from './erasure.ts'

/** What goes with a survey. */
export interface Holdings {
  readonly answers: number
  readonly comments: number
  readonly views: number
  readonly campaigns: number
  /** People of its campaigns. */
  readonly recipients: number
}

/** How much is stored of a survey. */
export async function holdingsOf(database: Database, surveyId: string): Promise<Holdings> {
  const own = sql`WHERE survey_id = ${surveyId}`
  const [row] = await database.orm.all<Holdings>(sql`
    SELECT (SELECT count(*) FROM responses ${own}) AS answers,
      (SELECT count(*) FROM responses ${own} AND comment IS NOT NULL) AS comments,
      (SELECT count(*) FROM views ${own}) AS views,
      (SELECT count(*) FROM campaigns ${own}) AS campaigns,
      (SELECT count(*) FROM recipients ${own}) AS recipients`)
  return row!
}

/** Begins to delete a survey: from now on it asks nobody, is mailed to nobody and cannot be opened again. */
export async function beginDeletion(database: Database, surveyId: string, now: number): Promise<void> {
  await database.write([
    sql`UPDATE surveys SET status = 'closed', deleted_at = ${now}, archived_at = coalesce(archived_at, ${now})
      WHERE id = ${surveyId}`,
    sql`UPDATE campaigns SET status = 'cancelled', updated_at = ${now}
      WHERE survey_id = ${surveyId} AND status IN ('draft', 'running', 'paused')`,
  ])
}

/** Answers erased in one turn, in several transactions; the log is emptied once for them. */
const answersATurn = 500
/** Rows of another table deleted in one transaction: saves wait for it. */
const rowsATurn = 100
/** Tables that hold a row for each person who was asked, beside the answers. */
export const ofPeople = ['views', 'visits', 'recipients', 'asks']
/** Tables that keep the ids of erased answers, for a while, so that whoever has a copy is told to erase them too. */
export const ofErased = ['answer_changes']

/**
 * Does one turn of a deletion that has begun. Answers go as single answers are erased, so that nothing of them is
 * left in the files or taken in again; the survey goes when no row of a person is left.
 */
export async function deleteSome(database: Database, surveyId: string, now: number): Promise<void> {
  const answers = await database.orm.all<{ id: string }>(
    sql`SELECT id FROM responses WHERE survey_id = ${surveyId} LIMIT ${answersATurn}`,
  )
  if (answers.length > 0) {
    await eraseAnswers(
      database,
      surveyId,
      answers.map(({ id }) => id),
      now,
    )
    return
  }
  const some = (table: string) =>
    sql`DELETE FROM ${sql.raw(table)} WHERE rowid IN (
      SELECT rowid FROM ${sql.raw(table)} WHERE survey_id = ${surveyId} LIMIT ${rowsATurn}) RETURNING 1`
  const deleted = await database.write(ofPeople.map(some))
  if (deleted.some(({ rows }) => rows.length === rowsATurn)) return
  await database.write(theRest(surveyId))
  scrubLater(database)
  await scrubAgain(database)
}

/** Tables about a survey that hold few rows when its answers are gone, those first that point at others. */
export const ofSurvey = [
  ...['replies', 'follow_ups', 'hand_tags', 'tag_samples', 'unindexed_answers', 'answer_index'],
  ...['day_counts', 'quarter_counts', 'segment_counts', 'view_counts'],
  ...['floods', 'sightings', 'oldest', 'imports', 'campaigns', 'theme_editions', 'badges'],
  'survey_drafts',
  ...['goal_shares', 'survey_versions'],
]

function theRest(surveyId: string): SQL[] {
  const editions = sql`(SELECT id FROM theme_editions WHERE survey_id = ${surveyId})`
  return [
    ...['themed', 'theme_mentions', 'theme_counts'].map(
      (table) => sql`DELETE FROM ${sql.raw(table)} WHERE edition IN ${editions}`,
    ),
    ...ofSurvey.map((table) => sql`DELETE FROM ${sql.raw(table)} WHERE survey_id = ${surveyId}`),
    sql`DELETE FROM codebook_texts WHERE hash NOT IN (SELECT hash FROM theme_editions)`,
    sql`DELETE FROM surveys WHERE id = ${surveyId}`,
  ]
}
