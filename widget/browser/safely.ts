/**
 * Wraps a function so that nothing it throws or rejects with escapes: our failure must never become the
 * host page's. The wrapper resolves to what the function returned, or to `undefined` after a failure.
 */
export function safely<Given extends unknown[]>(run: (...given: Given) => unknown) {
  return async (...given: Given): Promise<unknown> => {
    try {
      return await run(...given)
    } catch {
      // The person sees no survey, or one that does not move on. The page goes on as before.
    }
  }
}

/**
 * The language's own Promise. Some pages replace `window.Promise` with a library that breaks
 * the standard; async functions always return the native one.
 */
export const NativePromise = (async () => {})().constructor as PromiseConstructor

/** The promise's value, or `undefined` when it rejects or takes longer than `delay` milliseconds. Never rejects. */
export function withTimeout<Value>(promise: Promise<Value>, delay: number): Promise<Value | undefined> {
  const timeout = new NativePromise<undefined>((resolve) => setTimeout(resolve, delay, undefined))
  return NativePromise.race([promise, timeout]).catch(() => undefined)
}
