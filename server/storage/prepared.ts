import { sql } from 'drizzle-orm'
import { type Database, isStorageAway } from './db.ts'
import { migrationNames } from './migrations/names.ts'
import { firstWorkspaceId } from './workspaces.ts'

/** Id of the survey every new server starts with. */
export const demoId = 'demo'

/** Label of the key given by the environment. */
export const environmentLabel = 'SAYSO_ADMIN_KEY'

/**
 * Whether a database already has everything `prepare` creates, in one query, because every new isolate asks
 * this first. `keyHashes` are of the environment's keys, or `null`; without
 * one there must be another. Throws when the database is unavailable.
 */
export async function isPrepared(
  database: Database,
  keyHashes: string | readonly string[] | null,
): Promise<boolean> {
  const hashes = JSON.stringify([keyHashes ?? []].flat())
  try {
    const found = await database.orm.get<{ prepared: number }>(sql`
      SELECT NOT EXISTS (SELECT 1 FROM json_each(${JSON.stringify(migrationNames)})
          WHERE value NOT IN (SELECT name FROM migrations))
        AND EXISTS (SELECT 1 FROM workspaces WHERE id = ${firstWorkspaceId})
        AND EXISTS (SELECT 1 FROM link_secrets)
        AND NOT EXISTS (SELECT 1 FROM json_each(${hashes}) WHERE value NOT IN (SELECT hash FROM keys))
        AND EXISTS (SELECT 1 FROM keys) AS prepared`)
    return found?.prepared === 1
  } catch (error) {
    if (isStorageAway(error)) throw error
    // The tables do not exist yet.
    return false
  }
}
