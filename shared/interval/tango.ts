import { criticalZ } from '../quantile.ts'
import { inPercent, type Range } from '../range.ts'
import { type NpsCounts, npsMoments } from './nps-interval.ts'

/**
 * The score interval in points: every NPS that a z test would not reject, with the most likely
 * variance under that NPS. Always within −100…100. `null` when nobody answered.
 *
 * Source: Tango 1998, "Equivalence test and confidence interval for the difference in
 * proportions for the paired-sample design"; promoters and detractors are its discordant
 * pairs. Example: ten passives alone give ±27.75, Wilson's bound for 0 of 10.
 */
export function tango(counts: NpsCounts, confidence = 0.95): Range | null {
  const net = npsMoments(counts)
  if (!net) return null
  const reach = criticalZ(confidence) ** 2 / net.n
  const excess = (at: number) => (at - net.mean) ** 2 - reach * varianceUnder(at, counts, net.n)
  return inPercent({
    low: crossing((at) => -excess(at), -1, net.mean),
    high: crossing(excess, net.mean, 1),
  })
}

/** The most likely variance if the NPS were `net` (−1…1): 2q + net − net², q the detractors' share. */
function varianceUnder(net: number, { promoters, detractors }: NpsCounts, n: number): number {
  const b = (2 * n - promoters + detractors) * net - promoters - detractors
  const c = -detractors * net * (1 - net)
  const q = (Math.sqrt(Math.max(0, b * b - 8 * n * c)) - b) / (4 * n)
  return 2 * q + net - net * net
}

/**
 * The root of a rising function between two points, by bisection down to two adjacent floats;
 * the nearest end when there is none.
 */
function crossing(rising: (at: number) => number, from: number, to: number): number {
  let low = from
  let high = to
  for (;;) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) return middle
    if (rising(middle) < 0) low = middle
    else high = middle
  }
}
