import { NativePromise } from './safely.ts'

/** Releases the lock. */
type Release = () => void

/**
 * Takes the right to ask unprompted, which one tab of a site has at a time. Resolves to its release, or
 * to `null` when another tab has it.
 */
export function tabLock(): Promise<Release | null> {
  const { locks } = navigator as { locks?: LockManager }
  return locks ? tabLockByLockManager(locks) : tabLockByChannel()
}

/** Where the browser refuses the lock, every tab has it. */
function tabLockByLockManager(locks: LockManager): Promise<Release | null> {
  return new NativePromise((resolve) => {
    locks
      .request('sayso', { ifAvailable: true }, (lock) => lock && new NativePromise<void>(resolve))
      .then(
        () => resolve(null),
        () => resolve(() => {}),
      )
  })
}

/** How long the other tabs have to object, in milliseconds. */
const objectionTime = 150

/**
 * The fallback where the browser has no locks, as on pages over plain http: each tab draws a number
 * and sends it to the others; the highest wins, and the tab that asks has the highest there is.
 */
function tabLockByChannel(): Promise<Release | null> {
  return new NativePromise((resolve) => {
    if (!('BroadcastChannel' in window)) return resolve(() => {})
    const channel = new BroadcastChannel('sayso')
    let number = Math.random()
    const timer = setTimeout(() => {
      number = 1
      resolve(() => channel.close())
    }, objectionTime)
    channel.onmessage = ({ data }) => {
      if (data < number) channel.postMessage(number)
      if (!(data > number)) return
      clearTimeout(timer)
      channel.close()
      resolve(null)
    }
    channel.postMessage(number)
  })
}
