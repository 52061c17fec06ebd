import type { ResultSet } from '@libsql/client/web'
import { type SQL, sql } from 'drizzle-orm'
import { sha256 } from '../http/hashing.ts'
import type { HeldReason } from '../links/visit.ts'
import { givenFieldsOf } from '../responses/verified.ts'
import type { Database } from './db.ts'
import { type Extras, keepExtras } from './import-extras.ts'
import type { ImportRecord } from './imports.ts'
import { rowsOf } from './rows.ts'
import { leaveUnread, type ReadAnswer, saveThemes, type ThemesSave } from './themes/save-themes.ts'
import { isErased, withMarks } from './tombstones.ts'

/** A response collected elsewhere, with its own id and date. */
export interface Imported extends Extras {
  readonly id: string
  readonly rating: number
  readonly comment: string | null
  readonly respondentId: string | null
  readonly respondentEmail: string | null
  readonly respondentName: string | null
  readonly properties: Readonly<Record<string, unknown>> | null
  readonly channel: string
  readonly answeredAt: number
  /** Whether the row said when; else it may be stored with another time than the one it gets now. */
  readonly isUndated?: boolean
  /** What an export of ours says beside. */
  readonly choices?: readonly string[] | null
  readonly contact?: boolean
  readonly language?: string | null
  readonly origin?: string | null
  readonly state?: 'counted' | 'held' | 'test'
  readonly heldReason?: HeldReason | null
  readonly ruling?: 'released' | 'dropped' | null
  readonly verified?: boolean
  readonly verifiedFields?: readonly string[]
  /** Themes found in it; left out when it has neither comment nor choices, or is to be read later. */
  readonly themed?: readonly ThemesSave[]
}

/** How rows are taken in. */
export interface Intake {
  /** The import they are of, if any: what an earlier mapping of it brought is replaced. */
  readonly import: Pick<ImportRecord, 'id' | 'edition'> | null
  /** What becomes of a row whose id is another answer's: it is left out, replaces it, or gets an id of its own. */
  readonly onConflict: 'refuse' | 'update' | 'new'
  /** Stores nothing and says what would be. */
  readonly dryRun: boolean
}

export const plainIntake: Intake = { import: null, onConflict: 'refuse', dryRun: false }

/** What became of rows. */
export interface TakenIn {
  readonly added: number
  readonly replaced: number
  readonly erased: number
  /** The ids of those left out, whose id is another answer's. */
  readonly conflicts: ReadonlySet<string>
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

const fieldsOf = (json: string) => `SELECT key, value FROM json_each(${json})`
const [kept, given] = [fieldsOf('r.properties'), fieldsOf(`json_extract(j.value, '$.properties')`)]

/** SQL condition: the stored answer `r` is what the row `j` says. Comments that retention took away are no difference. */
const isSame = (now: number) => sql`(r.rating = j.value ->> 'rating'
  AND (r.comment IS j.value ->> 'comment' OR (r.comment IS NULL
    AND r.answered_at < ${now} - (SELECT comments_kept_days FROM workspaces WHERE id = s.workspace_id) * 86400000))
  AND r.respondent_id IS j.value ->> 'respondentId' AND r.respondent_email IS j.value ->> 'respondentEmail'
  AND r.respondent_name IS j.value ->> 'respondentName'
  AND (j.value ->> 'isUndated' OR r.answered_at = j.value ->> 'answeredAt')
  AND NOT EXISTS (${sql.raw(kept)} EXCEPT ${sql.raw(given)})
  AND NOT EXISTS (${sql.raw(given)} EXCEPT ${sql.raw(kept)}))`

type Row = Imported & { readonly verifiedFields: readonly string[] }

/** Rows by what is stored under their ids; those that are stored as they are, in no list. */
interface Sorted {
  readonly fresh: readonly Row[]
  /** Of the same import by an earlier mapping: with other content, with the same. */
  readonly corrected: readonly Row[]
  readonly kept: readonly Row[]
  /** Another answer's id: of an import, or of a page, a link or a program, whose answer nothing overwrites. */
  readonly taken: readonly Row[]
  readonly foreign: readonly Row[]
}

/**
 * Takes rows in, without what was erased lately. A row whose id and content are stored changes nothing; one whose
 * id is stored with other content is a conflict.
 */
export async function importResponses(
  database: Database,
  surveyId: string,
  rows: readonly Imported[],
  now: number,
  intake: Intake = plainIntake,
): Promise<TakenIn> {
  // Whoever has a key vouches for all that they import, unless they say what was vouched for.
  const vouched = rows.map((row) => ({ ...row, verifiedFields: row.verifiedFields ?? givenFieldsOf(row) }))
  if (intake.dryRun) return foretell(database, surveyId, vouched, now, intake)
  // Most rows are new: what is stored under the ids of the others is looked at afterwards.
  const first = await add(database, surveyId, vouched, now, intake)
  const rest = vouched.filter(({ id }) => !first.ids.has(id))
  const result = { added: first.ids.size, replaced: 0, erased: first.erased }
  if (rest.length === first.erased) return { ...result, conflicts: new Set() }
  const sorted = { ...(await sort(database, surveyId, rest, now, intake)), fresh: [] }
  const { added, replaced, refused } = await settle(database, surveyId, sorted, now, intake)
  const changes = [
    ...(replaced.length > 0 ? [replace(surveyId, replaced, now, intake)] : []),
    ...(sorted.kept.length > 0 ? [keep(surveyId, sorted.kept, intake)] : []),
    ...themesOf(surveyId, replaced),
    ...keepExtras(surveyId, rest, isSame(now), now),
  ]
  if (changes.length > 0) await database.write(changes)
  const renamed = added.length > 0 ? await add(database, surveyId, added, now, intake) : null
  return {
    added: result.added + (renamed?.ids.size ?? 0),
    replaced: replaced.length,
    erased: result.erased + (renamed?.erased ?? 0),
    conflicts: new Set(refused),
  }
}

/** Stores the rows whose ids are new, in one transaction, without what was erased lately. */
async function add(
  database: Database,
  surveyId: string,
  rows: readonly Row[],
  now: number,
  intake: Intake,
): Promise<{ ids: ReadonlySet<string>; erased: number }> {
  const json = JSON.stringify(await withMarks(database, rows))
  const [written, erased] = (await database.write([
    insert(surveyId, json, now, intake),
    countErased(surveyId, json),
    ...themesOf(surveyId, rows),
    ...keepExtras(surveyId, rows, isSame(now), now),
  ])) as unknown as [ResultSet, ResultSet]
  const ids = new Set(rowsOf<{ id: string }>(written).map(({ id }) => id))
  return { ids, erased: Number(erased.rows[0]!.n) }
}

/** What would become of rows. */
async function foretell(
  database: Database,
  surveyId: string,
  rows: readonly Row[],
  now: number,
  intake: Intake,
): Promise<TakenIn> {
  const sorted = await sort(database, surveyId, rows, now, intake)
  const { added, replaced, refused } = await settle(database, surveyId, sorted, now, intake)
  const json = JSON.stringify(await withMarks(database, added))
  const [erased] = await database.orm.all<{ n: number }>(countErased(surveyId, json))
  return {
    added: added.length - erased!.n,
    replaced: replaced.length,
    erased: erased!.n,
    conflicts: new Set(refused),
  }
}

const countErased = (surveyId: string, json: string) =>
  sql`SELECT count(*) AS n FROM json_each(${json}) j CROSS JOIN surveys s
    WHERE s.id = ${surveyId} AND ${sql.raw(erasedRow)}`

/** Themes as they were found, or found later where nobody looked. */
function themesOf(surveyId: string, rows: readonly Row[]) {
  const answers = rows.map((row): ReadAnswer => ({ ...row, surveyId, revision: 1 }))
  const unread = answers.filter(({ themed, comment, choices }) => !themed && (comment !== null || choices))
  return [...saveThemes(answers), ...leaveUnread(unread)]
}

async function sort(
  database: Database,
  surveyId: string,
  rows: readonly Row[],
  now: number,
  { import: own }: Intake,
): Promise<Sorted> {
  if (rows.length === 0) return { fresh: [], corrected: [], kept: [], taken: [], foreign: [] }
  const isOwn = own ? sql`(r.import_id = ${own.id} AND r.import_edition < ${own.edition})` : sql`0`
  const found = await database.orm.all<{ place: number; isSame: 0 | 1; isOwn: 0 | 1; isForeign: 0 | 1 }>(sql`
    SELECT j.key AS place, ${isSame(now)} AS isSame, coalesce(${isOwn}, 0) AS isOwn,
      r.write_key_hash <> '' AS isForeign
    FROM json_each(${JSON.stringify(rows)}) j
    CROSS JOIN responses r ON r.survey_id = ${surveyId} AND r.id = j.value ->> 'id'
    CROSS JOIN surveys s ON s.id = r.survey_id`)
  const stored = new Map(found.map((each) => [Number(each.place), each]))
  const those = (fits: (is: (typeof found)[number]) => boolean) =>
    rows.filter((_, place) => stored.has(place) && fits(stored.get(place)!))
  return {
    fresh: rows.filter((_, place) => !stored.has(place)),
    corrected: those((is) => !is.isSame && !!is.isOwn),
    kept: those((is) => !!is.isSame && !!is.isOwn),
    taken: those((is) => !is.isSame && !is.isOwn && !is.isForeign),
    foreign: those((is) => !is.isSame && !is.isOwn && !!is.isForeign),
  }
}

/** What is added and replaced, and the ids of what is left out. */
async function settle(
  database: Database,
  surveyId: string,
  { fresh, corrected, taken, foreign }: Sorted,
  now: number,
  intake: Intake,
): Promise<{ added: readonly Row[]; replaced: readonly Row[]; refused: readonly string[] }> {
  const idsOf = (rows: readonly Row[]) => rows.map(({ id }) => id)
  switch (intake.onConflict) {
    case 'refuse':
      return { added: fresh, replaced: corrected, refused: idsOf([...taken, ...foreign]) }
    case 'update':
      return { added: fresh, replaced: [...corrected, ...taken], refused: idsOf(foreign) }
    case 'new': {
      const renamed = await Promise.all([...taken, ...foreign].map(withOwnId))
      const again = await sort(database, surveyId, renamed, now, intake)
      return {
        added: [...fresh, ...again.fresh],
        replaced: [...corrected, ...again.corrected],
        refused: idsOf([...again.taken, ...again.foreign]),
      }
    }
  }
}

/** The row under an id of its content, so that the same row gets the same one again. */
async function withOwnId({ themed, tags, followUp, ...row }: Row): Promise<Row> {
  const digest = await sha256(JSON.stringify({ ...row, answeredAt: row.isUndated ? null : row.answeredAt }))
  return {
    ...row,
    tags: tags ?? null,
    followUp: followUp ?? null,
    ...(themed && { themed }),
    id: `import:${digest.slice(0, 32)}`,
  }
}

const columns = {
  rating: `j.value ->> 'rating'`,
  comment: `j.value ->> 'comment'`,
  choices: `json_extract(j.value, '$.choices')`,
  contact: `coalesce(j.value ->> 'contact', 0)`,
  respondent_id: `j.value ->> 'respondentId'`,
  respondent_email: `j.value ->> 'respondentEmail'`,
  respondent_name: `j.value ->> 'respondentName'`,
  verified_fields: `json_extract(j.value, '$.verifiedFields')`,
  properties: `json_extract(j.value, '$.properties')`,
  channel: `j.value ->> 'channel'`,
  language: `j.value ->> 'language'`,
  origin: `j.value ->> 'origin'`,
  answered_at: `j.value ->> 'answeredAt'`,
} as const
const named = sql.raw(Object.keys(columns).join(', '))
const values = sql.raw(Object.values(columns).join(', '))

const edition = ({ import: own }: Intake) => sql`${own?.id ?? null}, ${own?.edition ?? null}`

function insert(surveyId: string, json: string, now: number, intake: Intake): SQL {
  return sql`
    INSERT INTO responses (survey_id, id, survey_version, revision, write_key_hash, respondent_verified,
      state, held_reason, ruling, updated_at, import_id, import_edition, ${named})
    SELECT s.id, j.value ->> 'id', s.version, 1, '', coalesce(j.value ->> 'verified', 1), coalesce(j.value ->> 'state', 'counted'),
      j.value ->> 'heldReason', j.value ->> 'ruling', ${now}, ${edition(intake)}, ${values}
    FROM json_each(${json}) j CROSS JOIN surveys s
    WHERE s.id = ${surveyId} AND NOT ${sql.raw(erasedRow)} AND NOT ${isKnownImport}
    ON CONFLICT (survey_id, id) DO NOTHING
    RETURNING id`
}

/** Writes rows over the stored answers. Whose import an answer is, and what an owner decided about it, stays. */
function replace(surveyId: string, rows: readonly Row[], now: number, { import: own }: Intake): SQL {
  const set = Object.entries(columns).map(([column, value]) => `${column} = ${value}`)
  return sql`
    UPDATE responses SET ${sql.raw(set.join(', '))}, updated_at = ${now}, revision = revision,
      import_edition = iif(import_id IS ${own?.id ?? null}, ${own?.edition ?? null}, import_edition)
    FROM json_each(${JSON.stringify(rows)}) j
    WHERE responses.survey_id = ${surveyId} AND responses.id = j.value ->> 'id' AND write_key_hash = ''`
}

/** Moves answers that are right already to the import's last mapping. */
function keep(surveyId: string, rows: readonly Row[], { import: own }: Intake): SQL {
  const ids = JSON.stringify(rows.map(({ id }) => id))
  return sql`UPDATE responses SET import_edition = ${own!.edition}
    WHERE survey_id = ${surveyId} AND import_id = ${own!.id} AND id IN (SELECT value FROM json_each(${ids}))`
}
