import { criticalZ, normalCdf, normalQuantile } from '../quantile.ts'
import type { Range } from '../range.ts'

/**
 * The interval of a difference that says the same as its test: it leaves out 0 exactly when p < 1 − `confidence`.
 * A test of small samples is exact where an interval can only be approximate, so near the edge they may disagree
 * by a hair; then the test decides, and the bound beside 0 is moved across it. `intervalAt` must widen with the
 * confidence. `null` when it is.
 */
export function agreeing(
  intervalAt: (confidence: number) => Range | null,
  p: number,
  confidence: number,
): Range | null {
  const range = intervalAt(confidence)
  if (range === null) return null
  const isReal = p < 1 - confidence
  const leavesOutZero = range.low > 0 || range.high < 0
  if (isReal === leavesOutZero) return range
  if (!isReal) return { low: Math.min(0, range.low), high: Math.max(0, range.high) }
  const narrower = intervalAt(
    2 * normalCdf(touching(intervalAt) * (criticalZ(confidence) / normalQuantile(1 - p / 2))) - 1,
  )!
  return narrower.low > 0 ? { low: narrower.low, high: range.high } : { low: range.low, high: narrower.high }
}

/** The z at which an interval just touches 0, by bisection. */
function touching(intervalAt: (confidence: number) => Range | null): number {
  let low = 0
  let high = 8
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2
    const range = intervalAt(2 * normalCdf(middle) - 1)!
    if (range.low > 0 || range.high < 0) low = middle
    else high = middle
  }
  return low
}
