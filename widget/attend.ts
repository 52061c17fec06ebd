import { quietly } from './quietly.ts'

/** What to look out for on the page: events, time, or both. */
export interface Cue {
  /** The document when left out. */
  readonly target?: EventTarget
  readonly events?: readonly string[]
  /** When to look for the first time without an event, in milliseconds; never when left out. */
  readonly lookAfter?: number
  /** How long after each look to look again. */
  readonly lookAgain?: number
  /** Whether this is it; of no event, when the time has passed. Always, when left out. */
  isMet?(event?: Event): unknown
}

/**
 * Calls back each time the cue comes, never before it has returned the undo. Listens the way a guest should:
 * before the page's own listeners, which may stop the event; without holding up scrolling; and so
 * that nothing thrown here is the page's error.
 */
export function attend(
  { target = document, events = [], lookAfter, lookAgain, isMet = () => true }: Cue,
  deed: () => void,
) {
  let timer: ReturnType<typeof setTimeout> | undefined
  const wait = (time?: number) => {
    clearTimeout(timer)
    if (time !== undefined) timer = setTimeout(look, time)
  }
  const look = quietly((event?: Event) => {
    wait(lookAgain)
    if (isMet(event)) deed()
  })
  const manner = { capture: true, passive: true }
  for (const type of events) target.addEventListener(type, look, manner)
  wait(lookAfter)
  return () => {
    wait()
    for (const type of events) target.removeEventListener(type, look, manner)
  }
}
