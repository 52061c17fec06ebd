import { type Change, inErrors } from '../change.ts'
import { wilson } from '../interval/share-interval.ts'
import { criticalZ, pOfZ } from '../quantile.ts'
import { around, type Range } from '../range.ts'

/** `count` of `of`: people satisfied, people who found it easy, comments with a theme. */
export interface Part {
  readonly count: number
  readonly of: number
}

/**
 * The difference of two shares in percentage points, with Newcombe's interval and the p of the
 * pooled z test; `null` when either `of` is 0. The two methods differ slightly: near p = 0.05 the
 * interval may contain 0 when p is just below.
 *
 * Source: Newcombe 1998, method 10 for the interval; R `prop.test(correct = FALSE)` for p.
 * Example: 160 and 140 of 200 differ by 10, [1.5, 18.3], p = 0.021.
 */
export function shareChange(first: Part, second: Part, confidence = 0.95): Change | null {
  const interval = newcombe(first, second, confidence)
  if (!interval) return null
  const difference = 100 * (first.count / first.of - second.count / second.of)
  const error = 100 * pooledError(first, second)
  const statistic = inErrors(difference, error)
  return { difference, error, statistic, p: pOfZ(statistic), interval }
}

/** The standard error of a difference of shares if both came from one population, 0–1. */
function pooledError(first: Part, second: Part): number {
  const p = (first.count + second.count) / (first.of + second.of)
  return Math.sqrt(p * (1 - p) * (1 / first.of + 1 / second.of))
}

/**
 * The interval of a difference of shares made of each side's Wilson interval, in
 * percentage points; `null` when either `of` is 0. Always within −100…100.
 *
 * Source: Newcombe 1998, "Interval estimation for the difference between independent
 * proportions", method 10. Example: 45 of 50 against 30 of 50 give [13.2, 44.9].
 */
export function newcombe(first: Part, second: Part, confidence = 0.95): Range | null {
  const a = wilson(first.count, first.of, confidence)
  const b = wilson(second.count, second.of, confidence)
  if (!a || !b) return null
  const p = (100 * first.count) / first.of
  const q = (100 * second.count) / second.of
  return {
    low: p - q - Math.hypot(p - a.low, b.high - q),
    high: p - q + Math.hypot(a.high - p, q - b.low),
  }
}

/**
 * The plain Wald interval of a difference of shares, in percentage points, unclipped; `null`
 * when either `of` is 0. R's `prop.test` prints it; reports use Newcombe's.
 *
 * Example: 160 and 140 of 200 give [1.6, 18.4].
 */
export function waldShareChange(first: Part, second: Part, confidence = 0.95): Range | null {
  if (first.of === 0 || second.of === 0) return null
  const difference = first.count / first.of - second.count / second.of
  const error = Math.sqrt(errorSquare(first) + errorSquare(second))
  return around(100 * difference, 100 * criticalZ(confidence) * error)
}

function errorSquare({ count, of }: Part): number {
  return (count * (of - count)) / of ** 3
}
