import { criticalZ } from '../quantile.ts'
import { around, inPercent, type Range } from '../range.ts'
import type { Part } from './share-change.ts'

/**
 * Another interval of a difference of shares, in percentage points, unclipped, for agreement with
 * tools that print it; reports use Newcombe's. The Wald interval after adding one pseudo-success
 * and one failure to each side; `null` when either `of` is 0.
 *
 * Source: Agresti and Caffo 2000. Example: 160 and 140 of 200 give [1.48, 18.32].
 */
export function agrestiCaffo(first: Part, second: Part, confidence = 0.95): Range | null {
  if (first.of === 0 || second.of === 0) return null
  const a = (first.count + 1) / (first.of + 2)
  const b = (second.count + 1) / (second.of + 2)
  const error = Math.sqrt((a * (1 - a)) / (first.of + 2) + (b * (1 - b)) / (second.of + 2))
  return inPercent(around(a - b, criticalZ(confidence) * error))
}
