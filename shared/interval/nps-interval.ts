import { countBands, type Distribution } from '../distribution.ts'
import { type Moments, standardError } from '../moments.ts'
import { criticalZ } from '../quantile.ts'
import { around, clip, inPercent, type Range } from '../range.ts'

/** How many people are in each band of the NPS; adjusted counts may be fractional. */
export interface NpsCounts {
  readonly promoters: number
  readonly passives: number
  readonly detractors: number
}

export function npsCounts(distribution: Distribution): NpsCounts {
  const { positive, neutral, negative } = countBands(distribution)
  return { promoters: positive, passives: neutral, detractors: negative }
}

/**
 * The NPS as a mean of +1, 0 and −1, on −1…1, with the variance P + D − NPS² (divisor n). `null`
 * when nobody answered.
 *
 * Source: whuber, stats.stackexchange.com/a/18609. Example: 3 promoters, 2 passives and
 * 1 detractor have the mean 1/3 and the variance 5/9.
 */
export function npsMoments({ promoters, passives, detractors }: NpsCounts): Moments | null {
  const n = promoters + passives + detractors
  if (n === 0) return null
  const mean = (promoters - detractors) / n
  return { n, mean, variance: (promoters + detractors) / n - mean * mean }
}

/** The standard error of an NPS in points; `null` when nobody answered. Example: 30.4 for 3, 2 and 1. */
export function npsError(counts: NpsCounts): number | null {
  const net = npsMoments(counts)
  return net && 100 * standardError(net)
}

/**
 * The plain Wald interval in points, unclipped; `null` when nobody answered. Only for comparison
 * with other tools: for ten promoters alone it is [100, 100], far too certain for ten answers.
 *
 * Source: Rocks 2016. Example: 3, 2 and 1 give [−26.3, 93.0].
 */
export function wald(counts: NpsCounts, confidence = 0.95): Range | null {
  const net = npsMoments(counts)
  return net && inPercent(around(net.mean, criticalZ(confidence) * standardError(net)))
}

/**
 * The counts with three pseudo-answers added, ¾ promoter, ¾ detractor and 1½ passive, which shrink
 * small samples towards 0. Counts of nobody stay 0.
 *
 * Source: Rocks 2016, "Interval Estimation for the Net Promoter Score"; MeasuringU.
 */
export function adjusted({ promoters, passives, detractors }: NpsCounts): NpsCounts {
  const more = promoters + passives + detractors === 0 ? 0 : 0.75
  return { promoters: promoters + more, passives: passives + 2 * more, detractors: detractors + more }
}

/**
 * The adjusted Wald interval in points, unclipped; `null` when nobody answered.
 *
 * Source: Rocks 2016. Example: ten promoters alone give [47.5, 106.3].
 */
export function adjustedWald(counts: NpsCounts, confidence = 0.95): Range | null {
  return wald(adjusted(counts), confidence)
}

/** An NPS interval as shown, clipped to −100…100. */
export function clipToNps(range: Range | null): Range | null {
  return range && clip(range, -100, 100)
}
