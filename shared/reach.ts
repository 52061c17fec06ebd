import { type Distribution, total } from './distribution.ts'
import { intervalOf } from './interval.ts'
import { type Reading, type Score, scoreOf } from './score.ts'
import { cautionOf } from './segments.ts'

/** What a survey saw in some whole days that lie behind. */
export interface Seen {
  readonly days: number
  /** How often it was shown. */
  readonly views: number
  readonly distribution: Distribution
}

/** What those days say of the weeks to come, if they go on like this. */
export interface Reach {
  /** People shown the survey a day, unrounded. */
  readonly perDay: number
  /** How far the score is sure after some weeks; `null` where too few answered to tell. */
  readonly precision: Precision | null
}

export interface Precision {
  /** The longer arm of the 95 % interval, in the unit of the score, unrounded. */
  readonly margin: number
  readonly unit: Score['unit']
  readonly weeks: number
}

/** Fewer days say nothing: a week has its own rhythm. */
const leastDays = 7
/** The weeks that are looked at: what one plans by. */
const weeksAhead = [1, 2, 4, 6, 8, 12, 26, 52] as const
/** What is precise enough to act on, by unit. */
const aims = { points: 5, percent: 5, 'scale points': 0.2 } as const satisfies Record<Score['unit'], number>

/**
 * How many people a day a survey reaches, and the fewest weeks after which its score is sure to what one aims at
 * (±5 points), or else how sure it is after a year: the interval of as many answers as will have come, spread like
 * those of the days seen. `null` when nothing is known: it was not shown, or for less than a week.
 *
 * Example: 868 views in 28 days are 31 people a day; when 240 detractors, 192 passives and 240 promoters answered in
 * them, ±5 NPS takes 8 weeks.
 */
export function reachOf(reading: Reading, { days, views, distribution }: Seen): Reach | null {
  if (views === 0 || days < leastDays) return null
  return { perDay: views / days, precision: precisionOf(reading, days, distribution) }
}

function precisionOf(reading: Reading, days: number, seen: Distribution): Precision | null {
  if (cautionOf(total(seen)) === 'counts only') return null
  const { unit } = scoreOf(reading, seen)
  const all = weeksAhead.map((weeks) => ({
    weeks,
    unit,
    margin: marginAfter(reading, seen, (7 * weeks) / days),
  }))
  return all.find(({ margin }) => margin <= aims[unit]) ?? all.at(-1)!
}

/** The longer arm of the interval when so many times the answers have come. */
function marginAfter(reading: Reading, seen: Distribution, times: number): number {
  const scaled = { ...seen, counts: seen.counts.map((count) => Math.round(count * times)) }
  const { value } = scoreOf(reading, scaled)
  const interval = intervalOf(reading, scaled)
  if (value === null || interval === null) return Number.POSITIVE_INFINITY
  return Math.max(value - interval.low, interval.high - value)
}
