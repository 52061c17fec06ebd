import { StorageUnavailable, type Trouble } from '../storage/db.ts'
import { type Finding, troubles } from '../storage/trouble.ts'

/** Workers KV, as far as it is used here. What is put is seen elsewhere within a minute. */
export interface Flags {
  get(key: string): Promise<string | null>
  put(key: string, value: string): Promise<void>
  delete(key: string): Promise<void>
}

const name = 'writes-fail'

/** Milliseconds for which an isolate believes what it has read. */
const life = 10_000

let seen: { readonly trouble: Trouble | null; readonly until: number } = { trouble: null, until: 0 }

/** Why the consumer of the queue cannot write, `null` while it can. */
export async function writesFail(flags: Flags | undefined): Promise<Finding | null> {
  if (!flags) return null
  if (seen.until < Date.now()) {
    const stored = await flags.get(name).catch(() => null)
    const trouble = stored !== null && stored in troubles ? (stored as Trouble) : null
    seen = { trouble, until: Date.now() + life }
  }
  return seen.trouble && { trouble: seen.trouble, cause: 'queue' }
}

/** Rejects while the consumer cannot write: what the queue took then would wait for nobody knows how long. */
export async function requireWrites(flags: Flags | undefined): Promise<void> {
  const found = await writesFail(flags)
  if (found) throw new StorageUnavailable('the queue cannot be stored', { trouble: found.trouble })
}

/** Tells all isolates that writes fail, or with `null` that they succeed. */
export async function noteWrites(flags: Flags | undefined, trouble: Trouble | null): Promise<void> {
  if (!flags || (await writesFail(flags))?.trouble === (trouble ?? undefined)) return
  seen = { trouble, until: Date.now() + life }
  await (trouble === null ? flags.delete(name) : flags.put(name, trouble))
}
