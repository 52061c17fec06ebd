import { and, desc, eq, sql } from 'drizzle-orm'
import type { Database } from '../db.ts'
import type { After } from '../find-responses.ts'
import { surveys } from '../survey-tables.ts'
import { codebooks } from '../theme-tables.ts'
import { workspaces } from '../workspace-tables.ts'

export type CodebookRecord = typeof codebooks.$inferSelect

/** The most codebooks a workspace may have. */
export const mostCodebooks = 200

/** A workspace's codebooks, newest first, at most `limit`, after a place in their order. */
export function listCodebooks(
  database: Database,
  workspaceId: string,
  after: After | null,
  limit: number,
): Promise<CodebookRecord[]> {
  const place = after && sql`(${codebooks.createdAt}, ${codebooks.id}) < (${after.answeredAt}, ${after.id})`
  return database.orm
    .select()
    .from(codebooks)
    .where(and(eq(codebooks.workspaceId, workspaceId), place ?? undefined))
    .orderBy(desc(codebooks.createdAt), desc(codebooks.id))
    .limit(limit)
}

/** How many codebooks a workspace has. */
export function countCodebooks(database: Database, workspaceId: string): Promise<number> {
  return database.orm.$count(codebooks, eq(codebooks.workspaceId, workspaceId))
}

/** One of the workspace's codebooks, or `null`, also when it belongs to another workspace. */
export async function findCodebook(
  database: Database,
  workspaceId: string,
  id: string,
): Promise<CodebookRecord | null> {
  const [row] = await database.orm
    .select()
    .from(codebooks)
    .where(and(eq(codebooks.id, id), eq(codebooks.workspaceId, workspaceId)))
  return row ?? null
}

/** The codebook chosen for a survey, its own before its workspace's; `null` is the built-in one. */
export async function chosenCodebook(
  database: Database,
  surveyId: string,
): Promise<(CodebookRecord & { readonly by: 'survey' | 'workspace' }) | null> {
  const [row] = await database.orm
    .select({ codebook: codebooks, own: surveys.codebookId })
    .from(surveys)
    .innerJoin(workspaces, eq(workspaces.id, surveys.workspaceId))
    .innerJoin(
      codebooks,
      sql`${codebooks.id} = coalesce(${surveys.codebookId}, ${workspaces.codebookId})
        AND ${codebooks.workspaceId} = ${workspaces.id}`,
    )
    .where(eq(surveys.id, surveyId))
  return row ? { ...row.codebook, by: row.own === null ? 'workspace' : 'survey' } : null
}

/** Stores a new codebook; changes nothing when its id is taken. */
export async function insertCodebook(database: Database, record: CodebookRecord): Promise<void> {
  await database.write([database.orm.insert(codebooks).values(record).onConflictDoNothing()])
}

/**
 * Replaces the name and content of a codebook, where `edits` is given only if it was not changed since. Returns
 * whether it did.
 */
export async function replaceCodebook(
  database: Database,
  { id, name, codebook, updatedAt }: Pick<CodebookRecord, 'id' | 'name' | 'codebook' | 'updatedAt'>,
  edits?: number,
): Promise<boolean> {
  const [replaced] = await database.write([
    database.orm
      .update(codebooks)
      .set({ name, codebook, updatedAt })
      .where(asRead(id, edits))
      .returning({ id: codebooks.id }),
  ])
  return replaced!.rows.length > 0
}

const asRead = (id: string, edits: number | undefined) =>
  and(eq(codebooks.id, id), edits === undefined ? undefined : eq(codebooks.edits, edits))

/**
 * Deletes a codebook, where `edits` is given only if it was not changed since; surveys and workspaces that chose it
 * fall back to their default. Returns whether it did.
 */
export async function deleteCodebook(database: Database, id: string, edits?: number): Promise<boolean> {
  const none = { codebookId: null }
  const isGone = sql`NOT EXISTS (SELECT 1 FROM ${codebooks} WHERE id = ${id})`
  const [deleted] = await database.write([
    database.orm.delete(codebooks).where(asRead(id, edits)).returning({ id: codebooks.id }),
    database.orm
      .update(surveys)
      .set(none)
      .where(and(eq(surveys.codebookId, id), isGone)),
    database.orm
      .update(workspaces)
      .set(none)
      .where(and(eq(workspaces.codebookId, id), isGone)),
  ])
  return deleted!.rows.length > 0
}

/** Chooses a codebook for a survey; `null` is its workspace's. */
export async function chooseCodebook(database: Database, surveyId: string, codebookId: string | null) {
  await database.write([database.orm.update(surveys).set({ codebookId }).where(eq(surveys.id, surveyId))])
}

/** Ids of a workspace's surveys. */
export async function surveyIdsOf(database: Database, workspaceId: string): Promise<string[]> {
  const rows = await database.orm
    .select({ id: surveys.id })
    .from(surveys)
    .where(eq(surveys.workspaceId, workspaceId))
  return rows.map(({ id }) => id)
}
