import { and, eq, gt, lte } from 'drizzle-orm'
import type { Database } from './db.ts'
import { rowsOf } from './rows.ts'
import { keys, sessions, workspaces } from './workspace-tables.ts'
import type { Workspace } from './workspaces.ts'

/** Adds a session, and deletes expired ones. */
export async function addSession(database: Database, session: typeof sessions.$inferInsert, now: number) {
  await database.write([
    database.orm.delete(sessions).where(lte(sessions.expiresAt, now)),
    database.orm.insert(sessions).values(session),
  ])
}

/**
 * The query that adds what signs in once, by the hash of its token; it is kept as sessions are, under a name no cookie
 * has.
 */
export function insertOnce(database: Database, once: typeof sessions.$inferInsert) {
  return database.orm
    .insert(sessions)
    .values({ ...once, hash: `once ${once.hash}` })
    .onConflictDoNothing()
}

/** Uses up what signs in once: returns the hash of its key, or `null` when it was used or has expired. */
export async function takeOnce(database: Database, hash: string, now: number): Promise<string | null> {
  const [taken] = await database.write([
    database.orm
      .delete(sessions)
      .where(and(eq(sessions.hash, `once ${hash}`), gt(sessions.expiresAt, now)))
      .returning({ keyHash: sessions.keyHash }),
  ])
  return rowsOf<{ key_hash: string }>(taken!)[0]?.key_hash ?? null
}

/** The workspace of a session, by its token's hash; `null` when the session expired or its key was deleted. */
export async function workspaceOfSession(
  database: Database,
  hash: string,
  now: number,
): Promise<Workspace | null> {
  const [row] = await database.orm
    .select({ workspace: workspaces })
    .from(sessions)
    .innerJoin(keys, eq(keys.hash, sessions.keyHash))
    .innerJoin(workspaces, eq(workspaces.id, keys.workspaceId))
    .where(and(eq(sessions.hash, hash), gt(sessions.expiresAt, now)))
  return row?.workspace ?? null
}

/** Ends a session. */
export async function endSession(database: Database, hash: string): Promise<void> {
  await database.write([database.orm.delete(sessions).where(eq(sessions.hash, hash))])
}

/** The hash of the key that a session was made with, by its token's hash; `null` when there is no such session. */
export async function keyOfSession(database: Database, hash: string): Promise<string | null> {
  const [row] = await database.orm
    .select({ keyHash: sessions.keyHash })
    .from(sessions)
    .where(eq(sessions.hash, hash))
  return row?.keyHash ?? null
}
