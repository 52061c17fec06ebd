import { desc, sql } from 'drizzle-orm'
import type { Database } from './db.ts'
import { linkSecrets } from './tables.ts'

/** The secrets that sign links, newest first. */
export async function linkSecretsOf(database: Database): Promise<string[]> {
  const rows = await database.orm
    .select({ secret: linkSecrets.secret })
    .from(linkSecrets)
    .orderBy(desc(linkSecrets.createdAt), desc(linkSecrets.secret))
  return rows.map(({ secret }) => secret)
}

/** Adds a secret that signs links from now on; links signed by older secrets stay valid. */
export async function addLinkSecret(database: Database, secret: string, now: number): Promise<void> {
  await database.write([database.orm.insert(linkSecrets).values({ secret, createdAt: now })])
}

/** The query that adds a secret unless there is one. */
export function insertFirstLinkSecret(secret: string, now: number) {
  return sql`INSERT INTO link_secrets (secret, created_at)
    SELECT ${secret}, ${now} WHERE NOT EXISTS (SELECT 1 FROM link_secrets)`
}

export async function hasLinkSecret(database: Database): Promise<boolean> {
  return (await linkSecretsOf(database)).length > 0
}
