import { Refusal } from './problem.ts'
import { isStorageAway } from './storage/db.ts'

/** How much is saved at once, and how much may wait. */
export interface Grouping {
  /** Items in one transaction. */
  readonly largest: number
  /** Transactions asked for at a time: while one commits, the next is on its way. */
  readonly atOnce: number
  /** Items waiting or under way; more are refused, so that nobody waits long. */
  readonly most: number
  /** Milliseconds after which an item that is not stored yet is answered all the same. */
  readonly patience: number
}

interface Waiting<Item, Result> {
  readonly item: Item
  readonly timer: ReturnType<typeof setTimeout>
  resolve(result: Result): void
  reject(reason: unknown): void
}

/**
 * Group commit: what arrives while the database is busy is saved by one call, so that many share
 * the price of one synced transaction. Each promise settles after the transaction that holds its
 * item. If a group fails for what is in it, its items are tried alone, so that one bad item
 * cannot take others with it.
 *
 * Rejects with the refusal `busy` when too many wait, and with `unavailable` when it takes too
 * long: what was under way then may still be stored, as when a connection breaks. `hasRoom` says
 * whether one more would be taken.
 */
export function grouped<Item, Result>(
  saveAll: (items: readonly Item[]) => Promise<Result[]>,
  { largest, atOnce, most, patience }: Grouping,
): { save(item: Item): Promise<Result>; hasRoom(): boolean } {
  let waiting: Waiting<Item, Result>[] = []
  let groups = 0
  let underWay = 0
  let scheduled = false

  function schedule(): void {
    if (scheduled || waiting.length === 0 || groups === atOnce) return
    scheduled = true
    setImmediate(commit)
  }

  async function commit(): Promise<void> {
    scheduled = false
    const group = waiting.slice(0, largest)
    waiting = waiting.slice(largest)
    groups += 1
    underWay += group.length
    schedule()
    await saveGroup(group)
    groups -= 1
    underWay -= group.length
    schedule()
  }

  async function saveGroup(group: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await saveAll(group.map(({ item }) => item))
      group.forEach(({ resolve, timer }, place) => {
        clearTimeout(timer)
        resolve(results[place]!)
      })
    } catch (error) {
      if (group.length > 1 && !isStorageAway(error)) {
        for (const one of group) await saveGroup([one])
        return
      }
      for (const { reject, timer } of group) {
        clearTimeout(timer)
        reject(error)
      }
    }
  }

  const hasRoom = () => waiting.length + underWay < most

  function save(item: Item): Promise<Result> {
    if (!hasRoom()) return Promise.reject(new Refusal('busy'))
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        waiting = waiting.filter((other) => other !== entry)
        reject(new Refusal('unavailable'))
      }
      const entry = { item, timer: setTimeout(giveUp, patience), resolve, reject }
      waiting.push(entry)
      schedule()
    })
  }

  return { save, hasRoom }
}
