import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Limited } from '../http/limits.ts'

const minute = 60

/**
 * Counts in this process's memory; each count is forgotten after a minute. The function it returns
 * counts one more, and says how many seconds to wait, 0 when it is within the limit.
 */
export function limiterOf(perMinute: Readonly<Record<Limited, number>>) {
  const limiters = Object.fromEntries(
    Object.entries(perMinute)
      .filter(([, most]) => most > 0)
      .map(([limited, most]) => [limited, new RateLimiterMemory({ points: most, duration: minute })]),
  )
  return async (limited: Limited, name: string): Promise<number> => {
    try {
      await limiters[limited]?.consume(name)
      return 0
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused
      return Math.max(1, Math.ceil(refused.msBeforeNext / 1000))
    }
  }
}
