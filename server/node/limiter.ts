import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Limited } from '../services.ts'

/** Seconds after which a count is forgotten. */
const minute = 60

/**
 * A rate limiter in this process's memory. The function it returns counts one more and resolves to
 * the seconds to wait, 0 when it is within the limit. A limit of 0 is none.
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
