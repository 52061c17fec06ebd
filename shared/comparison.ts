import { benjaminiHochberg, holm } from './adjustment.ts'
import { meanChange } from './change/mean-change.ts'
import { adjustedNpsChange } from './change/nps-change.ts'
import { shareChange } from './change/share-change.ts'
import type { Change } from './change.ts'
import { countBands, type Distribution, total } from './distribution.ts'
import { npsCounts } from './interval/nps-interval.ts'
import type { Interval } from './interval.ts'
import { moments } from './moments.ts'
import { clip } from './range.ts'
import { type Reading, type Score, scoreOf } from './score.ts'

/**
 * Whether a change may be reported as one. `real`: chance alone would seldom do this.
 * `not distinguishable`: it might be chance; that does not mean nothing changed.
 * `too few`: a side has under ten answers, or a test of means finds no variance.
 */
export type Verdict = 'real' | 'not distinguishable' | 'too few'

/** The fewest answers a side needs before its score is compared. */
export const fewestToCompare = 10

/** A first score against a second: `difference` = first − second, in the scores' unit. */
export interface Comparison {
  readonly first: Side
  readonly second: Side
  readonly unit: Score['unit']
  readonly difference: number | null
  readonly interval: Interval | null
  /** Of this comparison alone; `null` when it was not tested. */
  readonly p: number | null
  /** After correction for the comparisons made with it; decides the verdict. */
  readonly adjustedP: number | null
  readonly verdict: Verdict
}

export interface Side {
  readonly n: number
  readonly value: number | null
}

/** How p-values are corrected when many comparisons are made at once; see `adjustment.ts`. */
export type Correction = 'none' | 'holm' | 'benjamini-hochberg'

const corrections = {
  none: (ps: readonly number[]) => [...ps],
  holm,
  'benjamini-hochberg': benjaminiHochberg,
} as const satisfies Record<Correction, (ps: readonly number[]) => number[]>

/**
 * Compares two distributions of one scale under a survey's metric, choosing the test like
 * `scoreOf` chooses the formula: NPS adjusted Wald, CSAT and CES top box Newcombe and
 * pooled z, CES mean Welch. Put the later one, or the one of interest, first: a rise is positive.
 *
 * `difference` is that of the two scores as shown. The NPS interval is centred a little
 * nearer to zero, for the reason given at `adjusted`.
 *
 * Example: 20/30/50 against 30/30/40 of NPS, n = 100 each: 20 points, p = 0.083,
 * not distinguishable.
 */
export function compareScores(
  reading: Reading,
  first: Distribution,
  second: Distribution,
  confidence = 0.95,
): Comparison {
  return compareMany(reading, [[first, second]], { confidence, correction: 'none' })[0]!
}

/**
 * Compares many pairs at once, as segments of a report, and corrects their verdicts for it.
 * Pairs with too few answers are not tested, and do not count in the correction.
 */
export function compareMany(
  reading: Reading,
  pairs: readonly (readonly [Distribution, Distribution])[],
  { confidence = 0.95, correction = 'holm' }: { confidence?: number; correction?: Correction } = {},
): Comparison[] {
  const tested = pairs.map(([first, second]) => comparePair(reading, first, second, confidence))
  const ps = tested.flatMap(({ p }) => (p === null ? [] : [p]))
  const adjusted = corrections[correction](ps).values()
  return tested.map((comparison) => {
    if (comparison.p === null) return { ...comparison, adjustedP: null, verdict: 'too few' }
    const adjustedP = adjusted.next().value!
    return { ...comparison, adjustedP, verdict: adjustedP < 1 - confidence ? 'real' : 'not distinguishable' }
  })
}

/** One comparison before any verdict; no p and no interval when a side has too few answers. */
function comparePair(reading: Reading, first: Distribution, second: Distribution, confidence: number) {
  const a = scoreOf(reading, first)
  const b = scoreOf(reading, second)
  const enough = a.n >= fewestToCompare && b.n >= fewestToCompare
  const change = enough ? changeOf(reading, first, second, confidence) : null
  const reach =
    a.unit === 'scale points' ? first.scale.max - first.scale.min : a.unit === 'points' ? 200 : 100
  return {
    first: { n: a.n, value: a.value },
    second: { n: b.n, value: b.value },
    unit: a.unit,
    difference: a.value === null || b.value === null ? null : a.value - b.value,
    interval: change && { ...clip(change.interval, -reach, reach), confidence },
    p: change?.p ?? null,
  }
}

function changeOf(
  reading: Reading,
  first: Distribution,
  second: Distribution,
  confidence: number,
): Change | null {
  if (reading.metric === 'nps') return adjustedNpsChange(npsCounts(first), npsCounts(second), confidence)
  if (reading.metric === 'ces' && reading.primary === 'mean')
    return meanChange(moments(first), moments(second), confidence)
  const part = (distribution: Distribution) => ({
    count: countBands(distribution).positive,
    of: total(distribution),
  })
  return shareChange(part(first), part(second), confidence)
}
