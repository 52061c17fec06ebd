/** The language's own Promise, whatever the page has put in its place: async functions make no other. */
export const OwnPromise = (async () => {})().constructor as PromiseConstructor
