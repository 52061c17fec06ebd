import { and, desc, eq, ne, type SQL, sql } from 'drizzle-orm'
import { pointColumns } from './counts/tally.ts'
import type { Database } from './db.ts'
import { scrubAgain, scrubLater } from './erasure.ts'
import type { After } from './find-responses.ts'
import { imports } from './import-tables.ts'
import { surveys } from './survey-tables.ts'

export type ImportRecord = typeof imports.$inferSelect
/** An import with how many answers are its own now. */
export type CountedImport = ImportRecord & { readonly answers: number }

const answers = sql<number>`(SELECT count(*) FROM responses r WHERE r.import_id = "imports"."id")`.as(
  'answers',
)
const columns = {
  ...{ id: imports.id, surveyId: imports.surveyId, file: imports.file, hash: imports.hash },
  ...{ mapping: imports.mapping, edition: imports.edition, state: imports.state, read: imports.read },
  ...{ refused: imports.refused, replaced: imports.replaced },
  ...{ createdAt: imports.createdAt, changedAt: imports.changedAt, answers },
}

/** One import of a survey, or `null`. */
export async function findImport(
  database: Database,
  surveyId: string,
  id: string,
): Promise<CountedImport | null> {
  const [row] = await database.orm
    .select(columns)
    .from(imports)
    .where(and(eq(imports.surveyId, surveyId), eq(imports.id, id)))
  return row ?? null
}

/** The imports of a survey, newest first, at most `limit`, after a cursor; with a hash, those of that content. */
export function listImports(
  database: Database,
  surveyId: string,
  { hash, after, limit }: { hash: string | null; after: After | null; limit: number },
): Promise<CountedImport[]> {
  return database.orm
    .select(columns)
    .from(imports)
    .where(
      and(
        eq(imports.surveyId, surveyId),
        hash === null ? undefined : eq(imports.hash, hash),
        after ? sql`(${imports.createdAt}, ${imports.id}) < (${after.answeredAt}, ${after.id})` : undefined,
      ),
    )
    .orderBy(desc(imports.createdAt), desc(imports.id))
    .limit(limit)
}

/** The newest imports of a workspace's surveys, at most `limit`, with the survey's name; or the one of an id. */
export function listImportsOf(database: Database, workspaceId: string, limit: number, id?: string) {
  return database.orm
    .select({ ...columns, surveyName: sql<string>`v.definition ->> 'name'`.as('survey_name') })
    .from(imports)
    .innerJoin(surveys, eq(surveys.id, imports.surveyId))
    .innerJoin(sql`survey_versions v`, sql`v.survey_id = surveys.id AND v.version = surveys.version`)
    .where(and(eq(surveys.workspaceId, workspaceId), id === undefined ? undefined : eq(imports.id, id)))
    .orderBy(desc(imports.createdAt), desc(imports.id))
    .limit(limit)
}

/**
 * Begins an import, or finds the one that has the same content and was not taken back: importing a file again
 * goes on where it stopped.
 */
export async function beginImport(
  database: Database,
  given: Pick<ImportRecord, 'id' | 'surveyId' | 'file' | 'hash' | 'mapping'>,
  now: number,
): Promise<CountedImport> {
  const row = { ...given, edition: 1, state: 'open' as const, createdAt: now, changedAt: now }
  await database.write([database.orm.insert(imports).values(row).onConflictDoNothing()])
  const [found] = await database.orm
    .select(columns)
    .from(imports)
    .where(
      and(
        eq(imports.surveyId, given.surveyId),
        eq(imports.hash, given.hash),
        ne(imports.state, 'taken back'),
      ),
    )
  if (!found) throw new Error('an import that was begun is there')
  return found
}

/** Reads the same content by another mapping from now on; `finishImport` removes what it no longer brings. */
export async function correctImport(
  database: Database,
  { id, edition }: ImportRecord,
  mapping: ImportRecord['mapping'],
  now: number,
): Promise<void> {
  const next = { mapping, edition: edition + 1, state: 'open' as const, changedAt: now }
  // Of two corrections at once the second finds the edition it read gone.
  const isCurrent = and(eq(imports.id, id), eq(imports.edition, edition), ne(imports.state, 'taken back'))
  await database.write([database.orm.update(imports).set(next).where(isCurrent)])
}

/** Notes that rows came by an import that is not done. */
export async function rowsCame(database: Database, id: string, now: number): Promise<void> {
  const isOpen = and(eq(imports.id, id), eq(imports.state, 'open'))
  await database.write([database.orm.update(imports).set({ changedAt: now }).where(isOpen)])
}

/** How much of a removal one call did. */
export interface Removed {
  readonly removed: number
  /** Whether nothing is left to remove. */
  readonly isDone: boolean
}

/** Removes what earlier mappings brought and the last did not, and keeps the importer's counts when all of it is gone. */
export async function finishImport(
  database: Database,
  { id, surveyId, edition }: ImportRecord,
  counts: Pick<ImportRecord, 'read' | 'refused' | 'replaced'>,
  now: number,
): Promise<Removed> {
  const result = await removeSome(database, surveyId, sql`import_id = ${id} AND import_edition < ${edition}`)
  if (result.isDone) {
    const done = { ...counts, state: 'done' as const, changedAt: now }
    const isCurrent = and(eq(imports.id, id), eq(imports.edition, edition), ne(imports.state, 'taken back'))
    await database.write([database.orm.update(imports).set(done).where(isCurrent)])
  }
  return result
}

/** Removes every answer that an import brought. What it only replaced stays. It may be imported again. */
export async function takeBackImport(
  database: Database,
  { id, surveyId }: Pick<ImportRecord, 'id' | 'surveyId'>,
  now: number,
): Promise<Removed> {
  // First of all, so that nothing more comes in by it.
  const end = { state: 'taken back' as const, changedAt: now }
  await database.write([
    database.orm
      .update(imports)
      .set(end)
      .where(and(eq(imports.id, id), ne(imports.state, 'taken back'))),
  ])
  return removeSome(database, surveyId, sql`import_id = ${id}`)
}

/** Answers removed in one transaction: saves wait for it. */
const atATime = 500
/** Transactions of one call: a Worker may ask its database only so often. */
const mostPieces = 150

const isEmptied = sql.raw([...pointColumns, 'commented'].map((column) => `${column} = 0`).join(' AND '))

/** Triggers take what is derived from them: counts, themes, tags, notes. */
async function removeSome(database: Database, surveyId: string, which: SQL): Promise<Removed> {
  const some = sql`SELECT rowid FROM responses WHERE ${which} ORDER BY import_edition, rowid LIMIT ${atATime}`
  let removed = 0
  let isDone = false
  for (let pieces = 0; pieces < mostPieces && !isDone; pieces += 1) {
    const [, gone] = await database.write([
      // An answer of a widget is stored as shown too.
      sql`DELETE FROM views WHERE (survey_id, id, shown_at) IN (
        SELECT survey_id, id, answered_at FROM responses WHERE channel = 'widget' AND rowid IN (${some}))`,
      sql`DELETE FROM responses WHERE rowid IN (${some}) RETURNING id`,
    ])
    removed += gone!.rows.length
    isDone = gone!.rows.length < atATime
  }
  // Days without answers would still begin and end the report of all time.
  if (isDone && removed > 0)
    await database.write(
      ['day_counts', 'quarter_counts'].map(
        (table) => sql`DELETE FROM ${sql.raw(table)} WHERE survey_id = ${surveyId} AND ${isEmptied}`,
      ),
    )
  scrubLater(database)
  await scrubAgain(database)
  return { removed, isDone }
}
