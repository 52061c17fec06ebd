import { millisecondsADay } from '../../shared/day.ts'
import type { CountRule, Period } from '../../shared/report.ts'
import type { Channel } from '../../shared/response.ts'
import type { ReportQuery } from '../contract/queries.ts'
import { invalid } from '../http/problem.ts'
import type { Narrowing, Selection } from '../storage/counts/tally.ts'
import { type Calendar, daysIn, type Unit, units } from './calendar.ts'
import { periodIn, requireCalendar, segmentOf, timeOf } from './period.ts'

/** Times in milliseconds, `[from, to)`. */
export interface TimeRange {
  readonly from: number
  readonly to: number
}

/** A report's query with every default filled in. */
export interface ReportPlan {
  readonly selection: Selection
  /** The surveys whose answers are counted together. */
  readonly surveyIds: readonly string[]
  readonly rule: CountRule
  /** The property whose answers count together. */
  readonly cluster: string | null
  readonly range: TimeRange
  /** The period as it is shown: `null` at an end that the query left open. */
  readonly period: Period
  readonly previous: (TimeRange & { readonly period: Period }) | null
  /** The ranges of the trend's points; those of a rolling window overlap. */
  readonly trend: readonly TimeRange[]
  /** The length of the trend's points: a unit, or rolling-N days. */
  readonly interval: string
}

const mostPoints = 1100
/** The first and last time a survey was shown or answered; `null` if it never was. */
export type Activity = { readonly first: number; readonly last: number } | null

/** The time, and the workspace's time zone for queries that name none. */
export interface ReportDefaults {
  readonly now: number
  readonly timezone: string
}

/**
 * Turns a query into the ranges to count. An open end extends to the whole unit around the survey's
 * first or last activity, or around now if there is none. `narrow` is what `narrowingOf` makes of the query. Throws a
 * 422 that names the parameter.
 */
export function planReport(
  surveyId: string,
  query: ReportQuery,
  activity: Activity,
  defaults: ReportDefaults,
  narrow?: Narrowing,
): ReportPlan {
  const timezone = query.timezone ?? defaults.timezone
  const calendar = requireCalendar(timezone)
  const { from, to } = periodIn(query, timezone)
  if (query.count && query.count !== 'all' && query.interval?.startsWith('rolling')) {
    throw invalid('interval', 'must be day, week, month or quarter when one answer a person counts')
  }
  const surveyIds = surveysOf(surveyId, query)
  if (query.count && query.count !== 'all' && surveyIds.length > 1)
    throw invalid('count', 'must be all when several surveys are counted together')
  if (query.cluster !== undefined && surveyIds.length > 1)
    throw invalid('cluster', 'must be left out when several surveys are counted together')
  const { unit, days } = intervalOf(
    query.interval,
    from ?? activity?.first,
    to ?? activity?.last ?? defaults.now,
  )
  const range = closeEnds(
    { from, to },
    unit,
    calendar,
    activity ?? { first: defaults.now, last: defaults.now },
  )
  return {
    selection: {
      surveyId,
      channel: (query.channel as Channel | undefined) ?? null,
      segment: segmentsIn(query)[0] ?? null,
      verified: query.verified && query.verified === 'true',
      narrow,
    },
    surveyIds,
    rule: query.count ?? 'all',
    cluster: query.cluster ?? null,
    range,
    period: periodOf(from, to, calendar),
    previous: previousOf(query.compare, from === null ? null : range, calendar),
    trend: trendOf(range, unit, days, calendar),
    interval: query.interval ?? unit,
  }
}

/** The survey of a report and those it is counted with, each once. */
export function surveysOf(surveyId: string, { with: others = [] }: Pick<ReportQuery, 'with'>): string[] {
  return [...new Set([surveyId, ...[others].flat()])]
}

/** The properties a query asks for: one is counted, the others narrow the report. */
export const segmentsIn = ({ segment = [] }: Pick<ReportQuery, 'segment'>) => [segment].flat().map(segmentOf)

function periodOf(from: number | null, to: number | null, { timezone }: Calendar): Period {
  const iso = (time: number | null) => (time === null ? null : new Date(time).toISOString())
  return { from: iso(from), to: iso(to), timezone }
}

/** The unit of the trend and, for a rolling window, its length in days. The default depends on the period's length. */
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
  calendar: Calendar,
  activity: { readonly first: number; readonly last: number },
): TimeRange {
  const begin = from ?? Math.min(calendar.startOf(unit, activity.first), to ?? Number.POSITIVE_INFINITY)
  return { from: begin, to: to ?? calendar.endOf(unit, Math.max(activity.last, begin)) }
}

function trendOf({ from, to }: TimeRange, unit: Unit, days: number | null, calendar: Calendar): TimeRange[] {
  if ((to - from) / millisecondsADay / daysIn(unit) > mostPoints) {
    throw invalid(
      'interval',
      `must be longer for this period: a trend has at most ${mostPoints} points; one of ${units.join(', ')}`,
    )
  }
  const edges = calendar.edges(unit, from, to)
  const ranges = edges.slice(1).map((end, place) => ({ from: edges[place]!, to: end }))
  if (days === null) return ranges
  return ranges.map((day) => ({ from: calendar.shift('day', day.from, 1 - days), to: day.to }))
}

/** The period to compare with: the one given by its dates, else the one just before: as many months, else as long. */
function previousOf(
  compare: string | undefined,
  range: TimeRange | null,
  calendar: Calendar,
): ReportPlan['previous'] {
  if (compare === 'none') return null
  if (compare !== undefined && compare !== 'previous') return namedPeriod(compare, calendar)
  if (range === null) return null
  const from = sameLengthBefore(range, calendar)
  return { from, to: range.from, period: periodOf(from, range.from, calendar) }
}

function namedPeriod(compare: string, calendar: Calendar): ReportPlan['previous'] {
  const [from, to] = compare.split('/').map((each) => timeOf(each, calendar)!) as [number, number]
  if (Number.isNaN(from) || Number.isNaN(to))
    throw invalid('compare', 'must be previous, none, or FROM/TO as dates or ISO 8601 times')
  if (from >= to) throw invalid('compare', 'must end later than it begins')
  return { from, to, period: periodOf(from, to, calendar) }
}

/**
 * Whole quarters and months are compared with as many before them, March with February; else whole days with as many
 * days: in milliseconds, a clock change in between would move midnight.
 */
function sameLengthBefore({ from, to }: TimeRange, calendar: Calendar): number {
  for (const unit of ['quarter', 'month'] as const) {
    const count = unitsBetween(unit, { from, to }, calendar)
    if (count > 0) return calendar.shift(unit, from, -count)
  }
  const isMidnight = (time: number) => calendar.startOf('day', time) === time
  if (!isMidnight(from) || !isMidnight(to)) return from - (to - from)
  return calendar.shift('day', from, -Math.round((to - from) / millisecondsADay))
}

/** How many whole units of the calendar a range is; 0 when it begins or ends within one. */
function unitsBetween(unit: Unit, { from, to }: TimeRange, calendar: Calendar): number {
  const count = Math.round((to - from) / millisecondsADay / daysIn(unit))
  const isWhole = calendar.startOf(unit, from) === from && calendar.shift(unit, from, count) === to
  return isWhole ? count : 0
}
