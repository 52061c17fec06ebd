import { OwnPromise } from './ownPromise.ts'

/** What was promised, or `undefined` when it fails or takes longer than `delay` milliseconds. Never rejects. */
export function inTime<Thing>(thing: Promise<Thing>, delay: number): Promise<Thing | undefined> {
  const late = new OwnPromise<undefined>((resolve) => setTimeout(resolve, delay, undefined))
  return OwnPromise.race([thing, late]).catch(() => undefined)
}
