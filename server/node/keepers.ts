import { logFailure } from '../http/problem.ts'
import type { Database } from '../storage/db.ts'
import { listOwnDatabases } from '../storage/workspaces.ts'
import type { Keeper } from './keeper.ts'

/** Looks after the databases that workspaces have of their own. */
export interface Keepers {
  /** The keeper of one, begun at the first need; fails while the database is away, and is tried again. */
  at(url: string): Promise<Keeper>
  close(): Promise<void>
}

/** How often it is looked for databases that another process added, or that were away, in milliseconds. */
const lookEvery = 60_000

/** Begins with all that the directory lists; `begin` makes a database ready and starts with it. */
export function keepAll(directory: Database, begin: (url: string) => Promise<Keeper>): Keepers {
  const keepers = new Map<string, Promise<Keeper>>()

  function at(url: string): Promise<Keeper> {
    const known = keepers.get(url)
    if (known) return known
    const begun = begin(url)
    keepers.set(url, begun)
    begun.catch(() => keepers.delete(url))
    return begun
  }

  async function look(): Promise<void> {
    const failed = (error: unknown) => logFailure(error, 'own databases')
    await listOwnDatabases(directory)
      .then((urls) => Promise.all(urls.map((url) => at(url).catch(failed))))
      .catch(failed)
  }

  let looking = look()
  const clock = setInterval(() => {
    looking = looking.then(look)
  }, lookEvery).unref()
  return {
    at,
    async close() {
      clearInterval(clock)
      await looking
      const begun = await Promise.allSettled(keepers.values())
      await Promise.all(begun.map((each) => each.status === 'fulfilled' && each.value.close()))
    },
  }
}
