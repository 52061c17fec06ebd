import type { CountRule, Period } from '../../shared/report.ts'
import type { Channel } from '../../shared/response.ts'
import type { ReportQuery } from '../contract/reports.ts'
import { invalid } from '../http/problem.ts'
import type { Selection } from '../storage/counts/tally.ts'
import {
  daysIn,
  edgesOf,
  endOfUnit,
  isTimezone,
  shiftUnits,
  startOfDate,
  startOfUnit,
  type Unit,
  units,
} from './calendar.ts'

/** A stretch of time in milliseconds, `[from, to)`. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** What a report is asked to be about, every choice made. */
export interface ReportPlan {
  readonly selection: Selection
  readonly rule: CountRule
  readonly stretch: Stretch
  /** As it is shown: `null` where it was left open. */
  readonly period: Period
  readonly previous: (Stretch & { readonly period: Period }) | null
  /** The stretches of the trend; those of a rolling window overlap. */
  readonly trend: readonly Stretch[]
  /** What the trend's stretches are: a unit, or rolling-N days. */
  readonly interval: string
}

const mostPoints = 1100
const millisecondsADay = 86_400_000

/** The times between which a survey was shown and answered. */
export type Activity = { readonly first: number; readonly last: number } | null

/**
 * Turns what was asked into what is counted. An open end reaches to the whole unit around the
 * survey's first or last sign of life. Throws a 422 that names the parameter.
 */
export function planReport(
  surveyId: string,
  query: ReportQuery,
  activity: Activity,
  defaults: { readonly now: number; readonly timezone: string },
): ReportPlan {
  const timezone = query.timezone ?? defaults.timezone
  if (!isTimezone(timezone)) throw invalid('timezone', 'must be an IANA time zone, like Europe/Berlin')
  const from = momentOf(query.from, timezone)
  const to = momentOf(query.to, timezone)
  if (from !== null && to !== null && from >= to) throw invalid('to', 'must be later than from')
  if (query.count && query.count !== 'all' && query.interval?.startsWith('rolling')) {
    throw invalid('interval', 'must be day, week, month or quarter when one answer a person counts')
  }
  const { unit, days } = intervalOf(
    query.interval,
    from ?? activity?.first,
    to ?? activity?.last ?? defaults.now,
  )
  const stretch = closeEnds(
    { from, to },
    unit,
    timezone,
    activity ?? { first: defaults.now, last: defaults.now },
  )
  return {
    selection: {
      surveyId,
      channel: (query.channel as Channel | undefined) ?? null,
      segment: segmentOf(query.segment),
    },
    rule: query.count ?? 'all',
    stretch,
    period: shown(from, to, timezone),
    previous: previousOf(query.compare, from === null ? null : stretch, timezone),
    trend: trendOf(stretch, unit, days, timezone),
    interval: query.interval ?? unit,
  }
}

function momentOf(text: string | undefined, timezone: string): number | null {
  if (text === undefined) return null
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? startOfDate(text, timezone) : Date.parse(text)
  return time
}

function shown(from: number | null, to: number | null, timezone: string): Period {
  const iso = (time: number | null) => (time === null ? null : new Date(time).toISOString())
  return { from: iso(from), to: iso(to), timezone }
}

/** The unit of the trend and, for a rolling window, its length in days; by the period's length when not asked for. */
function intervalOf(
  asked: string | undefined,
  from: number | undefined,
  to: number,
): { unit: Unit; days: number | null } {
  const rolling = asked?.match(/^rolling-(\d{1,3})$/)?.[1]
  if (rolling !== undefined) return { unit: 'day', days: Number(rolling) }
  if (asked !== undefined) return { unit: asked as Unit, days: null }
  const days = (to - (from ?? to)) / millisecondsADay
  const unit = days <= 31 ? 'day' : days <= 370 ? 'week' : days <= 3700 ? 'month' : 'quarter'
  return { unit, days: null }
}

function closeEnds(
  { from, to }: { from: number | null; to: number | null },
  unit: Unit,
  timezone: string,
  activity: { readonly first: number; readonly last: number },
): Stretch {
  const begin = from ?? Math.min(startOfUnit(unit, activity.first, timezone), to ?? Number.POSITIVE_INFINITY)
  return { from: begin, to: to ?? endOfUnit(unit, Math.max(activity.last, begin), timezone) }
}

function trendOf({ from, to }: Stretch, unit: Unit, days: number | null, timezone: string): Stretch[] {
  if ((to - from) / millisecondsADay / daysIn(unit) > mostPoints) {
    throw invalid(
      'interval',
      `must be longer for this period: a trend has at most ${mostPoints} points; one of ${units.join(', ')}`,
    )
  }
  const edges = edgesOf(unit, from, to, timezone)
  const stretches = edges.slice(1).map((end, place) => ({ from: edges[place]!, to: end }))
  if (days === null) return stretches
  return stretches.map(({ from: day, to: end }) => ({
    from: shiftUnits('day', day, 1 - days, timezone),
    to: end,
  }))
}

/** The period compared with: asked for by its dates, or of the same length just before. */
function previousOf(
  compare: string | undefined,
  stretch: Stretch | null,
  timezone: string,
): ReportPlan['previous'] {
  if (compare === 'none') return null
  if (compare !== undefined && compare !== 'previous') return namedPeriod(compare, timezone)
  if (stretch === null) return null
  const from = sameLengthBefore(stretch, timezone)
  return { from, to: stretch.from, period: shown(from, stretch.from, timezone) }
}

function namedPeriod(compare: string, timezone: string): ReportPlan['previous'] {
  const [begin, end] = compare.split('/')
  const [from, to] = [momentOf(begin, timezone)!, momentOf(end, timezone)!]
  if (!(from < to)) throw invalid('compare', 'must end later than it begins')
  return { from, to, period: shown(from, to, timezone) }
}

/** Whole days are counted back as days, so that a clock change within does not shift midnight. */
function sameLengthBefore({ from, to }: Stretch, timezone: string): number {
  const isMidnight = (time: number) => startOfUnit('day', time, timezone) === time
  if (!isMidnight(from) || !isMidnight(to)) return from - (to - from)
  return shiftUnits('day', from, -Math.round((to - from) / millisecondsADay), timezone)
}

/** `plan:pro`: the property before the first colon that has no backslash before it. */
function segmentOf(text: string | undefined): Selection['segment'] {
  if (text === undefined) return null
  const [, property, value] = text.match(/^((?:[^\\:]|\\.)+):(.*)$/s) ?? []
  if (property === undefined || value === undefined)
    throw invalid('segment', 'must be property:value, like plan:pro')
  return { property: property.replace(/\\(.)/gs, '$1'), value }
}
