import { OwnPromise } from './ownPromise.ts'

/**
 * Takes the right to ask by itself, which one tab of a site has at a time. Returns the undo, or
 * `null` when another tab has it. Where the browser refuses the lock, every tab has it.
 */
export function claim(locks: LockManager): Promise<(() => void) | null> {
  return new OwnPromise((resolve) => {
    locks
      .request('sayso', { ifAvailable: true }, (lock) => lock && new OwnPromise<void>(resolve))
      .then(
        () => resolve(null),
        () => resolve(() => {}),
      )
  })
}
