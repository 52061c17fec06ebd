import { and, asc, eq, gt } from 'drizzle-orm'
import type { Database } from './db.ts'
import { suppressions } from './mail-tables.ts'

export type Suppression = typeof suppressions.$inferSelect

/** The addresses that get no mail, in alphabetical order, at most `limit`, after one of them. */
export function listSuppressions(database: Database, workspaceId: string, after: string, limit: number) {
  return database.orm
    .select()
    .from(suppressions)
    .where(and(eq(suppressions.workspaceId, workspaceId), gt(suppressions.email, after)))
    .orderBy(asc(suppressions.email))
    .limit(limit)
}

/** Whether and why an address gets no mail. */
export async function findSuppression(
  database: Database,
  workspaceId: string,
  email: string,
): Promise<Suppression | null> {
  const [row] = await database.orm
    .select()
    .from(suppressions)
    .where(and(eq(suppressions.workspaceId, workspaceId), eq(suppressions.email, email.toLowerCase())))
  return row ?? null
}

/** Keeps addresses from getting mail; one that is kept already stays as it is, with its first reason. */
export async function addSuppressions(database: Database, added: readonly Suppression[]): Promise<void> {
  const lowered = added.map((each) => ({ ...each, email: each.email.toLowerCase() }))
  await database.write(
    lowered.map((each) => database.orm.insert(suppressions).values(each).onConflictDoNothing()),
  )
}

/** Lets an address get mail again; whether it was kept from it. */
export async function removeSuppression(database: Database, workspaceId: string, email: string) {
  const [removed] = await database.write([
    database.orm
      .delete(suppressions)
      .where(and(eq(suppressions.workspaceId, workspaceId), eq(suppressions.email, email.toLowerCase()))),
  ])
  return removed!.rowsAffected > 0
}
