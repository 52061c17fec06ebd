import { type Change, inErrors } from '../change.ts'
import { wilson } from '../interval/share-interval.ts'
import { criticalZ, pOfZ } from '../quantile.ts'
import { around, type Range } from '../range.ts'
import { agreeing } from './agreement.ts'
import { exactSharesP } from './exact-shares.ts'
import { hybridInterval } from './hybrid.ts'

/** `count` of `of`: people satisfied, people who found it easy, comments with a theme. */
export interface Part {
  readonly count: number
  readonly of: number
}

/**
 * The difference of two shares in percentage points, with Newcombe's interval and the p of the
 * pooled z test; `null` when either `of` is 0. The two methods differ slightly: near p = 0.05 the
 * interval may contain 0 when p is just below. Reports use `judgedShareChange`, where they agree.
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

/** Where a side has fewer expected answers of a kind, its z is not normal, and p is made exact. */
const fewestExpected = 5

/**
 * `shareChange` as reports use it: p is exact where a side is expected to have fewer than five answers of a kind,
 * and the interval leaves out 0 exactly when p < 1 − `confidence`.
 *
 * Source: Cochran 1954 for five; see `exactSharesP` and `agreeing`. Example: 9 of 10 against 990 of 1,000 is −9,
 * p = 0.064.
 */
export function judgedShareChange(first: Part, second: Part, confidence = 0.95): Change | null {
  const change = shareChange(first, second, confidence)
  if (!change) return null
  const share = (first.count + second.count) / (first.of + second.of)
  const expected = Math.min(first.of, second.of) * Math.min(share, 1 - share)
  const p = expected < fewestExpected ? exactSharesP(first, second) : change.p
  return { ...change, p, interval: agreeing((level) => newcombe(first, second, level), p, confidence)! }
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
  const value = ({ count, of }: Part) => (100 * count) / of
  return hybridInterval({ ...a, value: value(first) }, { ...b, value: value(second) })
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
