import { safely } from '../browser/safely.ts'

/** What to watch for on the page: events, time, or both. */
export interface Cue {
  /** The document when left out. */
  readonly target?: EventTarget
  readonly events?: readonly string[]
  /** When to check for the first time without an event, in milliseconds; never when left out. */
  readonly checkAfter?: number
  /** How long after each check to check again, in milliseconds; not at all when left out. */
  readonly checkEvery?: number
  /** Whether this is it; called without an event when the time has passed. Always, when left out. */
  isMet?(event?: Event): unknown
}

/**
 * Calls back each time the cue comes, never before it has returned the undo. Listens the way a guest should:
 * before the page's own listeners, which may stop the event; without holding up scrolling; and so
 * that nothing thrown here becomes the page's error.
 */
export function watchFor(
  { target = document, events = [], checkAfter, checkEvery, isMet = () => true }: Cue,
  callback: () => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const wait = (time?: number) => {
    clearTimeout(timer)
    if (time !== undefined) timer = setTimeout(check, time)
  }
  const check = safely((event?: Event) => {
    wait(checkEvery)
    if (isMet(event)) callback()
  })
  const options = { capture: true, passive: true }
  for (const type of events) target.addEventListener(type, check, options)
  wait(checkAfter)
  return () => {
    wait()
    for (const type of events) target.removeEventListener(type, check, options)
  }
}

/** Calls back once all the cues have come, each watched for after the one before. Returns the undo. */
export function afterAll(cues: Cue[], callback: () => void): () => void {
  let undo = () => {}
  const next = () => {
    undo()
    const cue = cues.shift()
    if (cue) undo = watchFor(cue, next)
    else callback()
  }
  next()
  return () => undo()
}

/** Comes once the page is parsed and visible: a survey in a hidden tab must not count as shown. */
export const whenVisible: Cue = {
  events: ['DOMContentLoaded', 'visibilitychange'],
  checkAfter: 0,
  isMet: () => document.readyState !== 'loading' && !document.hidden,
}
