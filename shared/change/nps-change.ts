import { type Change, inErrors } from '../change.ts'
import { adjusted, type NpsCounts, npsMoments } from '../interval/nps-interval.ts'
import { standardError } from '../moments.ts'
import { criticalZ, pOfZ } from '../quantile.ts'
import { around } from '../range.ts'
import { agreeing } from './agreement.ts'
import { permutationP } from './permutation.ts'

/**
 * The difference of two NPS in points with the plain Wald interval and z test; `null` when
 * nobody answered on one of the sides.
 *
 * Source: Rocks 2016; R package NPS. Example: 20/30/50 against 30/30/40 (detractors,
 * passives, promoters) differ by 20 points, p = 0.0794.
 */
export function npsChange(first: NpsCounts, second: NpsCounts, confidence = 0.95): Change | null {
  const a = npsMoments(first)
  const b = npsMoments(second)
  if (!a || !b) return null
  const difference = 100 * (a.mean - b.mean)
  const error = 100 * Math.hypot(standardError(a), standardError(b))
  const statistic = inErrors(difference, error)
  const interval = around(difference, criticalZ(confidence) * error)
  return { difference, error, statistic, p: pOfZ(statistic), interval }
}

/**
 * `npsChange` on the adjusted counts of each side, as reports use it: small samples give fewer
 * false alarms. Its difference is shrunk a little towards zero.
 *
 * Source: Rocks 2016; MeasuringU. Example: the samples above, p = 0.0832.
 */
export function adjustedNpsChange(first: NpsCounts, second: NpsCounts, confidence = 0.95): Change | null {
  return npsChange(adjusted(first), adjusted(second), confidence)
}

/**
 * `adjustedNpsChange` as reports use it. Where a side has fewer than 30 answers and the other ten times as many, p is
 * that of the permutation test if that is higher: of 10 people and 10,000 of one mind, with 90 % detractors, the
 * adjusted test alone calls 7 % different. Likewise where hardly anybody is outside of one band: of reports with a hundred
 * groups of 200, 94 % of them promoters, it calls 7 % different even after Holm's correction. The interval leaves out 0 exactly when p < 1 − `confidence`.
 *
 * Source: `permutationP` and `agreeing`.
 */
export function judgedNpsChange(first: NpsCounts, second: NpsCounts, confidence = 0.95): Change | null {
  const change = adjustedNpsChange(first, second, confidence)
  if (!change) return null
  const [smaller, larger] = [answersOf(first), answersOf(second)].sort((a, b) => a - b) as [number, number]
  const isFewOfMany = smaller < fewestForNormal && larger >= 10 * smaller
  const isOfOneMind = smaller >= fewestForNormal && othersIn(first, second) * smaller < fewestOthers
  if (!isFewOfMany && !isOfOneMind) return change
  const p = Math.max(change.p, permutationP([-1, 0, 1], bandsOf(first), bandsOf(second)))
  const at = (level: number) => adjustedNpsChange(first, second, level)!.interval
  return { ...change, p, interval: agreeing(at, p, confidence)! }
}

const fewestForNormal = 30
/** People of the smaller side outside of the commonest band, as the two together have them, from which errors are normal. */
const fewestOthers = 15

/** The share, 0–1, of both sides together that is not in their commonest band. */
function othersIn(first: NpsCounts, second: NpsCounts): number {
  const pool = bandsOf(first).map((count, band) => count + bandsOf(second)[band]!)
  return 1 - Math.max(...pool) / (answersOf(first) + answersOf(second))
}

function bandsOf({ detractors, passives, promoters }: NpsCounts): number[] {
  return [detractors, passives, promoters]
}

function answersOf({ detractors, passives, promoters }: NpsCounts): number {
  return detractors + passives + promoters
}
