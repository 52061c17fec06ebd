import { OwnPromise } from './ownPromise.ts'

/** Resolves once the page is at rest: a survey must not cost it anything. */
export function whenIdle(): Promise<unknown> {
  return new OwnPromise(
    // Safari has none.
    (resolve) => window.requestIdleCallback?.(resolve, { timeout: 500 }) ?? setTimeout(resolve, 200),
  )
}
