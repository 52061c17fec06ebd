import { safely } from '../browser/safely.ts'
import type { Listener, Listeners, Tell } from '../session.ts'

/** Adds a listener; returns the undo. */
export function listenTo(listeners: Listeners, event: unknown, listener: Listener): () => void {
  const entry = [event, listener] as const
  listeners.add(entry)
  return () => {
    listeners.delete(entry)
  }
}

/** Calls the page's listeners; one that throws stops no other. The first error is printed in the console, too. */
export function createTeller(listeners: Listeners): Tell {
  let hasWarned = false
  return (event, detail) => {
    if (event === 'error' && !hasWarned) console.warn(`Sayso: ${detail}`)
    hasWarned ||= event === 'error'
    for (const [wanted, listener] of listeners) if (wanted === event) safely(listener)(detail)
  }
}
