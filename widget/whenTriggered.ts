import type { Trigger } from '../shared/survey.ts'
import { listen } from './listen.ts'
import { quietly } from './quietly.ts'

/** Calls back when something has come about, never before it has returned the undo. */
type Wait = (met: () => void) => () => void

/**
 * Calls back once all that a survey waits for has come about, one after the other: what lasts (time,
 * scrolling) before what passes (resting, turning away), which would be over by then. The
 * event is no part of it: nothing is listened to before it happened. Returns the undo.
 */
export function whenTriggered(
  { event, click, seconds = 0, scroll, idle, exit }: Trigger,
  met: () => void,
): () => void {
  const waits = [
    click && whenClicked(click),
    // Of the page's own time, what it was open already counts.
    whenPassed(event || click ? seconds : seconds - performance.now() / 1000),
    scroll && whenScrolled(scroll),
    idle && whenResting(idle),
    exit && whenExiting,
  ].filter((wait) => typeof wait === 'function')
  let undo = () => {}
  const next = () => {
    undo()
    const wait = waits.shift()
    if (wait) undo = wait(next)
    else met()
  }
  next()
  return () => undo()
}

const whenPassed =
  (seconds: number): Wait =>
  (met) => {
    const timer = setTimeout(quietly(met), seconds * 1000)
    return () => clearTimeout(timer)
  }

const whenClicked =
  (selector: string): Wait =>
  (met) =>
    listen<MouseEvent>(document, ['click'], ({ target }) => (target as Element).closest(selector) && met())

/** A page too short to be scrolled has been seen whole. */
const whenScrolled =
  (percent: number): Wait =>
  (met) => {
    const look = () => {
      const { scrollHeight, clientHeight } = document.documentElement
      // Zoomed browsers stop a fraction of a pixel short of the end.
      if (scrollY + 1 >= (scrollHeight - clientHeight) * percent * 0.01) met()
    }
    const stop = listen(document, ['scroll'], look)
    const timer = setTimeout(quietly(look))
    return () => {
      clearTimeout(timer)
      stop()
    }
  }

const signsOfLife = ['pointerdown', 'pointermove', 'keydown', 'scroll', 'wheel', 'touchstart']

const whenResting =
  (seconds: number): Wait =>
  (met) => {
    let forget = whenPassed(seconds)(met)
    const stop = listen(document, signsOfLife, () => {
      forget()
      forget = whenPassed(seconds)(met)
    })
    return () => {
      forget()
      stop()
    }
  }

/** Towards the tabs and the address, which is where people leave by. */
const whenExiting: Wait = (met) =>
  listen<MouseEvent>(
    document,
    ['mouseout'],
    ({ relatedTarget, clientY }) => !relatedTarget && clientY <= 0 && met(),
  )
