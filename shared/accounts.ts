import { type Clusters, clusteredScore } from './clustered.ts'
import { type Comparison, fewestToCompare } from './comparison.ts'
import { type Distribution, subtract, total } from './distribution.ts'
import { type Interval, intervalOf } from './interval.ts'
import { criticalT, pOfT } from './quantile.ts'
import { around, clip } from './range.ts'
import { type Reading, scoreOf } from './score.ts'
import { type Caution, cautionOf } from './segments.ts'
import type { BandShare } from './share.ts'

/** The counted answers by account: a property like the company of whoever answered. */
export interface CountedAccounts {
  readonly property: string
  readonly values: readonly { readonly value: string; readonly distribution: Distribution }[]
  /** Those of the period compared with; empty when there is none. */
  readonly previous: readonly Distribution[]
  /** Accounts whose people were invited, and of whom nobody ever answered: one more than are listed says that there are more. */
  readonly neverHeard: readonly string[]
}

/** One account: score and interval are `null` below ten answers. */
export interface Account {
  readonly value: string
  readonly n: number
  readonly score: number | null
  /** Of the account's people, as far as they answered. */
  readonly interval: Interval | null
  readonly caution: Caution
  readonly bands: readonly BandShare[]
}

/** A score of answers that count together by account. */
export interface AccountsReport {
  readonly property: string
  readonly accounts: number
  /** Answers without the property: each counts by itself. */
  readonly apart: number
  /** The standard error of the score, in its unit. */
  readonly error: number | null
  /** Of the score; `null` with fewer than ten accounts, and where nothing varies. */
  readonly interval: Interval | null
  /** By how much the variance exceeds that of as many independent answers. */
  readonly designEffect: number | null
  /** The accounts with the most answers. */
  readonly largest: readonly Account[]
  readonly neverHeard: readonly string[]
  /** Whether there are more of them than are listed. */
  readonly isNeverHeardCut: boolean
}

const accountsListed = 50
export const unheardListed = 200

/** What the accounts of a report say. */
export function accountsOf(
  reading: Reading,
  all: Distribution,
  { property, values, neverHeard }: CountedAccounts,
): AccountsReport {
  const clusters = values.map(({ distribution }) => distribution)
  const { error, interval, designEffect } = clusteredScore(reading, { all, clusters })
  const apart = clusters.reduce((rest, each) => subtract(rest, each), all)
  const bySize = [...values].sort(
    (a, b) => total(b.distribution) - total(a.distribution) || (a.value < b.value ? -1 : 1),
  )
  return {
    ...{ property, accounts: values.length, apart: total(apart) },
    ...{ error, interval, designEffect },
    largest: bySize.slice(0, accountsListed).map(({ value, distribution }) => ({
      value,
      ...accountOf(reading, distribution),
    })),
    neverHeard: neverHeard.slice(0, unheardListed),
    isNeverHeardCut: neverHeard.length > unheardListed,
  }
}

function accountOf(reading: Reading, distribution: Distribution): Omit<Account, 'value'> {
  const { n, value, bands } = scoreOf(reading, distribution)
  const caution = cautionOf(n)
  const isShown = caution !== 'counts only'
  return {
    n,
    score: isShown ? value : null,
    interval: isShown ? intervalOf(reading, distribution) : null,
    caution,
    bands,
  }
}

/**
 * Compares two periods whose answers count together by account: the difference over its cluster-robust standard error,
 * by Student's t with Welch's degrees of freedom over accounts. `too few` with fewer than ten accounts on a side. An
 * account that answered in both mostly stays of its opinion, so the interval is rather too wide than too narrow.
 *
 * Source: see `clusteredScore`; Welch 1947 for the degrees of freedom.
 */
export function compareClustered(
  reading: Reading,
  first: Clusters,
  second: Clusters,
  confidence = 0.95,
): Comparison {
  const [a, b] = [scoreOf(reading, first.all), scoreOf(reading, second.all)]
  const [ofA, ofB] = [clusteredScore(reading, first), clusteredScore(reading, second)]
  const difference = a.value === null || b.value === null ? null : a.value - b.value
  const sides = {
    first: { n: a.n, value: a.value },
    second: { n: b.n, value: b.value },
    ...{ unit: a.unit, difference },
    method: 'cluster-robust t' as const,
  }
  const error = Math.hypot(ofA.error ?? 0, ofB.error ?? 0)
  const isEnough =
    [a, b].every(({ n }) => n >= fewestToCompare) && ofA.interval !== null && ofB.interval !== null
  if (!isEnough || difference === null)
    return { ...sides, interval: null, p: null, adjustedP: null, verdict: 'too few' }
  const part = (of: typeof ofA) => of.error! ** 4 / (of.units - 1)
  const df = error ** 4 / (part(ofA) + part(ofB))
  const p = pOfT(difference / error, df)
  const { min, max } = first.all.scale
  const reach = a.unit === 'scale points' ? max - min : a.unit === 'points' ? 200 : 100
  const range = clip(around(difference, criticalT(confidence, df) * error), -reach, reach)
  return {
    ...sides,
    interval: { ...range, confidence },
    ...{ p, adjustedP: p },
    verdict: p < 1 - confidence ? 'real' : 'not distinguishable',
  }
}
