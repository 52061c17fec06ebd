import { NativePromise } from './safely.ts'

/** Resolves once the page is idle, after half a second at the latest: a survey must not slow the page down. */
export function whenIdle(): Promise<unknown> {
  return new NativePromise(
    // Safari has no requestIdleCallback.
    (resolve) => window.requestIdleCallback?.(resolve, { timeout: 500 }) ?? setTimeout(resolve, 200),
  )
}

/**
 * Calls back whenever the page may be about to go: a phone kills a hidden page without
 * another event, and a closing tab may only fire `pagehide`. Returns the undo.
 */
export function whenLeaving(callback: () => void): () => void {
  const whenHidden = () => document.visibilityState === 'hidden' && callback()
  document.addEventListener('visibilitychange', whenHidden)
  addEventListener('pagehide', callback)
  return () => {
    document.removeEventListener('visibilitychange', whenHidden)
    removeEventListener('pagehide', callback)
  }
}

const pausing = ['pointerenter', 'focusin'] as const
const resuming = ['pointerleave', 'focusout'] as const

/** Calls back once nobody has pointed at the element, nor had focus in it, for `delay` ms. Returns the undo. */
export function whenUnattended(element: Element, delay: number, callback: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const pause = () => clearTimeout(timer)
  const resume = () => {
    pause()
    if (!isAttended(element)) timer = setTimeout(callback, delay)
  }
  for (const event of pausing) element.addEventListener(event, pause)
  for (const event of resuming) element.addEventListener(event, resume)
  resume()
  return () => {
    pause()
    for (const event of pausing) element.removeEventListener(event, pause)
    for (const event of resuming) element.removeEventListener(event, resume)
  }
}

function isAttended(element: Element): boolean {
  // On a touch screen `:hover` stays where the last tap was, so there it says nothing.
  const isHovered = element.matches(':hover') && matchMedia('(hover: hover)').matches
  return element.matches(':focus-within') || isHovered
}
