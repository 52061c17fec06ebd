import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Allowance, Limited } from '../services.ts'

/** Seconds after which a count is forgotten. */
const minute = 60

/**
 * A rate limiter in this process's memory. The function it returns counts `weight` more, with a weight of 0 it only asks.
 * A limit of 0 is none.
 */
export function limiterOf(perMinute: Readonly<Record<Limited, number>>) {
  const limiters = Object.fromEntries(
    Object.entries(perMinute)
      .filter(([, most]) => most > 0)
      .map(([limited, most]) => [limited, new RateLimiterMemory({ points: most, duration: minute })]),
  )
  return async (limited: Limited, name: string, weight = 1): Promise<Allowance> => {
    const limiter = limiters[limited]
    if (!limiter) return { wait: 0, quota: null }
    const most = limiter.points
    if (weight === 0) {
      const count = await limiter.get(name)
      return allowanceOf(count, most, count !== null && count.consumedPoints >= most)
    }
    try {
      return allowanceOf(await limiter.consume(name, Math.min(weight, most)), most, false)
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused
      return allowanceOf(refused, most, refused.consumedPoints >= most)
    }
  }
}

function allowanceOf(count: RateLimiterRes | null, most: number, isOver: boolean): Allowance {
  const reset = count ? Math.max(1, Math.ceil(count.msBeforeNext / 1000)) : minute
  const left = count ? Math.max(0, most - count.consumedPoints) : most
  return { wait: isOver ? reset : 0, quota: { most, seconds: minute, left, reset } }
}
