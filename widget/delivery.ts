import type { Outcome } from './collector.ts'

/** Calls back once after `delay` milliseconds or when a better moment comes first; returns the undo. */
export type Wait = (delay: number, again: () => void) => () => void

const longest = 60_000

/**
 * Sends the newest of what it is given until the collector keeps or refuses it. An older
 * one is given up when a newer one comes: each message carries the whole state.
 *
 * What outlives the page stands behind `send` (`postResponse`).
 */
export function createDelivery<Message>(
  send: (message: Message) => Promise<Outcome>,
  wait: Wait,
): (message: Message) => void {
  let newest: Message
  let stopWaiting = () => {}

  async function attempt(message: Message, failures: number): Promise<void> {
    const result = await send(message)
    if (message !== newest || result.outcome !== 'again') return
    const delay = Math.max(result.after, Math.min(1000 * 2 ** failures, longest))
    stopWaiting = wait(delay, () => attempt(message, failures + 1))
  }

  return (message) => {
    stopWaiting()
    newest = message
    attempt(message, 0)
  }
}
