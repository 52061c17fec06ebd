import { eq, sql } from 'drizzle-orm'
import type { Definition } from '../contract/surveys.ts'
import type { Database } from './db.ts'
import { surveyDrafts } from './survey-tables.ts'
import { unset } from './surveys.ts'

/** What was changed of a survey that was published before, and is not published yet. */
export interface SurveyDraft {
  readonly definition: Definition
  /** The version that it was begun from. */
  readonly version: number
  readonly savedAt: number
}

/** The draft of a survey, or `null`. */
export async function findDraft(database: Database, surveyId: string): Promise<SurveyDraft | null> {
  const [row] = await database.orm.select().from(surveyDrafts).where(eq(surveyDrafts.surveyId, surveyId))
  return row ? { ...row, definition: { ...unset, ...(row.definition as Definition) } } : null
}

/**
 * Keeps a draft in place of the one that was read, which `savedAt` tells. Changes nothing, and returns `false`, when
 * it was changed since.
 */
export async function keepDraft(
  database: Database,
  surveyId: string,
  { definition, version }: Pick<SurveyDraft, 'definition' | 'version'>,
  read: Pick<SurveyDraft, 'savedAt'> | null,
  now: number,
): Promise<boolean> {
  const savedAt = read === null ? now : Math.max(now, read.savedAt + 1)
  const [kept] = await database.write([
    sql`INSERT INTO survey_drafts (survey_id, definition, version, saved_at)
      SELECT id, ${JSON.stringify(definition)}, ${version}, ${savedAt} FROM surveys
      WHERE id = ${surveyId} AND deleted_at IS NULL
      ON CONFLICT (survey_id) DO UPDATE SET
        definition = excluded.definition, version = excluded.version, saved_at = excluded.saved_at
      WHERE survey_drafts.saved_at = ${read?.savedAt ?? -1} RETURNING survey_id`,
  ])
  return kept!.rows.length > 0
}

/** Forgets the draft of a survey. */
export async function dropDraft(database: Database, surveyId: string): Promise<void> {
  await database.write([database.orm.delete(surveyDrafts).where(eq(surveyDrafts.surveyId, surveyId))])
}
