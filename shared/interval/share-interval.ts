import { countBands, type Distribution, total } from '../distribution.ts'
import { criticalZ } from '../quantile.ts'
import { clip, inPercent, type Range } from '../range.ts'

/**
 * Wilson's interval of `count` of `of`, in percent, without continuity correction; `null`
 * when `of` is 0. Clipped, because rounding can put a bound 1e-17 outside 0…100.
 *
 * Source: Wilson 1927; Newcombe 1998, method 3. Example: 8 of 10 give [49.0, 94.3].
 */
export function wilson(count: number, of: number, confidence = 0.95): Range | null {
  if (of === 0) return null
  const z = criticalZ(confidence)
  const centre = count + (z * z) / 2
  const margin = z * Math.sqrt((count * (of - count)) / of + (z * z) / 4)
  const low = (centre - margin) / (of + z * z)
  const high = (centre + margin) / (of + z * z)
  return inPercent(clip({ low, high }, 0, 1))
}

/** Wilson's interval of the positive band of a distribution: CSAT, CES top box; `null` when nobody answered. */
export function shareInterval(distribution: Distribution, confidence = 0.95): Range | null {
  return wilson(countBands(distribution).positive, total(distribution), confidence)
}
