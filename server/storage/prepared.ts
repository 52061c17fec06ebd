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
 * this first. `keyHash` is the hash of the environment's key, or `null`. Throws when the database is unavailable.
 */
export async function isPrepared(database: Database, keyHash: string | null): Promise<boolean> {
  try {
    const found = await database.orm.get<{ prepared: number }>(sql`
      SELECT NOT EXISTS (SELECT 1 FROM json_each(${JSON.stringify(migrationNames)})
          WHERE value NOT IN (SELECT name FROM migrations))
        AND EXISTS (SELECT 1 FROM workspaces WHERE id = ${firstWorkspaceId})
        AND EXISTS (SELECT 1 FROM link_secrets)
        AND (${keyHash} IS NULL
          OR EXISTS (SELECT 1 FROM keys WHERE hash = ${keyHash} AND label = ${environmentLabel})) AS prepared`)
    return found?.prepared === 1
  } catch (error) {
    if (isStorageAway(error)) throw error
    // The tables do not exist yet.
    return false
  }
}
