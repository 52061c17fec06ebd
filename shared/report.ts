import { type AccountsReport, accountsOf, type CountedAccounts, compareClustered } from './accounts.ts'
import { type AlikeValues, alikeValues } from './alike.ts'
import { type Comparison, compareScores, type Family } from './comparison.ts'
import { type Distribution, type PointCount, toPointCounts, total } from './distribution.ts'
import { type Interval, intervalOf } from './interval.ts'
import { type AskedCounts, type Nonresponse, nonresponse } from './nonresponse.ts'
import type { Scale } from './scale.ts'
import { type Reading, type Score, scoreOf } from './score.ts'
import {
  type Caution,
  cautionOf,
  type PropertyCounts,
  type PropertySegments,
  segmentsOf,
} from './segments.ts'
import { type Share, share } from './share.ts'

/** Half-open `[from, to)`, ISO 8601 UTC; `null` where the period is open. */
export interface Period {
  readonly from: string | null
  readonly to: string | null
  /** IANA name; days, weeks and months begin by it. */
  readonly timezone: string
}

/** Which answers of one person count: every one, or the last or first within the period. */
export const countRules = ['all', 'latest', 'first'] as const
export type CountRule = (typeof countRules)[number]

/** Responses that exist in the period but are not in the score, and why. */
export interface LeftOut {
  /** Not yet confirmed to come from a person. */
  readonly held: number
  readonly test: number
  /** Another answer of the same person counts instead. */
  readonly superseded: number
  /** The held ones by reason, the most first; left out when none is held, and in an overview. */
  readonly heldFor?: readonly HeldFor[]
}

/** How many of the held responses are held for one reason. */
export interface HeldFor {
  readonly reason: string
  readonly count: number
}

/**
 * How many people the widget was shown to, and how far they came. A known person counts once, however often they were
 * shown it or answered; of the others nobody knows who came again, so each showing counts.
 */
export interface FunnelCounts {
  readonly shown: number
  /** Showings to people who are not known, all of them in `shown`. */
  readonly anonymous: number
  readonly answered: number
  readonly commented: number
  readonly dismissed: number
}

/** The content of one period of a trend, `[from, to)`. */
export interface Bucket<Content> {
  readonly from: string
  readonly to: string
  readonly content: Content
}

/** The counts of one survey over one period, from SQL; a report needs nothing else. */
export interface Counted {
  readonly period: Period
  /** Whether the answers are those of one segment or channel: a group, which has no score below ten answers. */
  readonly isGroup: boolean
  readonly distribution: Distribution
  /** Counted responses with a comment. */
  readonly commented: number
  readonly leftOut: LeftOut
  readonly thresholdChanges: readonly ThresholdChange[]
  /** The period to compare with; `null` when there is none. */
  readonly previous: { readonly period: Period; readonly distribution: Distribution } | null
  readonly interval: string
  /** Under `latest` and `first` each bucket of the trend has the latest or first within it. */
  readonly count: CountRule
  readonly trend: readonly Bucket<Distribution>[]
  readonly segments: readonly PropertyCounts[]
  /** Properties without segments, because they have too many values. */
  readonly tooManyValues: readonly string[]
  readonly channels: readonly { readonly channel: string; readonly distribution: Distribution }[]
  /** `null` when the answers are filtered in a way that showings cannot be. */
  readonly funnel: FunnelCounts | null
  /** The answers by account, where those of one account count together; else `null`. */
  readonly accounts: CountedAccounts | null
  /** Those who were mailed; `null` when nobody was, or of only some answers. */
  readonly asked: AskedCounts | null
}

/** A score with its confidence interval. */
export type MeasuredScore = Score & { readonly interval: Interval | null }

/** The score of some of the answers: `value` and `interval` are `null` below ten of them. */
export interface GroupScore {
  readonly n: number
  readonly value: number | null
  readonly interval: Interval | null
  readonly caution: Caution
}

/** One period of the trend. */
export interface TrendPoint extends GroupScore {
  readonly from: string
  readonly to: string
}

export interface ChannelScore extends GroupScore {
  readonly channel: string
}

/** `answered` and `dismissed` are shares of the shown, `commented` of the answered. */
export interface Funnel {
  readonly shown: number
  readonly anonymous: number
  readonly answered: Share
  readonly commented: Share
  readonly dismissed: Share
}

/** Where the best and the worst band begin. All answers of a report are counted by it, whenever they were given. */
export interface Threshold extends Pick<Scale, 'direction' | 'positive' | 'negative'> {
  /** When it was another one: an earlier report said something else of the answers before. */
  readonly changes: readonly ThresholdChange[]
}

/** A version of the survey that began to count from another point. */
export interface ThresholdChange {
  readonly at: string
  readonly version: number
  /** Where the best band began before, and from then on. */
  readonly from: number
  readonly to: number
}

/** The report of one survey over one period. */
export interface Report {
  readonly period: Period
  readonly n: number
  /** In a report on one segment or channel its numbers are `null` below ten answers. */
  readonly score: MeasuredScore
  readonly caution: Caution
  /** What counts as satisfied or easy. */
  readonly threshold: Threshold
  readonly distribution: readonly PointCount[]
  readonly commented: Share
  readonly leftOut: LeftOut
  /** This period's score against the previous one's; `null` without one. */
  readonly change: (Comparison & { readonly period: Period }) | null
  /**
   * The accounts whose answers count together; `null` when each answer counts by itself. With them the intervals of
   * `trend`, `segments` and `channels` are `null`, and so are the differences of segments.
   */
  readonly accounts: AccountsReport | null
  /** The length of the trend's periods: day, week, month, quarter, or rolling-N days. */
  readonly interval: string
  /**
   * Which answers of one person count. Under `latest` and `first` each period of the trend has the latest or first
   * within it, so that together they may have more than `n` answers.
   */
  readonly count: CountRule
  readonly trend: readonly TrendPoint[]
  readonly segments: readonly PropertySegments[]
  /** How the verdicts on segments were corrected for each other: all of the report together. */
  readonly family: Family
  /** Values that look like one group, as `pro` and `Pro`; each is a segment of its own all the same. */
  readonly alike: readonly AlikeValues[]
  /** Properties without segments, because they have too many values. */
  readonly tooManyValues: readonly string[]
  readonly channels: readonly ChannelScore[]
  /** Of the widget; `null` in a filtered report, since showings cannot be filtered in the same way. */
  readonly funnel: Funnel | null
  /** Who was mailed and did not answer; `null` like `funnel`, and when nobody was mailed. */
  readonly asked: Nonresponse | null
}

/** One survey in an overview: its score, and whether it changed. */
export type Summary = Pick<Report, 'n' | 'score' | 'caution' | 'threshold' | 'leftOut' | 'change'>

/** What a report says first: the score, and whether it changed. */
export type Headline = Summary & Pick<Report, 'period' | 'distribution'>

/** The counts that a headline is made of. */
export type CountedScore = Pick<
  Counted,
  'distribution' | 'isGroup' | 'leftOut' | 'previous' | 'thresholdChanges'
>

export function headline(
  reading: Reading,
  counted: CountedScore & Pick<Counted, 'period' | 'accounts'>,
): Headline {
  return headlineOf(reading, counted, accountsIn(reading, counted))
}

function headlineOf(
  reading: Reading,
  counted: CountedScore & Pick<Counted, 'period' | 'accounts'>,
  report: AccountsReport | null,
): Headline {
  const { period, distribution, accounts, previous } = counted
  const found = { period, ...summary(reading, counted), distribution: toPointCounts(distribution) }
  if (!accounts || !report) return found
  // The interval and the verdict that hold where people of one account answer alike.
  const clusters = { all: distribution, clusters: accounts.values.map((each) => each.distribution) }
  const before = previous && { all: previous.distribution, clusters: accounts.previous }
  return {
    ...found,
    score: { ...found.score, interval: found.score.value === null ? null : report.interval },
    change: before && { ...compareClustered(reading, clusters, before), period: previous.period },
  }
}

function accountsIn(
  reading: Reading,
  { distribution, accounts }: Pick<Counted, 'distribution' | 'accounts'>,
): AccountsReport | null {
  return accounts && accountsOf(reading, distribution, accounts)
}

/** The summary of counts. */
export function summary(
  reading: Reading,
  { distribution, isGroup, leftOut, previous, thresholdChanges }: CountedScore,
): Summary {
  const score = measure(reading, distribution)
  const caution = cautionOf(score.n)
  return {
    n: score.n,
    score: isGroup && caution === 'counts only' ? withoutNumbers(score) : score,
    caution,
    threshold: thresholdOf(distribution.scale, thresholdChanges),
    leftOut,
    change: previous && {
      ...compareScores(reading, distribution, previous.distribution),
      period: previous.period,
    },
  }
}

/** The segments of a report, compared with each other. */
export type Compared = Pick<Report, 'segments' | 'family' | 'alike' | 'tooManyValues'>

/** Compares segments. Where the answers of an account count together, they have neither intervals nor differences. */
export function compared(
  reading: Reading,
  counted: Pick<Counted, 'distribution' | 'segments' | 'tooManyValues'>,
  isApart: boolean,
): Compared {
  const { properties, family } = segmentsOf(reading, counted.distribution, counted.segments)
  return {
    segments: isApart ? properties : properties.map(withoutIntervals),
    family: isApart ? family : { ...family, comparisons: 0 },
    alike: alikeValues(counted.segments),
    tooManyValues: counted.tooManyValues,
  }
}

/** The report of counts: the same counts give the same report everywhere. */
export function report(reading: Reading, counted: Counted): Report {
  const { distribution, funnel } = counted
  const isApart = counted.accounts === null
  const accounts = accountsIn(reading, counted)
  return {
    ...headlineOf(reading, counted, accounts),
    accounts,
    commented: share(counted.commented, total(distribution)),
    interval: counted.interval,
    count: counted.count,
    trend: counted.trend.map(({ from, to, content }) => ({
      ...{ from, to },
      ...groupScore(reading, content, isApart),
    })),
    ...compared(reading, counted, isApart),
    channels: counted.channels.map((each) => ({
      channel: each.channel,
      ...groupScore(reading, each.distribution, isApart),
    })),
    funnel: funnel && funnelOf(funnel),
    asked: counted.asked && nonresponse(reading, counted.asked),
  }
}

/** Segments by their scores alone: answers of one account may stand in both sides of a comparison. */
function withoutIntervals({ property, values, other }: PropertySegments): PropertySegments {
  const bare = { interval: null, difference: null }
  return {
    property,
    values: values.map((each) => ({ ...each, ...bare })),
    other: other && { ...other, ...bare },
  }
}

function thresholdOf(
  { direction, positive, negative }: Scale,
  changes: readonly ThresholdChange[],
): Threshold {
  return { direction, positive, negative, changes }
}

function funnelOf({ shown, anonymous, answered, commented, dismissed }: FunnelCounts): Funnel {
  return {
    shown,
    anonymous,
    answered: share(answered, shown),
    commented: share(commented, answered),
    dismissed: share(dismissed, shown),
  }
}

/** A distribution's score with the interval of its `value`. */
export function measure(reading: Reading, distribution: Distribution): MeasuredScore {
  return { ...scoreOf(reading, distribution), interval: intervalOf(reading, distribution) }
}

/** A score of which only the counts are shown. */
function withoutNumbers(score: MeasuredScore): MeasuredScore {
  const none = { value: null, mean: null, interval: null }
  if (score.metric === 'nps') return { ...score, ...none, nps: null }
  return score.metric === 'csat' ? { ...score, ...none, csat: null } : { ...score, ...none, topBox: null }
}

/** The score of some of the answers: under ten of them only how many there are. */
export function groupScore(reading: Reading, distribution: Distribution, hasInterval = true): GroupScore {
  const { n, value } = scoreOf(reading, distribution)
  const caution = cautionOf(n)
  const isShown = caution !== 'counts only'
  return {
    n,
    value: isShown ? value : null,
    interval: isShown && hasInterval ? intervalOf(reading, distribution) : null,
    caution,
  }
}
