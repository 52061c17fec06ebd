import { logGamma } from '../beta.ts'
import { normalCdf } from '../quantile.ts'

/** Up to this many answers on the smaller side, or off the commonest value, every split is counted. */
const mostCounted = 20

/**
 * The two-sided p, 0–1, of the permutation test that two samples come from one population: the share of all splits of
 * the answers into groups of these sizes whose means differ at least as much. `first[i]` and `second[i]` people gave
 * `values[i]`. 1 when a side is empty or all answers are equal.
 *
 * It assumes no shape, equal variance or equal sizes, so ratings that crowd at an end of the scale do not mislead it.
 * Small samples are counted out, which is exact; in larger ones the sum follows a Pearson type III distribution with
 * the exact mean, variance and skewness of the splits.
 *
 * Source: Fisher 1935; Mielke and Berry 2007 for Pearson type III; Wilson and Hilferty 1931 for its probabilities.
 * Example: ten 7s against 190 sevens and ten 5s: p = 1, where Welch's t test has 0.001.
 */
export function permutationP(
  values: readonly number[],
  first: readonly number[],
  second: readonly number[],
): number {
  const [smaller, larger] = sum(first) <= sum(second) ? [first, second] : [second, first]
  const drawn = sum(smaller)
  const pool = smaller.map((count, at) => count + larger[at]!)
  const observed = sum(smaller.map((count, at) => count * values[at]!))
  const commonest = pool.indexOf(Math.max(...pool))
  const others = sum(pool) - pool[commonest]!
  if (drawn === 0 || others === 0) return 1
  return Math.min(drawn, others) <= mostCounted
    ? countedP(values, pool, drawn, observed, commonest)
    : approximateP(values, pool, drawn, observed)
}

/** The share of splits whose smaller side has a sum at least as far from the expected as the observed one. */
function countedP(
  values: readonly number[],
  pool: readonly number[],
  drawn: number,
  observed: number,
  commonest: number,
): number {
  // Sums count from the commonest value, so that the rest of the sample adds nothing.
  const from = values[commonest]!
  // Binomial weights instead of numbers of ways: the same proportions, and nothing overflows.
  const rate = drawn / sum(pool)
  let splits = new Map<number, Float64Array>([[0, Float64Array.of(1)]])
  pool.forEach((count, at) => {
    if (at !== commonest && count > 0)
      splits = withValue(splits, values[at]! - from, weightsOf(count, rate, drawn), drawn)
  })
  const most = Math.min(drawn, sum(pool) - pool[commonest]!)
  const rests = Float64Array.from({ length: most + 1 }, (_, taken) =>
    binomial(pool[commonest]!, drawn - taken, rate),
  )
  const expected = (drawn * sum(pool.map((count, at) => count * (values[at]! - from)))) / sum(pool)
  // Sums that differ only by rounding are equally far.
  const distance = Math.abs(observed - drawn * from - expected) - 1e-9
  let [all, far] = [0, 0]
  for (const [total, byTaken] of splits) {
    let weight = 0
    byTaken.forEach((each, taken) => {
      weight += each * rests[taken]!
    })
    all += weight
    if (Math.abs(total - expected) >= distance) far += weight
  }
  return far / all
}

/** Splits by sum, then by how many answers were taken, after another value was dealt out. */
function withValue(
  splits: ReadonlyMap<number, Float64Array>,
  value: number,
  weights: Float64Array,
  drawn: number,
): Map<number, Float64Array> {
  const next = new Map<number, Float64Array>()
  for (const [total, byTaken] of splits) {
    const room = Math.min(weights.length - 1, drawn)
    for (let more = 0; more <= room; more++) {
      const key = total + more * value
      const length = Math.min(drawn, byTaken.length - 1 + more) + 1
      const target = grown(next.get(key), length)
      for (let taken = 0; taken < byTaken.length && taken + more <= drawn; taken++)
        target[taken + more]! += byTaken[taken]! * weights[more]!
      next.set(key, target)
    }
  }
  return next
}

function grown(array: Float64Array | undefined, length: number): Float64Array {
  if (array && array.length >= length) return array
  const longer = new Float64Array(length)
  if (array) longer.set(array)
  return longer
}

function weightsOf(count: number, rate: number, drawn: number): Float64Array {
  return Float64Array.from({ length: Math.min(count, drawn) + 1 }, (_, taken) => binomial(count, taken, rate))
}

/** The probability that `taken` of `count` are taken when each is with `rate`; 0 for more than there are. */
function binomial(count: number, taken: number, rate: number): number {
  if (taken > count || taken < 0) return 0
  if (rate >= 1) return taken === count ? 1 : 0
  const ways = logGamma(count + 1) - logGamma(taken + 1) - logGamma(count - taken + 1)
  return Math.exp(ways + taken * Math.log(rate) + (count - taken) * Math.log1p(-rate))
}

/** The same by the mean, variance and skewness of the sum of a sample without replacement. */
function approximateP(
  values: readonly number[],
  pool: readonly number[],
  drawn: number,
  observed: number,
): number {
  const all = sum(pool)
  const left = all - drawn
  const mean = sum(pool.map((count, at) => count * values[at]!)) / all
  const central = (power: number) => sum(pool.map((count, at) => count * (values[at]! - mean) ** power)) / all
  const variance = central(2)
  const deviation = Math.sqrt((variance * drawn * left) / (all - 1))
  const skew =
    ((central(3) / variance ** 1.5) * (left - drawn) * Math.sqrt(all - 1)) /
    (Math.sqrt(drawn * left) * (all - 2))
  const distance = Math.abs(observed - drawn * mean) / deviation
  return pearsonBelow(-distance, skew) + pearsonBelow(-distance, -skew)
}

/** The share of a Pearson type III distribution with mean 0, variance 1 and this skewness below a point. */
function pearsonBelow(at: number, skew: number): number {
  if (Math.abs(skew) < 1e-4) return normalCdf(at)
  if (skew < 0) return 1 - pearsonBelow(-at, -skew)
  const base = 1 + (skew * at) / 2
  if (base <= 0) return 0
  return normalCdf((6 / skew) * (Math.cbrt(base) - 1 + (skew * skew) / 36))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
