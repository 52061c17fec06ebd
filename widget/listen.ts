import { quietly } from './quietly.ts'

/**
 * Listens the way a guest should: before the page's own listeners, which may stop the event; without
 * holding up scrolling; and so that nothing thrown here is the page's error. Returns the undo.
 */
export function listen<Heard extends Event>(
  target: EventTarget,
  types: readonly string[],
  deed: (event: Heard) => unknown,
): () => void {
  const quiet = quietly(deed) as unknown as EventListener
  const manner = { capture: true, passive: true }
  for (const type of types) target.addEventListener(type, quiet, manner)
  return () => {
    for (const type of types) target.removeEventListener(type, quiet, manner)
  }
}
