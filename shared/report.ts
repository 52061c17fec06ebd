import { type Comparison, compareScores } from './comparison.ts'
import { type Distribution, type PointCount, toPointCounts, total } from './distribution.ts'
import { type Interval, intervalOf } from './interval.ts'
import { type Reading, type Score, scoreOf } from './score.ts'
import { type PropertyCounts, type PropertySegments, segmentsOf } from './segments.ts'
import { type Share, share } from './share.ts'

/** Half-open `[from, to)`, ISO 8601 UTC; `null` where the period is open. */
export interface Period {
  readonly from: string | null
  readonly to: string | null
  /** IANA; what days, weeks and months mean. */
  readonly timezone: string
}

/** Which answers of one person count: every one, or the last or first within the period. */
export const countRules = ['all', 'latest', 'first'] as const
export type CountRule = (typeof countRules)[number]

/** Responses that exist in the period but are not in the score, and why. */
export interface LeftOut {
  /** Not yet known to come from a person. */
  readonly held: number
  readonly test: number
  /** Another answer of the same person counts instead. */
  readonly superseded: number
}

/** How the showings of the widget went on. */
export interface FunnelCounts {
  readonly shown: number
  readonly answered: number
  readonly commented: number
  readonly dismissed: number
}

/** The answers of a stretch of time. */
export interface Bucket<Content> {
  readonly from: string
  readonly to: string
  readonly content: Content
}

/** What SQL counted for one survey over one period; everything a report is made of. */
export interface Counted {
  readonly period: Period
  readonly distribution: Distribution
  /** Counted responses that came with a reason. */
  readonly commented: number
  readonly leftOut: LeftOut
  /** The period compared with, when there is one. */
  readonly previous: { readonly period: Period; readonly distribution: Distribution } | null
  readonly interval: string
  readonly trend: readonly Bucket<Distribution>[]
  readonly segments: readonly PropertyCounts[]
  /** Properties that make no segments, having too many values. */
  readonly tooManyValues: readonly string[]
  readonly channels: readonly { readonly channel: string; readonly distribution: Distribution }[]
  /** `null` where answers are chosen in a way that showings are not. */
  readonly funnel: FunnelCounts | null
}

/** A score that does not stand alone: with its interval. */
export type MeasuredScore = Score & { readonly interval: Interval | null }

/** A stretch of the trend: enough to draw it and to judge it. */
export interface TrendPoint {
  readonly from: string
  readonly to: string
  readonly n: number
  readonly value: number | null
  readonly interval: Interval | null
}

export interface ChannelScore {
  readonly channel: string
  readonly n: number
  readonly value: number | null
  readonly interval: Interval | null
}

/** `answered` and `dismissed` are of the shown, `commented` of the answered. */
export interface Funnel {
  readonly shown: number
  readonly answered: Share
  readonly commented: Share
  readonly dismissed: Share
}

/** The score of one survey over one period, with what a reader needs to judge it. */
export interface Report {
  readonly period: Period
  readonly n: number
  readonly score: MeasuredScore
  readonly distribution: readonly PointCount[]
  readonly commented: Share
  readonly leftOut: LeftOut
  /** This period's score against another's, with the verdict whether the change is real. */
  readonly change: (Comparison & { readonly period: Period }) | null
  /** day, week, month, quarter, or rolling-N days: what the trend's points are of. */
  readonly interval: string
  readonly trend: readonly TrendPoint[]
  readonly segments: readonly PropertySegments[]
  /** Properties that make no segments, having too many values. */
  readonly tooManyValues: readonly string[]
  readonly channels: readonly ChannelScore[]
  /** Of the widget; `null` in a report of only some answers, since showings cannot be chosen alike. */
  readonly funnel: Funnel | null
}

/** What an overview says of one survey: its score, and whether that changed. */
export type Summary = Pick<Report, 'n' | 'score' | 'leftOut' | 'change'>

/** Makes the summary of what was counted. */
export function summary(
  reading: Reading,
  { distribution, leftOut, previous }: Pick<Counted, 'distribution' | 'leftOut' | 'previous'>,
): Summary {
  return {
    n: total(distribution),
    score: measure(reading, distribution),
    leftOut,
    change: previous && {
      ...compareScores(reading, distribution, previous.distribution),
      period: previous.period,
    },
  }
}

/** Makes the report of what was counted. Pure: the same counts give the same report everywhere. */
export function report(reading: Reading, counted: Counted): Report {
  const { period, distribution, funnel } = counted
  return {
    period,
    ...summary(reading, counted),
    distribution: toPointCounts(distribution),
    commented: share(counted.commented, total(distribution)),
    interval: counted.interval,
    trend: counted.trend.map(({ from, to, content }) => ({ from, to, ...headline(reading, content) })),
    segments: segmentsOf(reading, distribution, counted.segments),
    tooManyValues: counted.tooManyValues,
    channels: counted.channels.map((each) => ({
      channel: each.channel,
      ...headline(reading, each.distribution),
    })),
    funnel: funnel && funnelOf(funnel),
  }
}

function funnelOf({ shown, answered, commented, dismissed }: FunnelCounts): Funnel {
  return {
    shown,
    answered: share(answered, shown),
    commented: share(commented, answered),
    dismissed: share(dismissed, shown),
  }
}

/** A distribution's score with the interval of its headline value. */
export function measure(reading: Reading, distribution: Distribution): MeasuredScore {
  return { ...scoreOf(reading, distribution), interval: intervalOf(reading, distribution) }
}

function headline(reading: Reading, distribution: Distribution) {
  const { n, value } = scoreOf(reading, distribution)
  return { n, value, interval: intervalOf(reading, distribution) }
}
