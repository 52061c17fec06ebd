import { Refusal } from '../http/problem.ts'
import { isStorageAway } from '../storage/db.ts'

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
  readonly until: number
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
  type Entry = Waiting<Item, Result>
  let waiting: Entry[] = []
  /** All that have no answer yet, the oldest first: one clock for them all, since a timer for each costs more. */
  const unanswered = new Set<Entry>()
  let isWatched = false
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
    const group = waiting.splice(0, largest)
    groups += 1
    underWay += group.length
    schedule()
    const answer = await saveGroup(group)
    groups -= 1
    underWay -= group.length
    // The next is on its way before these are answered: answering takes as long as a commit.
    if (waiting.length > 0 && !scheduled) void commit()
    answer()
  }

  /** Returns what tells those who wait for it. */
  async function saveGroup(group: readonly Entry[]): Promise<() => void> {
    try {
      const results = await saveAll(group.map(({ item }) => item))
      return () => settle(group, ({ resolve }, place) => resolve(results[place]!))
    } catch (error) {
      if (group.length === 1 || isStorageAway(error))
        return () => settle(group, ({ reject }) => reject(error))
      for (const one of group) (await saveGroup([one]))()
      return () => {}
    }
  }

  function settle(group: readonly Entry[], tell: (one: Entry, place: number) => void): void {
    for (const one of group) unanswered.delete(one)
    group.forEach(tell)
  }

  function watch(milliseconds: number): void {
    if (isWatched) return
    isWatched = true
    setTimeout(giveUp, milliseconds).unref()
  }

  function giveUp(): void {
    const now = performance.now()
    const late = [...unanswered].filter(({ until }) => until <= now)
    settle(late, ({ reject }) => reject(new Refusal('unavailable')))
    waiting = waiting.filter((one) => unanswered.has(one))
    isWatched = false
    const [oldest] = unanswered
    if (oldest) watch(oldest.until - now)
  }

  const hasRoom = () => waiting.length + underWay < most

  function save(item: Item): Promise<Result> {
    if (!hasRoom()) return Promise.reject(new Refusal('busy'))
    return new Promise((resolve, reject) => {
      const entry = { item, until: performance.now() + patience, resolve, reject }
      waiting.push(entry)
      unanswered.add(entry)
      watch(patience)
      schedule()
    })
  }

  return { save, hasRoom }
}
