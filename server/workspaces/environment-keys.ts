import { sha256 } from '../http/hashing.ts'
import type { Database } from '../storage/db.ts'
import { deleteEnvironmentKeysBut, keepingLatelyUsed } from '../storage/environment-keys.ts'

/** The keys that SAYSO_ADMIN_KEY names, parted by commas. */
export function keysIn(list: string | undefined): string[] {
  return list === undefined ? [] : list.split(',').map((key) => key.trim())
}

export const hashesIn = (list: string | undefined) => Promise.all(keysIn(list).map(sha256))

/**
 * Removes the keys that an earlier SAYSO_ADMIN_KEY named and this one does not, and says so in the log. On a libSQL
 * server, where versions with different keys may run side by side, one that was used within a day stays until it was not;
 * that is said too, but not `quietly`.
 */
export async function dropFormerKeys(
  database: Database,
  adminKey: string | undefined,
  now: number,
  manner?: 'quietly',
): Promise<void> {
  if (!adminKey) return
  const unusedSince = database.copy ? null : now - keepingLatelyUsed
  const { removed, kept } = await deleteEnvironmentKeysBut(database, await hashesIn(adminKey), unusedSince)
  for (const id of removed) console.warn(`sayso: the key ${id} of an earlier SAYSO_ADMIN_KEY is removed`)
  if (manner === 'quietly') return
  for (const id of kept)
    console.warn(
      `sayso: the key ${id} of an earlier SAYSO_ADMIN_KEY was used within a day, and stays: npx sayso keys revoke ${id} ends it now`,
    )
}
