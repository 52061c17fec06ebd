import { whenLeaving } from './whenLeaving.ts'

/**
 * Calls back once: after `delay` milliseconds, or at once when the network is back or the
 * page is going and there will be no later. Returns the undo.
 */
export function whenWorthRetrying(delay: number, again: () => void): () => void {
  const retry = () => {
    stop()
    again()
  }
  const timer = setTimeout(retry, delay)
  const stopWatching = whenLeaving(retry)
  addEventListener('online', retry)
  const stop = () => {
    clearTimeout(timer)
    stopWatching()
    removeEventListener('online', retry)
  }
  return stop
}
