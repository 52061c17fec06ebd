import { Refusal } from '../http/problem.ts'
import { isStorageAway } from '../storage/db.ts'

/** How much is saved at once, and how much may wait. */
export interface GroupLimits {
  /** Items in one transaction. */
  readonly maxGroup: number
  /** Transactions sent at a time: while one commits, the next is on its way. */
  readonly maxConcurrent: number
  /** Items waiting or under way; more are refused, so that nobody waits long. */
  readonly maxWaiting: number
  /** Milliseconds after which an item is answered although it is not stored yet. */
  readonly timeout: number
}

interface Waiting<Item, Result> {
  readonly item: Item
  readonly until: number
  resolve(result: Result): void
  reject(reason: unknown): void
}

/**
 * Group commit: items that arrive while the database is busy are saved by one call, so that they share
 * the cost of one synced transaction. Each promise settles after the transaction that holds its
 * item. If a group fails because of its content, its items are retried one by one, so that one bad
 * item cannot fail the others.
 *
 * Rejects with the refusal `busy` when too many wait, and with `unavailable` after the timeout: an
 * item that was under way may still be stored then, as when a connection breaks. `hasRoom` says
 * whether one more would be taken.
 */
export function grouped<Item, Result>(
  saveAll: (items: readonly Item[]) => Promise<Result[]>,
  { maxGroup, maxConcurrent, maxWaiting, timeout }: GroupLimits,
): { save(item: Item): Promise<Result>; hasRoom(): boolean } {
  type Entry = Waiting<Item, Result>
  let waiting: Entry[] = []
  /** All that have no answer yet, the oldest first, so that one timer serves them all. */
  const unanswered = new Set<Entry>()
  let hasTimer = false
  let groups = 0
  let underWay = 0
  let scheduled = false

  function schedule(): void {
    if (scheduled || waiting.length === 0 || groups === maxConcurrent) return
    scheduled = true
    setImmediate(commit)
  }

  async function commit(): Promise<void> {
    scheduled = false
    const group = waiting.splice(0, maxGroup)
    groups += 1
    underWay += group.length
    schedule()
    const answer = await saveGroup(group)
    groups -= 1
    underWay -= group.length
    // Send the next group before answering this one: answering takes as long as a commit.
    if (waiting.length > 0 && !scheduled) void commit()
    answer()
  }

  /** Saves a group and returns the function that settles its promises. */
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

  function settle(group: readonly Entry[], each: (one: Entry, place: number) => void): void {
    for (const one of group) unanswered.delete(one)
    group.forEach(each)
  }

  function startTimer(milliseconds: number): void {
    if (hasTimer) return
    hasTimer = true
    setTimeout(giveUp, milliseconds).unref()
  }

  function giveUp(): void {
    const now = performance.now()
    const late = [...unanswered].filter(({ until }) => until <= now)
    settle(late, ({ reject }) => reject(new Refusal('unavailable')))
    waiting = waiting.filter((one) => unanswered.has(one))
    hasTimer = false
    const [oldest] = unanswered
    if (oldest) startTimer(oldest.until - now)
  }

  const hasRoom = () => waiting.length + underWay < maxWaiting

  function save(item: Item): Promise<Result> {
    if (!hasRoom()) return Promise.reject(new Refusal('busy'))
    return new Promise((resolve, reject) => {
      const entry = { item, until: performance.now() + timeout, resolve, reject }
      waiting.push(entry)
      unanswered.add(entry)
      startTimer(timeout)
      schedule()
    })
  }

  return { save, hasRoom }
}
