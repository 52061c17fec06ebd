import { quietly } from './quietly.ts'

export type Listener = (detail?: unknown) => unknown

/** Those who want to hear what happens to a survey. */
export type Listeners = Set<readonly [event: unknown, listener: Listener]>

/** Adds one; returns the undo. */
export function listenTo(listeners: Listeners, ...entry: [event: unknown, listener: Listener]): () => void {
  listeners.add(entry)
  return () => listeners.delete(entry)
}

/**
 * Tells those who listen; what one of them throws stays with them. An error is told in the console
 * too, where it might be in the way, once.
 */
export function createTeller(listeners: Listeners) {
  let warned = false
  return (event: string, detail?: unknown): void => {
    if (event === 'error' && !warned) console.warn(`Sayso: ${detail}`)
    warned ||= event === 'error'
    for (const [wanted, listener] of listeners) if (wanted === event) quietly(listener)(detail)
  }
}
