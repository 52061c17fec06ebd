import { NativePromise } from './safely.ts'

/** Releases the lock. */
type Release = () => void

/** The lock while surveys of this page hold it, with how many those are. */
let held: { readonly lock: Promise<Release | null>; floating: number; inPlace: number } | undefined

/**
 * Takes the right to ask unprompted, as `tabLock` does. Surveys of one page share it, as far as they stand in places
 * of their own: of those that float above the page, there is one at a time. Resolves to its release, else to who
 * has it.
 */
export async function askingLock(isInPlace: boolean): Promise<Release | 'page' | 'tab'> {
  if (held?.floating && !isInPlace) return 'page'
  held ??= { lock: tabLock(), floating: 0, inPlace: 0 }
  const mine = held
  const kind = isInPlace ? 'inPlace' : 'floating'
  mine[kind] += 1
  const release = await mine.lock
  const leave = () => {
    mine[kind] -= 1
    if (mine.floating + mine.inPlace > 0) return
    release?.()
    if (held === mine) held = undefined
  }
  if (release) return leave
  leave()
  return 'tab'
}

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
