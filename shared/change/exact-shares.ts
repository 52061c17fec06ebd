import { betaCdf, logGamma } from '../beta.ts'
import { wilson } from '../interval/share-interval.ts'
import type { Share } from '../share.ts'

type Part = Pick<Share, 'count' | 'of'>

/** The shares tried are this many, evenly across the 99.9 % interval of the pooled share. */
const sharesTried = 15
const within = 0.999

/**
 * The exact two-sided p, 0–1, of the pooled z test of two shares: how often two samples of these sizes from one
 * population differ by as large a z, at the share within the pooled one's 99.9 % interval where that is most often,
 * plus the 0.001 outside of it. For shares near 0 or 100 % of few people, where z is not normal: of ten people and
 * a thousand who are all 99 % satisfied, z calls 9.6 % different, this under 5 %.
 *
 * Source: Suissa and Shuster 1985; Berger and Boos 1994. Example: 9 of 10 against 990 of 1,000: p = 0.064.
 */
export function exactSharesP(first: Part, second: Part): number {
  const pooled = first.count + second.count
  const all = first.of + second.of
  if (pooled === 0 || pooled === all) return 1
  // Counting the rarer answer keeps the sums below short.
  const rare = (part: Part) => (2 * pooled > all ? { count: part.of - part.count, of: part.of } : part)
  const [small, large] = first.of <= second.of ? [rare(first), rare(second)] : [rare(second), rare(first)]
  const observed = squaredZ(small.count, small.of, large.count, large.of) * (1 - 1e-9)
  const edges = Array.from(
    { length: Math.min(small.of, mostCounted(small.of, pooled / all)) + 1 },
    (_, count) => edgesOf(count, small.of, large.of, observed),
  )
  const reach = wilson(Math.min(pooled, all - pooled), all, within)!
  let highest = 0
  for (let step = 0; step < sharesTried; step++) {
    const share = (reach.low + ((reach.high - reach.low) * step) / (sharesTried - 1)) / 100
    highest = Math.max(highest, extremeAt(share, small.of, large.of, edges))
  }
  return Math.min(1, highest + 1 - within)
}

/** A count of the smaller side that practically never is exceeded. */
function mostCounted(of: number, share: number): number {
  const expected = of * Math.min(share, 1 - share)
  return Math.ceil(4 * expected + 40)
}

/** The square of the pooled z of `a` of `ofA` against `b` of `ofB`. */
function squaredZ(a: number, ofA: number, b: number, ofB: number): number {
  const pooled = (a + b) / (ofA + ofB)
  const difference = a / ofA - b / ofB
  if (difference === 0) return 0
  return difference ** 2 / (pooled * (1 - pooled) * (1 / ofA + 1 / ofB))
}

interface Edges {
  /** The larger side's highest count that is too low beside this one, and its lowest that is too high. */
  readonly low: number
  readonly high: number
}

function edgesOf(count: number, of: number, ofLarge: number, observed: number): Edges {
  const equal = (count / of) * ofLarge
  const isFar = (other: number) => squaredZ(count, of, other, ofLarge) >= observed
  return {
    low: lastTrue(isFar, 0, Math.floor(equal)),
    high: -lastTrue((other) => isFar(-other), -ofLarge, Math.floor(-equal)),
  }
}

/** The last whole number from `from` on for which something holds that holds for none after it; `from` − 1 for none. */
function lastTrue(holds: (value: number) => boolean, from: number, to: number): number {
  let low = from - 1
  let high = to + 1
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (holds(middle)) low = middle
    else high = middle
  }
  return low
}

/** How often the samples of a population with this share differ at least as much as observed. */
function extremeAt(share: number, of: number, ofLarge: number, edges: readonly Edges[]): number {
  if (share <= 0 || share >= 1) return 0
  let sum = 0
  edges.forEach(({ low, high }, count) => {
    const ways = logGamma(of + 1) - logGamma(count + 1) - logGamma(of - count + 1)
    const weight = Math.exp(ways + count * Math.log(share) + (of - count) * Math.log1p(-share))
    if (weight > 1e-12) sum += weight * (atMost(low, ofLarge, share) + 1 - atMost(high - 1, ofLarge, share))
  })
  return sum
}

/** The probability of at most `count` of `of`, each with the probability `share`. */
function atMost(count: number, of: number, share: number): number {
  if (count < 0) return 0
  return count >= of ? 1 : 1 - betaCdf(share, count + 1, of - count)
}
