import { criticalZ } from './quantile.ts'
import { around, type Range } from './range.ts'
import { finiteCorrection } from './sample-size.ts'
import { type Band, bandOf, type Scale } from './scale.ts'

/** One answer and the number of people it represents, ≥ 0. */
export interface WeightedRating {
  readonly rating: number
  readonly weight: number
}

/** A weighted NPS in points, with its effective sample size. */
export interface WeightedNps {
  readonly n: number
  /** Kish's effective sample size; see `effectiveN`. */
  readonly effectiveN: number
  readonly nps: number
  /** `null` for one answer, which has no variance. */
  readonly error: number | null
  readonly interval: Range | null
}

const netOf = { positive: 1, neutral: 0, negative: -1 } as const satisfies Record<Band, number>

/**
 * The NPS of answers that represent different numbers of people, in points, with the linearised
 * standard error (divisor n − 1) and the normal interval, unclipped. With a `population` the
 * error gets the finite population correction. `null` when the weights add up to 0.
 *
 * Source: R `survey::svymean` (Taylor linearisation); Kish 1965 for the effective n.
 * Example: 6 promoters, 3 passives and 3 detractors of equal weight score 25 ± 49.
 */
export function weightedNps(
  scale: Scale,
  answers: readonly WeightedRating[],
  { population, confidence = 0.95 }: { population?: number | null; confidence?: number } = {},
): WeightedNps | null {
  const n = answers.length
  const weight = sum(answers, (answer) => answer.weight)
  if (weight === 0) return null
  const stand = ({ rating }: WeightedRating) => netOf[bandOf(scale, rating)]
  const net = sum(answers, (answer) => answer.weight * stand(answer)) / weight
  const squares = sum(answers, (answer) => (answer.weight * (stand(answer) - net)) ** 2)
  const correction = population == null ? 1 : finiteCorrection(n, population)
  const error = n < 2 ? null : (100 * correction * Math.sqrt((squares * n) / (n - 1))) / weight
  const interval = error === null ? null : around(100 * net, criticalZ(confidence) * error)
  return { n, effectiveN: effectiveN(answers)!, nps: 100 * net, error, interval }
}

/**
 * The effective sample size: the number of equally weighted answers with the same precision,
 * (Σw)² / Σw². `null` when the weights add up to 0.
 *
 * Source: Kish 1965. Example: weights 1, 1 and 2 are worth 2.67 answers.
 */
export function effectiveN(answers: readonly WeightedRating[]): number | null {
  const weight = sum(answers, (answer) => answer.weight)
  return weight === 0 ? null : weight ** 2 / sum(answers, (answer) => answer.weight ** 2)
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0)
}
