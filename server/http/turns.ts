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
