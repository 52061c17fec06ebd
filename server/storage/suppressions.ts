import { and, asc, eq, gt } from 'drizzle-orm'
import type { Database } from './db.ts'
import { suppressions } from './mail-tables.ts'

export type Suppression = typeof suppressions.$inferSelect

/** A workspace's suppressed addresses in alphabetical order, at most `limit`, after an address. */
export function listSuppressions(database: Database, workspaceId: string, after: string, limit: number) {
  return database.orm
    .select()
    .from(suppressions)
    .where(and(eq(suppressions.workspaceId, workspaceId), gt(suppressions.email, after)))
    .orderBy(asc(suppressions.email))
    .limit(limit)
}

/** The suppression of an address, or `null`. */
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

/** Suppresses addresses; one that is suppressed already keeps its first reason. */
export async function addSuppressions(database: Database, added: readonly Suppression[]): Promise<void> {
  const lowered = added.map((each) => ({ ...each, email: each.email.toLowerCase() }))
  await database.write(
    lowered.map((each) => database.orm.insert(suppressions).values(each).onConflictDoNothing()),
  )
}

/** Lifts a suppression; returns whether there was one. */
export async function removeSuppression(database: Database, workspaceId: string, email: string) {
  const [removed] = await database.write([
    database.orm
      .delete(suppressions)
      .where(and(eq(suppressions.workspaceId, workspaceId), eq(suppressions.email, email.toLowerCase()))),
  ])
  return removed!.rowsAffected > 0
}
