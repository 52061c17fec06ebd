import type { Config } from '../config.ts'
import { type Database, isStorageAway, StorageUnavailable } from '../storage/db.ts'
import {
  canDoWithout,
  type Migration,
  migrateTo,
  notedMigrations,
  pendingMigrations,
} from '../storage/migrate.ts'
import { isMigrating } from '../storage/migration-lease.ts'
import { migrationNames } from '../storage/migrations/names.ts'
import { openAt } from '../storage/open-database.ts'
import { isPrepared } from '../storage/prepared.ts'
import { patienceOfKeyed } from '../storage/remote.ts'
import { hasWorkspace, labelsOfKeys } from '../storage/workspaces.ts'
import { furnish } from '../workspaces/bootstrap.ts'
import { hashesIn } from '../workspaces/environment-keys.ts'

/**
 * The databases this isolate has seen ready, `null` for the main one. Not a shared promise: on Workers a
 * request must not wait for the I/O of another, and looking twice changes nothing.
 */
const ready = new Set<string | null>()

/** When a request of this isolate began to look at each. */
const looking = new Map<string | null, number>()

/** Milliseconds between looks whether another request has found a database ready, and for which it is waited for. */
const step = 20
const longest = 20_000

/** Reads the migrations, which the Worker's code does not carry. */
export type KnownMigrations = () => Promise<readonly Migration[]>

/**
 * Makes the schema of a database that has nothing in it, and looks at that of any other, once an isolate. A schema that
 * is older is brought up to date by `sayso migrate` or the next tick, never by a request: a preview of a version has the
 * data of production. Until then this version serves what it can. Rejects with what is wrong.
 */
export async function ensureReady(config: Config, own: string | null, known: KnownMigrations): Promise<void> {
  if (ready.has(own)) return
  await whileAnotherLooks(own)
  if (ready.has(own)) return
  const began = Date.now()
  looking.set(own, began)
  try {
    await look(config, own, known)
    ready.add(own)
  } finally {
    if (looking.get(own) === began) looking.delete(own)
  }
}

/** A crowd that meets a new isolate must not make the schema sixty times. */
async function whileAnotherLooks(own: string | null): Promise<void> {
  const other = looking.get(own)
  while (other !== undefined && looking.get(own) === other && Date.now() - other < longest)
    await new Promise((resolve) => setTimeout(resolve, step))
}

async function look(config: Config, own: string | null, known: KnownMigrations): Promise<void> {
  const database = openAt(config, own)
  const hashes = own === null ? await hashesIn(config.adminKey) : null
  if (own !== null || !(await isPrepared(database, hashes))) await lookCloser(config, own, database, known)
}

async function lookCloser(
  config: Config,
  own: string | null,
  database: Database,
  known: KnownMigrations,
): Promise<void> {
  if (!(await isCurrent(database))) {
    const all = await known()
    if (await isEmpty(database)) await migrateTo(openAt(config, own, { each: patienceOfKeyed }), all)
    else if (!canDoWithout(await pendingMigrations(database, all))) {
      const trouble = (await isMigrating(database.orm)) ? 'migrating' : 'schema'
      throw new StorageUnavailable('the schema is older', { trouble })
    }
  }
  if (own !== null) return
  await furnish(database, { adminKey: config.adminKey, makeKey: false, now: Date.now() })
  if ((await labelsOfKeys(database)).size === 0)
    throw new StorageUnavailable('SAYSO_ADMIN_KEY must be set: the database has no key yet', {
      trouble: 'configuration',
    })
}

/** Whether a database has the migrations of this version, by their names alone. */
export async function isCurrent(database: Database): Promise<boolean> {
  const noted = new Set(await notedMigrations(database))
  return migrationNames.every((name) => noted.has(name))
}

async function isEmpty(database: Database): Promise<boolean> {
  try {
    return !(await hasWorkspace(database))
  } catch (error) {
    if (isStorageAway(error)) throw error
    // There is no table of them.
    return true
  }
}
