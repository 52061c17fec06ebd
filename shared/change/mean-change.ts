import { type Change, inErrors } from '../change.ts'
import { type Distribution, mean } from '../distribution.ts'
import { meanInterval } from '../interval/mean-interval.ts'
import type { Moments } from '../moments.ts'
import { criticalT, pOfT } from '../quantile.ts'
import { around } from '../range.ts'
import { points } from '../scale.ts'
import { agreeing } from './agreement.ts'
import { hybridInterval } from './hybrid.ts'
import { permutationP } from './permutation.ts'

/** A change of means, with the degrees of freedom of its t. */
export interface MeanChange extends Change {
  readonly df: number
}

/**
 * The difference of two means of ratings as reports use it: p by the permutation test, and the hybrid of both sides'
 * intervals, which leaves out 0 exactly when p < 1 − `confidence`. `null` when nobody answered on a
 * side, and when each side gave one rating only: nothing then tells how much ratings vary.
 *
 * Welch's test below is wrong for ratings that crowd at an end of the scale: of ten answers against ten thousand
 * from people of whom 95 % choose 7, it calls 54 % different, this 3 %.
 *
 * Source: see `permutationP`, `meanInterval`, `hybridInterval` and `agreeing`.
 * Example: ten 7s against 190 sevens and ten 5s: 0.1 [−1.57, 0.21], p = 1.
 */
export function judgedMeanChange(
  first: Distribution,
  second: Distribution,
  confidence = 0.95,
): Omit<Change, 'error' | 'statistic'> | null {
  const [a, b] = [mean(first), mean(second)]
  if (a === null || b === null || (isOfOne(first) && isOfOne(second))) return null
  const p = permutationP(points(first.scale), first.counts, second.counts)
  const at = (level: number) =>
    hybridInterval(
      { value: a, ...meanInterval(first, level)! },
      { value: b, ...meanInterval(second, level)! },
    )
  return { difference: a - b, p, interval: agreeing(at, p, confidence)! }
}

/**
 * The difference of two means in their unit by Welch's t test, which does not assume equal
 * variances. `null` when either side has under two answers, or both have no variance, where t
 * is undefined. R's `t.test` refuses such data too.
 *
 * Source: Welch 1947; Satterthwaite 1946 for the degrees of freedom.
 * Example: 5 5 4 4 3 5 against 4 3 3 2 4 5 1 3 differ by 1.21, df = 11.9, p = 0.0495.
 */
export function meanChange(
  first: Moments | null,
  second: Moments | null,
  confidence = 0.95,
): MeanChange | null {
  if (!first || !second || (first.variance === 0 && second.variance === 0)) return null
  const difference = first.mean - second.mean
  const a = first.variance / first.n
  const b = second.variance / second.n
  const error = Math.sqrt(a + b)
  const df = (a + b) ** 2 / (a ** 2 / (first.n - 1) + b ** 2 / (second.n - 1))
  const statistic = inErrors(difference, error)
  const interval = around(difference, criticalT(confidence, df) * error)
  return { difference, error, statistic, p: pOfT(statistic, df), interval, df }
}

/** Whether all answers are the same. */
function isOfOne({ counts }: Distribution): boolean {
  return counts.filter((count) => count > 0).length === 1
}
