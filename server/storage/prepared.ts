import { sql } from 'drizzle-orm'
import { type Database, isStorageAway } from './db.ts'
import { migrationNames } from './migrations/names.ts'

/** The survey that a new server has. */
export const demoId = 'demo'

/** What the key is called that the environment gives. */
export const environmentLabel = 'SAYSO_ADMIN_KEY'

/**
 * Whether a database has all that `prepare` would make, by one question, so that a new isolate asks
 * once. `keyHash` is of the key given by the environment, if one is. Throws when the database is away.
 */
export async function isPrepared(database: Database, keyHash: string | null): Promise<boolean> {
  try {
    const found = await database.orm.get<{ prepared: number }>(sql`
      SELECT NOT EXISTS (SELECT 1 FROM json_each(${JSON.stringify(migrationNames)})
          WHERE value NOT IN (SELECT name FROM migrations))
        AND EXISTS (SELECT 1 FROM surveys WHERE id = ${demoId})
        AND EXISTS (SELECT 1 FROM link_secrets)
        AND (${keyHash} IS NULL
          OR EXISTS (SELECT 1 FROM keys WHERE hash = ${keyHash} AND label = ${environmentLabel})) AS prepared`)
    return found?.prepared === 1
  } catch (error) {
    if (isStorageAway(error)) throw error
    // There is not even a schema.
    return false
  }
}
