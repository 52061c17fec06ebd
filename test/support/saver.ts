import { newResponse } from './client.ts'

/** What a careful client did: every answer it was told is stored, and every status it got. */
export interface Saver {
  readonly told: Set<string>
  readonly statuses: Map<number, number>
  /** Milliseconds the slowest answer took; a broken connection is no answer. */
  slowest: number
  /** Saves one new answer, once; `true` when told that it is stored. */
  once(response?: ReturnType<typeof newResponse>): Promise<boolean>
  /** Saves one new answer as often as it takes; throws after a minute. */
  untilStored(response?: ReturnType<typeof newResponse>): Promise<void>
}

/** A client of the public saving call that may send the same answer any number of times. */
export function saverAt(url: () => string): Saver {
  const saver: Saver = {
    told: new Set(),
    statuses: new Map(),
    slowest: 0,
    async once(response = newResponse('demo')) {
      const began = performance.now()
      const answer = await fetch(`${url()}/v1/public/responses`, {
        method: 'POST',
        headers: { 'content-type': 'text/plain' },
        body: JSON.stringify(response),
      }).catch(() => null)
      if (answer === null) return false
      await answer.arrayBuffer().catch(() => {})
      saver.slowest = Math.max(saver.slowest, performance.now() - began)
      saver.statuses.set(answer.status, (saver.statuses.get(answer.status) ?? 0) + 1)
      if (answer.ok) saver.told.add(response.id)
      return answer.ok
    },
    async untilStored(response = newResponse('demo')) {
      const end = Date.now() + 60_000
      while (!(await saver.once(response))) {
        if (Date.now() > end) throw new Error('an answer is not stored after a minute')
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
  }
  return saver
}
