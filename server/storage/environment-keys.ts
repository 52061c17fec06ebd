import { and, eq, notInArray, sql } from 'drizzle-orm'
import type { Database } from './db.ts'
import { environmentLabel } from './prepared.ts'
import { rowsOf } from './rows.ts'
import { keys } from './workspace-tables.ts'
import { keyId } from './workspaces.ts'

/** Milliseconds for which a key that was used counts as in use. */
export const keepingLatelyUsed = 86_400_000

/** Milliseconds for which a use is not noted again. */
const noteEvery = 3_600_000

/** When this process last noted each key. */
const noted = new Map<string, number>()
const mostNoted = 1000

/**
 * Notes that a key was used, if it is the environment's, about once an hour. Only a libSQL server can have versions with
 * different keys side by side, so for a file nothing is noted.
 */
export async function noteUse(database: Database, hash: string, now: number): Promise<void> {
  if (database.copy || (noted.get(hash) ?? 0) > now - noteEvery) return
  if (noted.size >= mostNoted) noted.clear()
  noted.set(hash, now)
  const isTheEnvironments = and(eq(keys.hash, hash), eq(keys.label, environmentLabel))
  await database.write([database.orm.update(keys).set({ lastUsedAt: now }).where(isTheEnvironments)])
}

/**
 * Deletes the environment's keys but those with these hashes; none that was made, used or has a session since a time,
 * unless that is `null`. Returns the ids of those deleted, and of those that stay.
 */
export async function deleteEnvironmentKeysBut(
  database: Database,
  hashes: readonly string[],
  unusedSince: number | null,
): Promise<{ removed: string[]; kept: string[] }> {
  const isFormer = and(eq(keys.label, environmentLabel), notInArray(keys.hash, [...hashes]))
  const former = await database.orm.select({ id: keyId }).from(keys).where(isFormer)
  if (former.length === 0) return { removed: [], kept: [] }
  const isUnused =
    unusedSince === null
      ? undefined
      : sql`max(${keys.createdAt}, coalesce(${keys.lastUsedAt}, 0)) < ${unusedSince} AND NOT EXISTS (
          SELECT 1 FROM sessions s WHERE s.key_hash = ${keys.hash} AND s.expires_at > ${unusedSince + keepingLatelyUsed})`
  const [deleted] = await database.write([
    database.orm.delete(keys).where(and(isFormer, isUnused)).returning({ id: keyId }),
  ])
  const removed = rowsOf<Record<string, string>>(deleted!).map((row) => Object.values(row)[0]!)
  return { removed, kept: former.map(({ id }) => id).filter((id) => !removed.includes(id)) }
}
