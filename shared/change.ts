import type { Range } from './range.ts'

/**
 * What a two-sample test says of a first sample against a second: first − second, so that
 * a rise from last month to this one is positive when this one comes first.
 *
 * Every such test assumes that different people answered in the two samples and that
 * nobody chose when to look: asking every day until p < 0.05 finds a change in nothing.
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

/** How far from zero a difference lies in standard errors; no difference is 0 whatever its error. */
export function inErrors(difference: number, error: number): number {
  return difference === 0 ? 0 : difference / error
}
