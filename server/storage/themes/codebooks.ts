import { and, desc, eq, sql } from 'drizzle-orm'
import type { Database } from '../db.ts'
import { surveys } from '../survey-tables.ts'
import { codebooks } from '../theme-tables.ts'
import { workspaces } from '../workspace-tables.ts'

export type CodebookRecord = typeof codebooks.$inferSelect

/** The most codebooks a workspace may have. */
export const mostCodebooks = 200

/** A workspace's codebooks, newest first. */
export function listCodebooks(database: Database, workspaceId: string): Promise<CodebookRecord[]> {
  return database.orm
    .select()
    .from(codebooks)
    .where(eq(codebooks.workspaceId, workspaceId))
    .orderBy(desc(codebooks.createdAt), desc(codebooks.id))
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

/** Stores a codebook, or replaces the name and content of one. */
export async function saveCodebook(database: Database, record: CodebookRecord): Promise<void> {
  const { name, codebook, updatedAt } = record
  await database.write([
    database.orm
      .insert(codebooks)
      .values(record)
      .onConflictDoUpdate({ target: codebooks.id, set: { name, codebook, updatedAt } }),
  ])
}

/** Deletes a codebook; surveys and workspaces that chose it fall back to their default. */
export async function deleteCodebook(database: Database, id: string): Promise<void> {
  const none = { codebookId: null }
  await database.write([
    database.orm.update(surveys).set(none).where(eq(surveys.codebookId, id)),
    database.orm.update(workspaces).set(none).where(eq(workspaces.codebookId, id)),
    database.orm.delete(codebooks).where(eq(codebooks.id, id)),
  ])
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
