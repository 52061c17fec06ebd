import { criticalZ } from './quantile.ts'
import { around, type Range } from './range.ts'
import { finiteCorrection } from './sample-size.ts'
import { type Band, bandOf, type Scale } from './scale.ts'

/** One answer and how many people it stands for, from 0. */
export interface WeightedRating {
  readonly rating: number
  readonly weight: number
}

/** A weighted NPS in points, with what its weights leave of the sample. */
export interface WeightedNps {
  readonly n: number
  /** How many equally weighted answers say as much: Kish. */
  readonly effectiveN: number
  readonly nps: number
  /** `null` of one answer, which says nothing about spread. */
  readonly error: number | null
  readonly interval: Range | null
}

const standing = { positive: 1, neutral: 0, negative: -1 } as const satisfies Record<Band, number>

/**
 * The NPS of answers that stand for different numbers of people, in points, with the
 * linearised standard error (divisor n − 1) and the normal interval, unclipped. With a
 * `population`, those who were not missed add no doubt. `null` when the weights add up to 0.
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
  const stand = ({ rating }: WeightedRating) => standing[bandOf(scale, rating)]
  const net = sum(answers, (answer) => answer.weight * stand(answer)) / weight
  const squares = sum(answers, (answer) => (answer.weight * (stand(answer) - net)) ** 2)
  const missed = population == null ? 1 : finiteCorrection(n, population)
  const error = n < 2 ? null : (100 * missed * Math.sqrt((squares * n) / (n - 1))) / weight
  const interval = error === null ? null : around(100 * net, criticalZ(confidence) * error)
  return { n, effectiveN: effectiveN(answers)!, nps: 100 * net, error, interval }
}

/**
 * How many equally weighted answers would say as much: (Σw)² / Σw²; `null` when the weights
 * add up to 0.
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
