import { OwnPromise } from './ownPromise.ts'

/**
 * Takes the right to ask by itself, which one tab of a site has at a time. Returns the undo, or
 * `null` when another tab has it. Where the browser knows no locks (plain http, a sandboxed
 * frame) every tab has it so far: see `claimAloud`.
 */
export function claim(): Promise<(() => void) | null> {
  return new OwnPromise((resolve) => {
    const free = () => resolve(() => {})
    const { locks } = navigator as { locks?: LockManager }
    locks
      ?.request('sayso', { ifAvailable: true }, (lock) => lock && new OwnPromise<void>(resolve))
      .then(() => resolve(null), free) ?? free()
  })
}
