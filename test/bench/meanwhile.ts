let sent = 0

/** Sends an answer now and then until it is stopped; returns the longest that one took, in milliseconds. */
export function sendMeanwhile(collector: string): () => Promise<number> {
  let isDone = false
  let longest = 0
  const work = (async () => {
    while (!isDone) {
      sent += 1
      const began = performance.now()
      const response = await fetch(`${collector}/v1/public/responses`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          ...{ id: `sent-${process.pid}-${sent}-meanwhile`, surveyId: 's3', revision: 1, rating: 9 },
          writeKey: 'a-write-key-of-the-benchmark-000',
        }),
      })
      if (!response.ok) throw new Error(await response.text())
      longest = Math.max(longest, performance.now() - began)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  })()
  return async () => {
    isDone = true
    await work
    return longest
  }
}
