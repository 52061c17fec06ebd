import type { ResultSet } from '@libsql/client/web'
import { sql } from 'drizzle-orm'
import type { FloodReason } from '../../shared/flood.ts'
import { allowsOrigin, entriesFor } from '../../shared/origins.ts'
import type { VerifiedFields } from '../responses/verified.ts'
import type { Database, Statement } from './db.ts'
import { emailKey } from './email-key.ts'
import { keyOf } from './find-responses.ts'
import { isFull, isFullOfVerified } from './quota.ts'
import { rowsOf } from './rows.ts'
import { saveThemes, type ThemesSave } from './themes/save-themes.ts'
import { isErased, type Marks, withMarks } from './tombstones.ts'

/** One revision of one response, ready to be stored. */
export interface Save {
  readonly surveyId: string
  readonly id: string
  readonly writeKeyHash: string
  readonly revision: number
  readonly surveyVersion: number | null
  readonly rating: number
  readonly comment: string | null
  readonly choices: readonly string[] | null
  readonly contact: boolean
  readonly test: boolean
  readonly respondentId: string | null
  readonly respondentEmail: string | null
  readonly respondentName: string | null
  /** The host's server vouched for the person: the id, else the email. */
  readonly respondentVerified: boolean
  /** All it vouched for; missing from saves that an earlier version queued. */
  readonly verifiedFields?: VerifiedFields
  readonly properties: Readonly<Record<string, unknown>> | null
  readonly channel: string
  /** The language the survey was shown in. */
  readonly language: string | null
  /** The page's origin; `null` for our own pages, which need no permission. */
  readonly origin: string | null
  /** The flood it belongs to. */
  readonly heldReason?: FloodReason | null
  readonly now: number
  /** Themes found in it; left out when it has neither comment nor choices. */
  readonly themed?: readonly ThemesSave[]
}

/** The result of a save: stored, already known, or the reason it was refused. */
export type Verdict =
  | { readonly outcome: 'created' | 'advanced' | 'unchanged'; readonly revision: number }
  /** Not stored: the answer, or the person, was erased lately. */
  | { readonly outcome: 'erased'; readonly revision: number }
  | { readonly outcome: 'no such survey' | 'origin' | 'other key' | 'closed' | 'full' }
  | { readonly outcome: 'off scale'; readonly min: number; readonly max: number }

/** The parts of a survey that decide whether it accepts a response. */
export type SurveyRow = {
  id: string
  status: string
  min: number
  max: number
  is_full: 0 | 1
  is_full_of_verified: 0 | 1
  allowed_origins: string
}
type StoredRow = {
  survey_id: string
  id: string
  revision: number
  write_key_hash: string
  respondent_verified: 0 | 1
  respondent_id: string | null
  respondent_email: string | null
}
/** What tells whose a stored response is. */
const owner = 'r.write_key_hash, r.respondent_verified, r.respondent_id, r.respondent_email'

/** The parts of a save, in the order of the statement's values; `page` is the origin itself, `origin` what permits it. */
const parts = [
  'surveyId',
  'id',
  'writeKeyHash',
  'revision',
  'surveyVersion',
  'rating',
  'comment',
  'choices',
  'contact',
  'test',
  'respondentId',
  'respondentEmail',
  'respondentName',
  'respondentVerified',
  'verifiedFields',
  'properties',
  'channel',
  'language',
  'origin',
  'page',
  'heldReason',
  'now',
  'idMark',
  'emailMark',
] as const satisfies readonly (keyof MarkedSave | 'page')[]

/** A save with the keyed hashes of its person. */
type MarkedSave = Save & Marks

/** SQL condition: the save `j` to the survey `s` is of somebody, or something, erased lately. */
const erasedSave = isErased({
  workspace: 's.workspace_id',
  idMark: 'j.idMark',
  emailMark: 'j.emailMark',
  answer: "'answer ' || s.id || ' ' || j.id",
})

/** The saves that are refused as erased, from a JSON list of arrays. */
const selectErased = `
  SELECT j.surveyId AS survey_id, j.id
  FROM (SELECT value ->> 0 AS surveyId, value ->> 1 AS id, value ->> 2 AS idMark, value ->> 3 AS emailMark
    FROM json_each(?)) j
  CROSS JOIN surveys s ON s.id = j.surveyId WHERE ${erasedSave}`

const erasableIn = (saves: readonly MarkedSave[]): [string] => [
  JSON.stringify(saves.map(({ surveyId, id, idMark, emailMark }) => [surveyId, id, idMark, emailMark])),
]

/** Surveys by id, from a JSON list of arrays that begin with the survey's id. */
export const selectSurveys = `
  SELECT s.id, s.status, s.min, s.max, ${isFull('s')} AS is_full,
    ${isFullOfVerified('s')} AS is_full_of_verified, w.allowed_origins
  FROM surveys s JOIN workspaces w ON w.id = s.workspace_id
  WHERE s.id IN (SELECT j.value ->> 0 FROM json_each(?) j)`

const selectStored = `
  SELECT r.survey_id, r.id, r.revision, ${owner}
  FROM json_each(?) j
  CROSS JOIN responses r ON r.survey_id = j.value ->> 0 AND r.id = j.value ->> 1`

/** SQL condition: the workspace `w` has one of these entries, a JSON list (`entriesOf`); or none is needed. */
export const originAllowed = (entries: string) => `(${entries} IS NULL OR EXISTS (
  SELECT 1 FROM json_each(w.allowed_origins) o WHERE instr(${entries}, json_quote(o.value))))`

/** The entries of `allowedOrigins` that permit this origin; `null` when it needs no permission. */
export const entriesOf = (origin: string | null) => origin && entriesFor(origin)

/**
 * SQL condition: a full survey still accepts people it was shown to before, revisions, tests, and verified answers
 * where others filled it.
 */
const hasRoom = `(NOT ${isFull('s')} OR j.test = 1 OR (j.respondentVerified = 1 AND NOT ${isFullOfVerified('s')})
  OR EXISTS (SELECT 1 FROM views v WHERE v.survey_id = s.id AND v.id = j.id)
  OR EXISTS (SELECT 1 FROM responses r WHERE r.survey_id = s.id AND r.id = j.id))`

/** SQL expression: why a save is held; `unsigned` where the survey counts signed answers alone. */
const reasonToHold = `iif(s.identity_required AND NOT j.respondentVerified, 'unsigned', j.heldReason)`

/** SQL condition: a stored response stays held, whatever its sender sends later; what was unsigned may be signed. */
const staysHeld = `(responses.ruling = 'dropped' OR (responses.ruling IS NULL AND responses.held_reason IS NOT NULL
  AND NOT (responses.held_reason = 'unsigned' AND excluded.respondent_verified)))`

/** SQL condition: two people who were vouched for; one whose email is told later is the same. */
const isAnother = `coalesce(responses.respondent_verified AND excluded.respondent_verified
  AND CASE WHEN responses.respondent_id IS NOT NULL AND excluded.respondent_id IS NOT NULL
    THEN responses.respondent_id <> excluded.respondent_id
    ELSE lower(responses.respondent_email) <> lower(excluded.respondent_email) END, 0)`

/** The same of a save. */
function isAnothers(save: Save, before: StoredRow): boolean {
  if (!save.respondentVerified || !before.respondent_verified) return false
  const [id, email] = [save.respondentId, save.respondentEmail]
  if (id && before.respondent_id) return id !== before.respondent_id
  return !!email && !!before.respondent_email && emailKey(email) !== emailKey(before.respondent_email)
}

/** SQL condition: the stored response is of a person who was vouched for, and this revision of nobody known. */
const isKnown = '(responses.respondent_verified > excluded.respondent_verified)'

/** SQL condition: a revision changes no state by what holds new answers: one without its signature, or in a flood. */
const keepsState = `((${isKnown} AND excluded.held_reason = 'unsigned') OR excluded.held_reason LIKE 'same-%')`

/**
 * A revision without a right signature, as when a token ended meanwhile, says something else but not who says it: an
 * answer stays the person's who was vouched for, with what was signed of them.
 */
const identity = ['respondent_id', 'respondent_email', 'respondent_name', 'properties', 'verified_fields']
  .map(
    (column) =>
      `${column} = CASE WHEN ${isKnown} THEN responses.${column}
        ELSE excluded.${column} END`,
  )
  .join(', ')

/** The placeholders of one save. */
const placeholders = `(${parts.map(() => '?').join(', ')})`

/**
 * The statement for this many saves. The values are bound: taking them out of JSON would be a fifth of a save's
 * time.
 */
const insertAllowed = (saves: number) => `
  WITH j (${parts.join(', ')}) AS (VALUES ${Array(saves).fill(placeholders).join(', ')})
  INSERT INTO responses (survey_id, id, survey_version, revision, write_key_hash, rating, comment,
    choices, contact, respondent_id, respondent_email, respondent_name, respondent_verified, verified_fields,
    properties, channel, language, origin, state, held_reason, answered_at, updated_at)
  SELECT s.id, j.id, min(coalesce(j.surveyVersion, s.version), s.version),
    j.revision, j.writeKeyHash, j.rating, j.comment, j.choices, j.contact, j.respondentId, j.respondentEmail,
    j.respondentName, j.respondentVerified, j.verifiedFields, j.properties, j.channel,
    j.language, j.page, CASE WHEN j.test THEN 'test' WHEN ${reasonToHold} IS NULL THEN 'counted' ELSE 'held' END,
    CASE WHEN NOT j.test THEN ${reasonToHold} END, CAST(j.now AS INTEGER), CAST(j.now AS INTEGER)
  FROM j
  CROSS JOIN surveys s ON s.id = j.surveyId
  CROSS JOIN workspaces w ON w.id = s.workspace_id
  WHERE s.status = 'live' AND j.rating BETWEEN s.min AND s.max AND ${originAllowed('j.origin')}
    AND ${hasRoom} AND NOT ${erasedSave}
  ON CONFLICT (survey_id, id) DO UPDATE SET
    survey_version = excluded.survey_version, revision = excluded.revision, rating = excluded.rating,
    comment = excluded.comment, choices = excluded.choices, contact = excluded.contact, ${identity},
    respondent_verified = max(responses.respondent_verified, excluded.respondent_verified),
    channel = excluded.channel, language = excluded.language,
    state = CASE WHEN ${staysHeld} THEN 'held'
      WHEN responses.ruling = 'released' AND excluded.state = 'held' THEN 'counted'
      WHEN ${keepsState} THEN responses.state ELSE excluded.state END,
    held_reason = CASE WHEN ${staysHeld} OR responses.ruling IS NOT NULL OR ${keepsState} THEN responses.held_reason
      ELSE excluded.held_reason END,
    updated_at = excluded.updated_at
  WHERE excluded.revision > responses.revision AND excluded.write_key_hash = responses.write_key_hash
    AND NOT ${isAnother}
  RETURNING survey_id, id, revision`

/**
 * Stores many revisions in one transaction and returns a verdict for each. The inserting statement decides: it
 * takes a row only if the survey is live, the rating on its scale and the origin allowed, and replaces a stored
 * row only by a higher revision with the same write key. Rows it left out are explained from what is read in the
 * same transaction. At most 1,024 saves, because SQLite binds 32,766 values.
 */
export async function saveResponses(database: Database, given: readonly Save[]): Promise<Verdict[]> {
  const saves = await withMarks(database, given)
  const args = idsOf(saves)
  // Only revisions above the first can replace a stored one.
  const earlier = idsOf(saves.filter(({ revision }) => revision > 1))
  const [replaced, written, surveyRows, storedRows, erasedRows] = (await database.write([
    { sql: selectStored, args: earlier },
    { ...insertion(saves), expectedRows: saves.length },
    { sql: selectSurveys, args, onlyIfIncomplete: true },
    { sql: selectStored, args, onlyIfIncomplete: true },
    { sql: selectErased, args: erasableIn(saves), onlyIfIncomplete: true },
    ...saveThemes(saves),
  ])) as unknown as [ResultSet, ResultSet, ResultSet, ResultSet, ResultSet]

  const known = new Set(rowsOf<StoredRow>(replaced).map((row) => keyOf(row.survey_id, row.id)))
  const verdict = (save: Save): Verdict => {
    const key = keyOf(save.surveyId, save.id)
    const outcome = known.has(key) ? 'advanced' : 'created'
    known.add(key)
    return { outcome, revision: save.revision }
  }
  if (written.rowsAffected === saves.length) return saves.map(verdict)
  const taken = new Set(
    rowsOf<StoredRow>(written).map((row) => `${keyOf(row.survey_id, row.id)} ${row.revision}`),
  )
  const surveysById = new Map(rowsOf<SurveyRow>(surveyRows).map((row) => [row.id, row]))
  const stored = new Map(rowsOf<StoredRow>(storedRows).map((row) => [keyOf(row.survey_id, row.id), row]))
  const erased = new Set(rowsOf<StoredRow>(erasedRows).map((row) => keyOf(row.survey_id, row.id)))
  return saves.map((save) => {
    const key = keyOf(save.surveyId, save.id)
    if (taken.delete(`${key} ${save.revision}`)) return verdict(save)
    if (erased.has(key)) return { outcome: 'erased', revision: save.revision }
    return explain(save, surveysById.get(save.surveyId), stored.get(key))
  })
}

/** The responses' ids as a JSON list. */
function idsOf(saves: readonly Save[]): [string] {
  return [JSON.stringify(saves.map(({ surveyId, id }) => [surveyId, id]))]
}

/** A row without a survey, which the statement does not store. */
const padding = parts.map(() => null)

/** The inserting statement, padded to a power of two, so that few different statements need to be compiled. */
function insertion(saves: readonly MarkedSave[]): Statement {
  const size = 2 ** Math.ceil(Math.log2(saves.length))
  const args = saves.flatMap((save) => parts.map((name) => toValue(partOf(save, name))))
  return { sql: insertionOf(size), args: args.concat(...Array(size - saves.length).fill(padding)) }
}
const partOf = (save: MarkedSave, name: (typeof parts)[number]) =>
  name === 'origin' ? entriesOf(save.origin) : name === 'page' ? save.origin : save[name]
const toValue = (part: ReturnType<typeof partOf>) =>
  // Undefined is what a save queued by an earlier version lacks.
  typeof part === 'object' && part !== null ? JSON.stringify(part) : (part ?? null)

const insertions: string[] = []
const insertionOf = (size: number) => (insertions[size] ??= insertAllowed(size))

/** The verdict a save would get now, by one read and without storing it. */
export async function previewSave(database: Database, given: Save): Promise<Verdict> {
  const [save] = (await withMarks(database, [given])) as [MarkedSave]
  const [row] = await database.orm.all<SurveyRow & Partial<StoredRow> & { erased: 0 | 1 }>(sql`
    SELECT ${sql.raw(erasedSave)} AS erased, s.id, s.status, s.min, s.max, ${sql.raw(isFull('s'))} AS is_full,
      ${sql.raw(isFullOfVerified('s'))} AS is_full_of_verified, w.allowed_origins,
      r.survey_id, r.revision, ${sql.raw(owner)}
    FROM surveys s JOIN workspaces w ON w.id = s.workspace_id
    CROSS JOIN (SELECT ${save.id} AS id, ${save.idMark} AS idMark, ${save.emailMark} AS emailMark) j
    LEFT JOIN responses r ON r.survey_id = s.id AND r.id = j.id
    WHERE s.id = ${save.surveyId}`)
  const before = row?.survey_id ? (row as StoredRow) : undefined
  if (row?.erased && permits(row, save.origin)) return { outcome: 'erased', revision: save.revision }
  const refused = explain(save, row, before)
  const fits = row && save.rating >= row.min && save.rating <= row.max
  if (!fits || refused.outcome !== 'off scale') return refused
  return { outcome: before ? 'advanced' : 'created', revision: save.revision }
}

/** Whether pages of this origin may use the survey; `null` needs no permission. */
export const permits = ({ allowed_origins }: SurveyRow, origin: string | null) =>
  origin === null || allowsOrigin(JSON.parse(allowed_origins), origin)

/** The reason the inserting statement did not take a row. */
function explain(save: Save, survey: SurveyRow | undefined, before: StoredRow | undefined): Verdict {
  if (!survey || survey.status === 'draft') return { outcome: 'no such survey' }
  if (!permits(survey, save.origin)) return { outcome: 'origin' }
  if (before && (before.write_key_hash !== save.writeKeyHash || isAnothers(save, before)))
    return { outcome: 'other key' }
  if (before && save.revision <= before.revision) return { outcome: 'unchanged', revision: before.revision }
  if (survey.status === 'closed') return { outcome: 'closed' }
  const isFull = save.respondentVerified ? survey.is_full_of_verified : survey.is_full
  if (isFull && save.rating >= survey.min && save.rating <= survey.max) return { outcome: 'full' }
  return { outcome: 'off scale', min: survey.min, max: survey.max }
}
