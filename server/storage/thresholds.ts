import { sql } from 'drizzle-orm'
import type { Database } from './db.ts'

/** A version of a survey that counts from another point than the one before it; `null` is the scale's own point. */
export interface ThresholdVersion {
  readonly version: number
  /** When it was published. */
  readonly at: number
  readonly threshold: number | null
  readonly before: number | null
}

/** The versions of a survey that changed its threshold, oldest first. */
export function thresholdVersions(database: Database, surveyId: string): Promise<ThresholdVersion[]> {
  return database.orm.all<ThresholdVersion>(sql`
    SELECT version, at, threshold, before FROM (
      SELECT version, created_at AS at, definition ->> 'threshold' AS threshold,
        lag(definition ->> 'threshold') OVER (ORDER BY version) AS before,
        lag(version) OVER (ORDER BY version) AS earlier
      FROM survey_versions WHERE survey_id = ${surveyId})
    WHERE earlier IS NOT NULL AND threshold IS NOT before ORDER BY version`)
}
