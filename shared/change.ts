import type { Range } from './range.ts'

/**
 * The result of a two-sample test: first − second, so that a rise from last month to this
 * month is positive when this month comes first.
 *
 * Every such test assumes that different people answered in the two samples, and that the
 * time to look was fixed in advance: looking every day until p < 0.05 finds a change in noise.
 */
export interface Change {
  readonly difference: number
  /** The standard error that `statistic` divides by, in the unit of `difference`. */
  readonly error: number
  /** z, or t where the test is Student's. */
  readonly statistic: number
  /** Two-sided, 0–1. */
  readonly p: number
  readonly interval: Range
}

/** A difference in standard errors; 0 for no difference, even when the error is 0. */
export function inErrors(difference: number, error: number): number {
  return difference === 0 ? 0 : difference / error
}
