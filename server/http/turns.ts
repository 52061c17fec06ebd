/** Milliseconds that one request may work before others get their turn. */
const longestTurn = 5

/** Returns what a long loop awaits at each step: it lets the event loop go on whenever a turn is over. */
export function takeTurns(): () => Promise<void> {
  let begun = performance.now()
  return async () => {
    if (performance.now() - begun < longestTurn) return
    await new Promise((resolve) => {
      setTimeout(resolve)
    })
    begun = performance.now()
  }
}

/** Does the work of each item, so many at a time. */
export async function inLanes<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  // One iterator for all lanes, so that each takes the next one.
  const left = items.values()
  const lane = async () => {
    for (const item of left) await work(item)
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
}
