import { type Distribution, total } from './distribution.ts'
import { intervalOf } from './interval.ts'
import type { Scale } from './scale.ts'
import type { Reading } from './score.ts'

/** How often a goal is to be reached anew. */
export const goalPeriods = ['week', 'month', 'quarter'] as const
export type GoalPeriod = (typeof goalPeriods)[number]

/** How sure a survey's score is to be: its 95 % interval ± `width`, in the unit of the score, of each period's answers. */
export interface Goal {
  readonly width: number
  readonly every: GoalPeriod
}

/** Earlier answers from which the spread of new ones is foretold; of fewer it is too uncertain. */
export const fewestToForetell = 100
/** With fewer answers a score moves with each of them, however alike they are. */
export const fewestPlanned = 30
const mostPlanned = 1e9

/** Half of people at each end of a scale: no answers spread more, so none need more for the same width. */
export function widestSpread(scale: Scale): Distribution {
  const steps = scale.max - scale.min
  return { scale, counts: Array.from({ length: steps + 1 }, (_, step) => (step % steps === 0 ? 1 : 0)) }
}

/** Half the length of the report's interval of so many answers, spread like those of a distribution. */
export function widthOf(reading: Reading, like: Distribution, n = total(like)): number {
  const times = n / total(like)
  const interval = intervalOf(reading, { ...like, counts: like.counts.map((count) => count * times) })
  return interval ? (interval.high - interval.low) / 2 : Number.POSITIVE_INFINITY
}

/**
 * How many answers make a score as sure as ± `width`, when they spread like those of a distribution: the fewest, from 30
 * on, of which the interval that reports show is no longer than that. Looked for by halving, so that it is of that
 * interval whatever the metric: of an NPS n = z² · variance / width² − 3 (adjusted Wald; Rocks 2016), of a share
 * n = z² · (pq − 2w² + √(p²q² + w²(1 − 4pq))) / 2w² (Wilson; Piegorsch 2004), of a mean (t · s / width)².
 *
 * Take the spread from answers before the period, never from its own: who stops once the interval of the answers at hand
 * is short enough stops more often when they happen to agree, and the interval covers less than it says (Anscombe 1953).
 *
 * Example: 1,533 answers for an NPS ± 5 at the widest spread, 381 for a share.
 */
export function plannedAnswers(reading: Reading, width: number, like: Distribution): number {
  let [tooFew, enough] = [fewestPlanned - 1, fewestPlanned]
  while (enough < mostPlanned && widthOf(reading, like, enough) > width)
    [tooFew, enough] = [enough, enough * 2]
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2)
    if (widthOf(reading, like, middle) > width) tooFew = middle
    else enough = middle
  }
  return enough
}

/** One whole day: the share of people who were asked on it, 0–1, and the answers that came. */
export interface AskedDay {
  readonly share: number
  readonly answers: number
}

/** What the share of a day is found from: counts alone, and no score. */
export interface Pace {
  /** Answers that the period needs. */
  readonly planned: number
  /** The days before this one, oldest first: of the period, and some before it. */
  readonly before: readonly AskedDay[]
  /** How many of the last of them are of the period. */
  readonly daysGone: number
  /** Days of the period from this one on, with it. */
  readonly daysLeft: number
  /** The largest share that may be asked. */
  readonly most: number
}

/** The share that is asked first of all, while nobody knows how many answer. */
export const firstShare = 0.01
/** Rules with the share that a goal asks, where one was found yet; whatever it needs, no more people than the rules allow. */
export function withGoalShare<Given extends { readonly share?: number | undefined }>(
  rules: Given | null,
  share: number | null = firstShare,
): Given {
  return { ...rules, share: Math.min(share ?? firstShare, rules?.share ?? 1) } as Given
}

/** The days from which the coming ones are foretold: whole weeks, as weekends are quiet. */
const recentDays = 14
/** Answers by which it is known what a share brings. */
const fewestToScale = 10
/** At most so many days' worth of answers are asked for at once. */
const daysAtOnce = 4

/**
 * The share of people to ask today, 0–1, so that the answers planned come evenly over what is left of the period.
 *
 * By the last two weeks: what is needed a day, over what a day brings when everybody is asked. But where a share is of
 * people, each of whom is asked once, a larger one brings those that it adds all at once, so it grows by no more
 * than brings four days' worth of answers if all of the new ones come today, and at most doubles. 0 when all have come.
 * It may sink too; who was asked stays asked, since a person stands at the same place whatever the share.
 *
 * It is found from counts, so that whether somebody is asked does not depend on what others said.
 */
export function shareToAsk({ planned, before, daysGone, daysLeft, most }: Pace): number {
  const period = daysGone === 0 ? [] : before.slice(-daysGone)
  const needed = planned - answersIn(period)
  if (needed <= 0) return 0
  const asked = before.filter(({ share }) => share > 0)
  const last = asked.at(-1)
  if (!last) return Math.min(firstShare, most)
  const aDay = needed / Math.max(1, daysLeft)
  const reached = mostIn(period)
  // Who was asked in the period before may be asked again in this one.
  const known = answersIn(period) < fewestToScale ? before.slice(0, before.length - daysGone) : period
  const scale = answersIn(known) < fewestToScale ? 0 : answersIn(known) / mostIn(known)
  const grown = reached + Math.min(daysAtOnce * aDay, needed) / scale
  return Math.min(aDay / broughtADay(before), grown, Math.max(2 * last.share, firstShare), most)
}

/** The answers of a day on which everybody is asked, by the last two weeks; 0 when nobody was asked. */
export function broughtADay(days: readonly AskedDay[]): number {
  const recent = days.filter(({ share }) => share > 0).slice(-recentDays)
  const shares = recent.reduce((sum, { share }) => sum + share, 0)
  return shares === 0 ? 0 : answersIn(recent) / shares
}

const answersIn = (days: readonly AskedDay[]) => days.reduce((sum, { answers }) => sum + answers, 0)
const mostIn = (days: readonly AskedDay[]) => Math.max(0, ...days.map(({ share }) => share))
