import { betaQuantile } from '../beta.ts'
import { criticalZ } from '../quantile.ts'
import { around, inPercent, type Range } from '../range.ts'

/**
 * Other intervals of a share, in percent, for agreement with tools that print them. Reports use
 * Wilson's. All are `null` when `of` is 0.
 */

/**
 * The Wald interval after adding z²/2 pseudo-successes and as many failures, unclipped.
 *
 * Source: Agresti and Coull 1998. Example: 8 of 10 give [47.9, 95.4].
 */
export function agrestiCoull(count: number, of: number, confidence = 0.95): Range | null {
  if (of === 0) return null
  const z = criticalZ(confidence)
  const n = of + z * z
  const p = (count + (z * z) / 2) / n
  return inPercent(around(p, z * Math.sqrt((p * (1 - p)) / n)))
}

/**
 * The exact interval: its coverage is never below the confidence, and mostly above.
 *
 * Source: Clopper and Pearson 1934. Example: 8 of 10 give [44.4, 97.5].
 */
export function clopperPearson(count: number, of: number, confidence = 0.95): Range | null {
  if (of === 0) return null
  const tail = (1 - confidence) / 2
  const low = count === 0 ? 0 : betaQuantile(tail, count, of - count + 1)
  const high = count === of ? 1 : betaQuantile(1 - tail, count + 1, of - count)
  return inPercent({ low, high })
}

/**
 * The central credible interval with Jeffreys' prior, Beta(½, ½).
 *
 * Source: Brown, Cai and DasGupta 2001. Example: 8 of 10 give [49.7, 95.6].
 */
export function jeffreys(count: number, of: number, confidence = 0.95): Range | null {
  if (of === 0) return null
  const tail = (1 - confidence) / 2
  const at = (p: number) => betaQuantile(p, count + 0.5, of - count + 0.5)
  return inPercent({ low: at(tail), high: at(1 - tail) })
}
