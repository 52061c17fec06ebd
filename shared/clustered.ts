import { type Distribution, toPointCounts, total } from './distribution.ts'
import type { Interval } from './interval.ts'
import { criticalT } from './quantile.ts'
import { around, clip } from './range.ts'
import { bandOf } from './scale.ts'
import { type Reading, scoreOf } from './score.ts'

/** Answers in clusters: accounts, whose people are asked about the same thing and mostly think alike. */
export interface Clusters {
  /** All answers; those of no cluster stand for themselves. */
  readonly all: Distribution
  readonly clusters: readonly Distribution[]
}

/** A score whose interval allows for answers of one cluster being alike. */
export interface ClusteredScore {
  /** Clusters, and answers of no cluster. */
  readonly units: number
  /** The score's standard error, in its unit; `null` for fewer than two units. */
  readonly error: number | null
  /** Within the scale; `null` below ten units, and where all answers are the same, which shows no variance. */
  readonly interval: Interval | null
  /** By how much the variance exceeds that of as many independent answers; `null` where there is none. */
  readonly designEffect: number | null
}

/** With fewer clusters the spread between them is not known well enough for an interval. */
export const fewestClusters = 10

/**
 * The standard error of a score by Taylor linearisation with clusters, √(G/(G − 1) · Σ e²)/n, where e is the sum of a
 * cluster's deviations from the mean, and Student's t with G − 1 degrees of freedom.
 *
 * Source: Binder 1983; R `survey::svydesign(ids = ~company)` with `svymean`, whose standard error it equals.
 * Example: two answers of 1 and two of 0, each pair of one cluster, have the error 0.5; four apart 0.289.
 */
export function clusteredScore(
  reading: Reading,
  { all, clusters }: Clusters,
  confidence = 0.95,
): ClusteredScore {
  const n = total(all)
  const { value, unit } = scoreOf(reading, all)
  const worth = worthIn(reading, all)
  const apart = all.counts.map((count, step) => count - sum(clusters, ({ counts }) => counts[step]!))
  const units = clusters.length + sum(apart, (count) => count)
  if (value === null || units < 2) return { units, error: null, interval: null, designEffect: null }
  const deviation = worth.map((each) => each - value)
  const ofClusters = sum(
    clusters,
    ({ counts }) => sum(counts, (count, step) => count * deviation[step]!) ** 2,
  )
  const ofOthers = sum(apart, (count, step) => count * deviation[step]! ** 2)
  const error = Math.sqrt(((units / (units - 1)) * (ofClusters + ofOthers)) / n ** 2)
  const independent = sum(all.counts, (count, step) => count * deviation[step]! ** 2) / (n * (n - 1))
  const { min, max } = all.scale
  const ends = unit === 'points' ? [-100, 100] : unit === 'percent' ? [0, 100] : [min, max]
  const hasInterval = units >= fewestClusters && error > 0
  return {
    units,
    error,
    interval: hasInterval
      ? { ...clip(around(value, criticalT(confidence, units - 1) * error), ends[0]!, ends[1]!), confidence }
      : null,
    designEffect: independent > 0 ? error ** 2 / independent : null,
  }
}

/** What each point of the scale adds to the score, in its unit: a score is the mean of these. */
function worthIn({ metric, primary }: Reading, { scale, counts }: Distribution): number[] {
  return toPointCounts({ scale, counts }).map(({ rating }) => {
    const band = bandOf(scale, rating)
    if (metric === 'nps') return band === 'positive' ? 100 : band === 'negative' ? -100 : 0
    if (metric === 'ces' && primary === 'mean') return rating
    return band === 'positive' ? 100 : 0
  })
}

function sum<Item>(items: readonly Item[], of: (item: Item, place: number) => number): number {
  return items.reduce((total, item, place) => total + of(item, place), 0)
}
