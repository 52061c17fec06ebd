import type { ResultSet } from '@libsql/client/web'
import { sql } from 'drizzle-orm'
import { givenFieldsOf } from '../responses/verified.ts'
import type { Database } from './db.ts'
import { rowsOf } from './rows.ts'
import { saveThemes, type ThemesSave } from './themes/save-themes.ts'
import { isErased, withMarks } from './tombstones.ts'

/** A response collected elsewhere, with its own id and date. */
export interface Imported {
  readonly id: string
  readonly rating: number
  readonly comment: string | null
  readonly respondentId: string | null
  readonly respondentEmail: string | null
  readonly respondentName: string | null
  readonly properties: Readonly<Record<string, unknown>> | null
  readonly channel: string
  readonly answeredAt: number
  /** Themes found in it; left out when it has neither comment nor choices. */
  readonly themed?: readonly ThemesSave[]
}

/** SQL condition: an import of before ids that importers make had a space of their own has this row. */
const isKnownImport = sql`(j.value ->> 'id' LIKE 'import:%' AND EXISTS (SELECT 1 FROM responses e
  WHERE e.survey_id = s.id AND e.id = substr(j.value ->> 'id', 8) AND e.write_key_hash = ''))`

const erasedRow = isErased({
  workspace: 's.workspace_id',
  idMark: "(j.value ->> 'idMark')",
  emailMark: "(j.value ->> 'emailMark')",
  answer: "'answer ' || s.id || ' ' || (j.value ->> 'id')",
})

/**
 * Adds responses whose ids are new, in one transaction, without what was erased lately; returns how many were
 * added, how many left out, and the ids of those that came another way, under a write key: whose they are is not
 * known, so they are no earlier import of the same.
 */
export async function importResponses(
  database: Database,
  surveyId: string,
  given: readonly Imported[],
  now: number,
): Promise<{ added: number; erased: number; conflicts: ReadonlySet<string> }> {
  // Whoever has a key vouches for all that they import.
  const vouched = given.map((row) => ({ ...row, verifiedFields: givenFieldsOf(row) }))
  const rows = await withMarks(database, vouched)
  const json = JSON.stringify(rows)
  const [written, erased, foreign] = (await database.write([
    sql`
      INSERT INTO responses (survey_id, id, survey_version, revision, write_key_hash, rating, comment,
        respondent_id, respondent_email, respondent_name, respondent_verified, verified_fields, properties, channel,
        state, answered_at, updated_at)
      SELECT s.id, j.value ->> 'id', s.version, 1, '', j.value ->> 'rating', j.value ->> 'comment',
        j.value ->> 'respondentId', j.value ->> 'respondentEmail', j.value ->> 'respondentName', 1,
        json_extract(j.value, '$.verifiedFields'), json_extract(j.value, '$.properties'), j.value ->> 'channel',
        'counted', j.value ->> 'answeredAt', ${now}
      FROM json_each(${json}) j CROSS JOIN surveys s
      WHERE s.id = ${surveyId} AND NOT ${sql.raw(erasedRow)} AND NOT ${isKnownImport}
      ON CONFLICT (survey_id, id) DO NOTHING
      RETURNING id`,
    sql`SELECT count(*) AS n FROM json_each(${json}) j CROSS JOIN surveys s
      WHERE s.id = ${surveyId} AND ${sql.raw(erasedRow)}`,
    sql`SELECT r.id FROM json_each(${json}) j
      CROSS JOIN responses r ON r.survey_id = ${surveyId} AND r.id = j.value ->> 'id'
      CROSS JOIN surveys s ON s.id = r.survey_id
      WHERE r.write_key_hash <> '' AND NOT ${sql.raw(erasedRow)}`,
    ...saveThemes(rows.map((row) => ({ ...row, surveyId, revision: 1 }))),
  ])) as unknown as [ResultSet, ResultSet, ResultSet]
  return {
    added: written.rows.length,
    erased: Number(erased.rows[0]!.n),
    conflicts: new Set(rowsOf<{ id: string }>(foreign).map(({ id }) => id)),
  }
}
