import { criticalZ, normalQuantile } from './quantile.ts'

/** The confidence wanted, and the variance expected. */
export interface Planning {
  readonly confidence?: number
  /** Of one answer, on the 0–1 or −1…1 scale; the worst case when left out. */
  readonly variance?: number
}

/** The variance of a yes-or-no answer when the share `p` (0–1) says yes: at most 0.25. */
export function shareVariance(p: number): number {
  return p * (1 - p)
}

/**
 * How many answers an interval of ± `margin` points or percentage points needs, unrounded:
 * n = z² · variance / margin². Round up. The variance is 1 for an NPS at worst (half
 * promoters, half detractors) and 0.25 for a share.
 *
 * Source: Rocks 2016; MeasuringU. Example: 384.1 answers for an NPS ± 10, so 385.
 */
export function answersFor(margin: number, { confidence = 0.95, variance = 1 }: Planning = {}): number {
  return (criticalZ(confidence) ** 2 * variance) / (margin / 100) ** 2
}

/**
 * The whole number of answers an NPS ± `margin` points needs. The adjusted Wald interval,
 * which reports show, adds three pseudo-answers, and so needs three fewer.
 *
 * Source: MeasuringU, n = s²z²/d² − 3. Example: 385 for ± 10, 382 adjusted.
 */
export function answersForNps(margin: number, planning: Planning = {}): { wald: number; adjusted: number } {
  const n = answersFor(margin, planning)
  return { wald: Math.ceil(n), adjusted: Math.max(0, Math.ceil(n - 3)) }
}

/**
 * How many answers each of two sides needs, unrounded, so that a change from the share `before` to `after` (0–1) is
 * found with this power by a two-sided test. Infinite when they are equal. Round up.
 *
 * Source: Fleiss, Levin and Paik 2003, §4.2, without continuity correction: n = (z₀.₉₇₅·√(2p̄q̄) + z₀.₈·√(p₁q₁ + p₂q₂))² /
 * (p₁ − p₂)². Example: from 60 to 70 % with 80 % power: 355.6, so 356.
 */
export function answersForChange(
  before: number,
  after: number,
  { confidence = 0.95, power = 0.8 }: { confidence?: number; power?: number } = {},
): number {
  const together = Math.sqrt(2 * shareVariance((before + after) / 2))
  const apart = Math.sqrt(shareVariance(before) + shareVariance(after))
  return (criticalZ(confidence) * together + normalQuantile(power) * apart) ** 2 / (before - after) ** 2
}

/**
 * The ± margin in points or percentage points that `n` answers give; `null` for none.
 *
 * Source: the formula of `answersFor`, solved for the margin. Example: 10 for 384.1 answers.
 */
export function marginOf(n: number, { confidence = 0.95, variance = 1 }: Planning = {}): number | null {
  return n > 0 ? 100 * criticalZ(confidence) * Math.sqrt(variance / n) : null
}

/**
 * The finite population correction: the factor, 0–1, for a standard error or margin when `n` of
 * `population` people answered, √(1 − n/N). 0 when all did.
 *
 * Source: Cochran 1977, §2.6; R `survey`. Example: 0.837 for 12 of 40.
 */
export function finiteCorrection(n: number, population: number): number {
  return population > 0 ? Math.sqrt(Math.max(0, 1 - n / population)) : 0
}

/**
 * The answers needed from a population of `population` people where an infinite one needs
 * `answers`, unrounded: n / (1 + n/N).
 *
 * Source: Cochran 1977, §4.4. Example: 385 becomes 278 of 1,000.
 */
export function answersWithin(answers: number, population: number): number {
  return population > 0 ? answers / (1 + answers / population) : 0
}
