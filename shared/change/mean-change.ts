import { type Change, inErrors } from '../change.ts'
import type { Moments } from '../moments.ts'
import { criticalT, pOfT } from '../quantile.ts'
import { around } from '../range.ts'

/** A change of means, with the degrees of freedom of its t. */
export interface MeanChange extends Change {
  readonly df: number
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
