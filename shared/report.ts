import { type Distribution, type PointCount, toPointCounts } from './distribution.ts'
import { type Reading, type Score, scoreOf } from './score.ts'
import { type Share, share } from './share.ts'

/** Half-open `[from, to)`, ISO 8601 UTC; `null` where the period is open. */
export interface Period {
  readonly from: string | null
  readonly to: string | null
}

/** What SQL counted for one survey over one period; everything a report is made of. */
export interface Counted {
  readonly distribution: Distribution
  /** Counted responses that came with a reason. */
  readonly commented: number
  readonly leftOut: LeftOut
}

/** Responses that exist in the period but are not in the score, and why. */
export interface LeftOut {
  /** Not yet known to come from a person. */
  readonly held: number
  readonly test: number
}

/** The score of one survey over one period, with what a reader needs to judge it. */
export interface Report {
  readonly period: Period
  readonly n: number
  readonly score: Score
  readonly distribution: readonly PointCount[]
  readonly commented: Share
  readonly leftOut: LeftOut
}

/** Makes the report of what was counted. Pure: the same counts give the same report everywhere. */
export function report(reading: Reading, period: Period, counted: Counted): Report {
  const score = scoreOf(reading, counted.distribution)
  return {
    period,
    n: score.n,
    score,
    distribution: toPointCounts(counted.distribution),
    commented: share(counted.commented, score.n),
    leftOut: counted.leftOut,
  }
}
