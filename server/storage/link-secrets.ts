import { desc, eq, sql } from 'drizzle-orm'
import type { LinkSecrets } from '../links/keyring.ts'
import type { Database } from './db.ts'
import { linkKeys, linkSecrets } from './workspace-tables.ts'

/** What a workspace's link keys are made from, newest first. */
export async function linkSecretsOf(directory: Database, workspaceId: string): Promise<LinkSecrets> {
  const [secrets, salts] = await Promise.all([
    directory.orm
      .select({ secret: linkSecrets.secret, olderEndAt: linkSecrets.olderEndAt })
      .from(linkSecrets)
      .orderBy(desc(linkSecrets.createdAt), desc(linkSecrets.secret)),
    linkKeysOf(directory, workspaceId),
  ])
  return { secrets, salts }
}

/** A workspace's own changes of its key, newest first. */
export function linkKeysOf(directory: Database, workspaceId: string) {
  return directory.orm
    .select({ salt: linkKeys.salt, createdAt: linkKeys.createdAt, olderEndAt: linkKeys.olderEndAt })
    .from(linkKeys)
    .where(eq(linkKeys.workspaceId, workspaceId))
    .orderBy(desc(linkKeys.createdAt), desc(linkKeys.salt))
}

/** Adds a key that signs a workspace's links from now on; links signed by older ones end then, or stay valid. */
export async function addLinkKey(directory: Database, key: typeof linkKeys.$inferInsert): Promise<void> {
  await directory.write([directory.orm.insert(linkKeys).values(key)])
}

/** Adds a secret that every workspace's links are signed by from now on; likewise. */
export async function addLinkSecret(
  directory: Database,
  secret: typeof linkSecrets.$inferInsert,
): Promise<void> {
  await directory.write([directory.orm.insert(linkSecrets).values(secret)])
}

/** The query that adds a secret unless there is one. */
export function insertFirstLinkSecret(secret: string, now: number) {
  return sql`INSERT INTO link_secrets (secret, created_at)
    SELECT ${secret}, ${now} WHERE NOT EXISTS (SELECT 1 FROM link_secrets)`
}

export async function hasLinkSecret(database: Database): Promise<boolean> {
  const rows = await database.orm.select({ createdAt: linkSecrets.createdAt }).from(linkSecrets).limit(1)
  return rows.length > 0
}
