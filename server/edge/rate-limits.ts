/** Seconds, as in wrangler.toml. */
const periodOfLimits = 60

interface RateLimit {
  limit(options: { key: string }): Promise<{ success: boolean }>
}

/** Names this isolate saw exceed a limit, and until when: a binding cannot be asked without counting. */
const exceeded = new Map<string, number>()
const mostExceeded = 10_000

/** Seconds to wait by a rate-limit binding, which counts one a call; one that is not configured limits nothing. */
export async function secondsToWait(binding: unknown, key: string, weight = 1): Promise<number> {
  const counter = binding as RateLimit | undefined
  if (!counter) return 0
  if (weight === 0) return Math.max(0, Math.ceil(((exceeded.get(key) ?? 0) - Date.now()) / 1000))
  const counted = await Promise.all(Array.from({ length: weight }, () => counter.limit({ key })))
  if (counted.every(({ success }) => success)) return 0
  if (exceeded.size >= mostExceeded) exceeded.clear()
  exceeded.set(key, Date.now() + periodOfLimits * 1000)
  return periodOfLimits
}
