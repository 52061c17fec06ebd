/**
 * The same function, except that nothing it throws and nothing it rejects with gets out:
 * our failure must never become the host page's. Returns a promise of what it returned, if anything.
 */
export function quietly<Given extends unknown[]>(deed: (...given: Given) => unknown) {
  return async (...given: Given): Promise<unknown> => {
    try {
      return await deed(...given)
    } catch {
      // The person sees no survey, or one that does not move on. The page goes on as before.
    }
  }
}
