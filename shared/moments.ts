import { type Distribution, mean, toPointCounts, total } from './distribution.ts'

/** The number of answers, their mean, and their variance in the square of the mean's unit. */
export interface Moments {
  readonly n: number
  readonly mean: number
  readonly variance: number
}

/**
 * The mean of the ratings in scale points and their sample variance (divisor n − 1), from
 * counts alone. `null` when fewer than two answered: one answer has no variance.
 *
 * Source: the textbook two-pass sum over the points. Example: 4 and 5 give the mean 4.5
 * and the variance 0.5.
 */
export function moments(distribution: Distribution): Moments | null {
  const n = total(distribution)
  const average = mean(distribution)
  if (average === null || n < 2) return null
  const squares = toPointCounts(distribution).reduce(
    (sum, { rating, count }) => sum + count * (rating - average) ** 2,
    0,
  )
  return { n, mean: average, variance: squares / (n - 1) }
}

/** The standard deviation, in scale points. Example: 0.707 for 4 and 5. */
export function deviation({ variance }: Moments): number {
  return Math.sqrt(variance)
}

/** The standard error of the mean, in the mean's unit. Example: 0.5 for 4 and 5. */
export function standardError({ n, variance }: Moments): number {
  return Math.sqrt(variance / n)
}
