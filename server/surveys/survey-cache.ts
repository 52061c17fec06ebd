import { isStorageAway } from '../storage/db.ts'
import type { PublicRecord } from '../storage/surveys.ts'

/** Surveys by id as public calls read them, so that loads of the script do not each ask the database. */
export interface SurveyCache {
  /**
   * The survey that was read a moment ago, else what `read` finds; `null` when there is none. While the database is away
   * it is the one that was last read.
   */
  find(id: string, read: () => Promise<PublicRecord | null>): Promise<PublicRecord | null>
  /** Forgets all of them, after something may have changed here. */
  clear(): void
}

/** Milliseconds: what is sent may be kept for a minute anyway, and while it cannot be had for ten. */
const life = 30_000
const lifeWhileAway = 600_000
const most = 2000

/** Milliseconds between looks whether another request has read the survey, and for which it is waited for. */
const step = 10
const longest = 2000

interface Entry {
  readonly found: PublicRecord | null
  readonly until: number
}

/**
 * A cache for one process or isolate. Surveys with a quota are not kept: any answer may close them. Requests wait for one
 * that reads by looking again, not by its promise: on Workers a request must not await the I/O of another.
 */
export function createSurveyCache(now = () => Date.now()): SurveyCache {
  const entries = new Map<string, Entry>()
  /** When the reading of each began. */
  const reading = new Map<string, number>()

  function known(id: string): Entry | undefined {
    const entry = entries.get(id)
    return entry && entry.until > now() ? entry : undefined
  }

  function keep(id: string, found: PublicRecord | null): void {
    if (!found || found.hasQuota) return
    entries.delete(id)
    entries.set(id, { found, until: now() + life })
    if (entries.size > most) entries.delete(entries.keys().next().value!)
  }

  return {
    async find(id, read) {
      const other = reading.get(id)
      if (other !== undefined)
        while (!known(id) && reading.get(id) === other && now() - other < longest) await pause()
      const entry = known(id)
      if (entry) return entry.found
      // What is not kept need not be waited for again.
      if (other !== undefined) return read()
      const began = now()
      reading.set(id, began)
      try {
        const found = await read()
        // Unless it was cleared meanwhile, after which what was read may be old.
        if (reading.get(id) === began) keep(id, found)
        return found
      } catch (error) {
        const last = entries.get(id)
        if (!last || !isStorageAway(error) || last.until + lifeWhileAway - life < now()) throw error
        return last.found
      } finally {
        if (reading.get(id) === began) reading.delete(id)
      }
    },
    clear() {
      entries.clear()
      reading.clear()
    },
  }
}

const pause = () => new Promise((resolve) => setTimeout(resolve, step))
