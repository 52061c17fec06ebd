/**
 * Group commit: what arrives while the event loop is busy is saved by one call, so that many
 * share the price of one synced transaction. Each promise settles after the transaction that
 * holds its item. If a group fails, its items are tried alone, so that one bad item cannot
 * take others with it.
 */
export function grouped<Item, Result>(
  saveAll: (items: readonly Item[]) => Promise<Result[]>,
  largest = 200,
): (item: Item) => Promise<Result> {
  type Waiting = { item: Item; resolve: (result: Result) => void; reject: (reason: unknown) => void }
  let waiting: Waiting[] = []
  let scheduled = false

  async function commit() {
    scheduled = false
    const group = waiting.slice(0, largest)
    waiting = waiting.slice(largest)
    if (waiting.length > 0) schedule()
    try {
      const results = await saveAll(group.map(({ item }) => item))
      group.forEach(({ resolve }, place) => {
        resolve(results[place]!)
      })
    } catch (error) {
      if (group.length === 1) return group[0]!.reject(error)
      for (const { item, resolve, reject } of group) {
        await saveAll([item]).then(([result]) => resolve(result!), reject)
      }
    }
  }

  function schedule() {
    if (scheduled) return
    scheduled = true
    setImmediate(commit)
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      schedule()
    })
}
