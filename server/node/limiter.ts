import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Limited } from '../services.ts'

/** Seconds after which a count is forgotten. */
const minute = 60

/**
 * A rate limiter in this process's memory. The function it returns counts `weight` more and resolves to
 * the seconds to wait, 0 when it is within the limit; with a weight of 0 it only asks. A limit of 0 is none.
 */
export function limiterOf(perMinute: Readonly<Record<Limited, number>>) {
  const limiters = Object.fromEntries(
    Object.entries(perMinute)
      .filter(([, most]) => most > 0)
      .map(([limited, most]) => [limited, new RateLimiterMemory({ points: most, duration: minute })]),
  )
  return async (limited: Limited, name: string, weight = 1): Promise<number> => {
    const limiter = limiters[limited]
    if (!limiter) return 0
    try {
      if (weight > 0) await limiter.consume(name, Math.min(weight, limiter.points))
      else return secondsOf(await limiter.get(name), limiter.points)
      return 0
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused
      return secondsOf(refused, limiter.points)
    }
  }
}

/** Seconds until a count is forgotten, 0 while there is room for one more. */
function secondsOf(count: RateLimiterRes | null, most: number): number {
  if (!count || count.consumedPoints < most) return 0
  return Math.max(1, Math.ceil(count.msBeforeNext / 1000))
}
