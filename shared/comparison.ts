import { benjaminiHochberg, holm } from './adjustment.ts'
import { judgedMeanChange } from './change/mean-change.ts'
import { judgedNpsChange } from './change/nps-change.ts'
import { judgedShareChange } from './change/share-change.ts'
import type { Change } from './change.ts'
import { countBands, type Distribution, total } from './distribution.ts'
import { npsCounts } from './interval/nps-interval.ts'
import type { Interval } from './interval.ts'
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
  /** Of this comparison alone. It leaves out 0 exactly when `p` < 0.05. */
  readonly interval: Interval | null
  readonly method: Method
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

/** How two scores are compared: the test and the interval, which agree; see `change/`. */
export type Method =
  | 'adjusted Wald; permutation test of few against many'
  | 'pooled z, exact for few answers; Newcombe’s interval'
  | 'permutation test; hybrid interval'
  | 'cluster-robust t'

/** How p-values are corrected when many comparisons are made at once; see `adjustment.ts`. */
export type Correction = 'none' | 'holm' | 'benjamini-hochberg'

const corrections = {
  none: (ps: readonly number[]) => [...ps],
  holm,
  'benjamini-hochberg': benjaminiHochberg,
} as const satisfies Record<Correction, (ps: readonly number[]) => number[]>

/**
 * Compares two distributions of one scale under a survey's metric, choosing the test like
 * `scoreOf` chooses the formula: NPS adjusted Wald and, of few against many, the permutation test;
 * CSAT and CES top box pooled z and Newcombe; CES mean the permutation test. Put the later one, or the
 * one of interest, first: a rise is positive.
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

/** Many comparisons that one reader sees: those corrected for each other, and how. */
export interface Family {
  readonly correction: Correction
  /** How many were tested; a comparison and its mirror image count once. */
  readonly comparisons: number
}

/**
 * Compares many pairs at once, as segments of a report, and corrects their verdicts for it.
 * Pairs with too few answers are not tested, and do not count in the correction. Neither does a pair that is an
 * earlier one with its sides exchanged, like the second of two values: it says the same again.
 */
export function compareMany(
  reading: Reading,
  pairs: readonly (readonly [Distribution, Distribution])[],
  { confidence = 0.95, correction = 'holm' }: { confidence?: number; correction?: Correction } = {},
): Comparison[] {
  const tested = pairs.map(([first, second]) => comparePair(reading, first, second, confidence))
  const mirrors = mirrorsIn(pairs)
  const ps = tested.flatMap(({ p }, place) => (p === null || mirrors.has(place) ? [] : [p]))
  const values = corrections[correction](ps).values()
  const adjusted = tested.map(({ p }, place) =>
    p === null || mirrors.has(place) ? null : values.next().value!,
  )
  return tested.map((comparison, place) => {
    const adjustedP = adjusted[mirrors.get(place) ?? place]!
    if (comparison.p === null || adjustedP === null)
      return { ...comparison, adjustedP: null, verdict: 'too few' }
    return { ...comparison, adjustedP, verdict: adjustedP < 1 - confidence ? 'real' : 'not distinguishable' }
  })
}

/** The family of comparisons that were corrected together. */
export function familyOf(
  pairs: readonly (readonly [Distribution, Distribution])[],
  compared: readonly Comparison[],
  correction: Correction,
): Family {
  const mirrors = mirrorsIn(pairs)
  const counting = compared.filter(({ p }, place) => p !== null && !mirrors.has(place))
  return { correction, comparisons: counting.length }
}

/** Pairs that are an earlier pair with its sides exchanged: their place, and that of the earlier one. */
function mirrorsIn(pairs: readonly (readonly [Distribution, Distribution])[]): Map<number, number> {
  const places = new Map<string, number>()
  const mirrors = new Map<number, number>()
  pairs.forEach(([{ counts: first }, { counts: second }], place) => {
    const earlier = places.get(`${second}/${first}`)
    if (earlier !== undefined) mirrors.set(place, earlier)
    else places.set(`${first}/${second}`, place)
  })
  return mirrors
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
    method: methodOf(reading),
    p: change?.p ?? null,
  }
}

function methodOf({ metric, primary }: Reading): Method {
  if (metric === 'nps') return 'adjusted Wald; permutation test of few against many'
  return metric === 'ces' && primary === 'mean'
    ? 'permutation test; hybrid interval'
    : 'pooled z, exact for few answers; Newcombe’s interval'
}

function changeOf(
  reading: Reading,
  first: Distribution,
  second: Distribution,
  confidence: number,
): Pick<Change, 'p' | 'interval'> | null {
  if (reading.metric === 'nps') return judgedNpsChange(npsCounts(first), npsCounts(second), confidence)
  if (reading.metric === 'ces' && reading.primary === 'mean')
    return judgedMeanChange(first, second, confidence)
  const part = (distribution: Distribution) => ({
    count: countBands(distribution).positive,
    of: total(distribution),
  })
  return judgedShareChange(part(first), part(second), confidence)
}
