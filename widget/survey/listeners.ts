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

/**
 * Calls the page's listeners; one that throws stops no other. The first error of each kind is printed in the
 * console, too: errors of one kind differ in their last word.
 */
export function createTeller(listeners: Listeners): Tell {
  const warned = new Set<string>()
  return (event, detail) => {
    const kind = `${detail}`.replace(/\S*$/, '')
    if (event === 'error' && !warned.has(kind)) console.warn(`Sayso: ${detail}`)
    if (event === 'error') warned.add(kind)
    for (const [wanted, listener] of listeners) if (wanted === event) safely(listener)(detail)
  }
}
