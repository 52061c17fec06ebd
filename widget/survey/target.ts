import { NativePromise } from '../browser/safely.ts'
import type { Tell } from '../session.ts'

/** How long a target may be late before its absence is an error, in milliseconds. */
const patience = 10_000

/**
 * The element to show a survey in, `null` when its format says where. `undefined` when it does not come, with an
 * error event, or is not wanted any more; `forEver` it is waited for as long as it is wanted.
 */
export async function findTarget(
  target: Element | string | undefined,
  isWanted: () => boolean,
  tell: Tell,
  forEver = false,
): Promise<Element | null | undefined> {
  if (typeof target !== 'string') return target ?? null
  const since = performance.now()
  let hasTold = false
  while (isWanted()) {
    const element = document.querySelector(target)
    if (element) return element
    if (!hasTold && performance.now() - since > patience) {
      hasTold = true
      tell('error', `no target ${target} for this page`)
      if (!forEver) return
    }
    await new NativePromise((resolve) => setTimeout(resolve, 100))
  }
}
