import { millisecondsADay } from '../../shared/day.ts'
import { type Distribution, emptyDistribution, merge } from '../../shared/distribution.ts'
import type { Seen } from '../../shared/reach.ts'
import {
  type Counted,
  type MeasuredScore,
  measure,
  type Report,
  report,
  type Summary,
  summary,
  type ThresholdChange,
} from '../../shared/report.ts'
import type { Scale } from '../../shared/scale.ts'
import type { Reading } from '../../shared/score.ts'
import { scaleOf } from '../../shared/survey.ts'
import type { ReportQuery } from '../contract/reports.ts'
import { invalid } from '../http/problem.ts'
import { activityOf, countRepeats, countViews, type Repeats } from '../storage/counts/funnel.ts'
import { propertiesOf } from '../storage/counts/properties.ts'
import type { SegmentTally, StateTally } from '../storage/counts/tally.ts'
import type { Database } from '../storage/db.ts'
import { heldByReason } from '../storage/held.ts'
import { type SurveyRecord, surveyScales } from '../storage/surveys.ts'
import { thresholdVersions } from '../storage/thresholds.ts'
import { poolsOf } from '../surveys/pools.ts'
import { scaleOfSurvey } from '../surveys/survey-scale.ts'
import { countAccounts } from './accounts.ts'
import { countMailed } from './asked.ts'
import { requireKnownCluster, requireKnownSegment } from './known-segments.ts'
import { narrowingOf } from './narrowing.ts'
import {
  type Activity,
  planReport,
  type ReportDefaults,
  type ReportPlan,
  segmentsIn,
  surveysOf,
  type TimeRange,
} from './report-plan.ts'
import {
  answersIn,
  counted,
  counterFor,
  type Planned,
  planFilled,
  rangeReader,
  sumOf,
  type Tallies,
  timelineOver,
} from './tallies.ts'
import { onScale } from './tally-scale.ts'

/** The report of one survey. Throws a 422 that names a wrong parameter. */
export async function reportOn(
  database: Database,
  survey: SurveyRecord,
  asked: ReportQuery,
  defaults: ReportDefaults,
): Promise<Report> {
  const ids = surveysOf(survey.id, asked)
  await requirePool(database, survey, ids)
  const activity = await activityOfAll(database, ids)
  const narrow = narrowingOf(survey, asked)
  const { cluster } = planReport(survey.id, asked, activity, defaults, narrow)
  for (const segment of segmentsIn(asked)) await requireKnownSegment(database, ids, segment)
  await requireKnownCluster(database, ids, cluster)
  const planned = await planFilled(database, asked, (given) =>
    planReport(survey.id, given, activity, defaults, narrow),
  )
  const thresholdChanges = await thresholdChangesOf(database, survey, activity)
  return report(readingOf(survey), {
    ...(await countAll(database, planned, scaleOfSurvey(survey))),
    thresholdChanges,
  })
}

/** The counted answers of a period, of one survey alone. Throws like `reportOn`. */
export async function distributionOn(
  database: Database,
  survey: SurveyRecord,
  asked: ReportQuery,
  defaults: ReportDefaults,
): Promise<Distribution> {
  const activity = await activityOf(database, survey.id)
  const plan = planReport(survey.id, asked, activity, defaults, narrowingOf(survey, asked))
  return distributionOver(database, plan, plan.range, scaleOfSurvey(survey))
}

/** The days of a period on which a survey could be seen, how often it was shown in them, and what was answered. */
export async function seenIn(
  database: Database,
  survey: SurveyRecord,
  asked: Required<Pick<ReportQuery, 'from' | 'to'>>,
  defaults: ReportDefaults,
): Promise<Seen> {
  const activity = await activityOf(database, survey.id)
  const plan = planReport(survey.id, asked, activity, defaults)
  const { from, to } = plan.range
  const [views, distribution] = await Promise.all([
    countViews(database, survey.id, from, to),
    distributionOver(database, plan, plan.range, scaleOfSurvey(survey)),
  ])
  const days = Math.floor((to - Math.max(from, activity?.first ?? to)) / millisecondsADay)
  return { days, views: views.shown, distribution }
}

/** Throws a 422 when a survey that is to be counted with another has another metric, scale or threshold. */
async function requirePool(database: Database, survey: SurveyRecord, ids: readonly string[]): Promise<void> {
  if (ids.length === 1) return
  const known = await surveyScales(database, survey.workspaceId, null)
  const pool = poolsOf(known).find(({ surveys }) => surveys.some(({ id }) => id === survey.id))
  const isOfPool = (id: string) => pool?.surveys.some((each) => each.id === id)
  if (!ids.every(isOfPool)) throw invalid('with', 'must be surveys of the same metric, scale and threshold')
}

/** The first and last activity of several surveys. */
async function activityOfAll(database: Database, ids: readonly string[]): Promise<Activity> {
  const found = await Promise.all(ids.map((id) => activityOf(database, id)))
  const known = found.filter((each) => each !== null)
  if (known.length === 0) return null
  return {
    first: Math.min(...known.map(({ first }) => first)),
    last: Math.max(...known.map(({ last }) => last)),
  }
}

/** Only the score of one survey and its change; reads less than a whole report. Throws like `reportOn`. */
export async function summaryOn(
  database: Database,
  survey: SurveyRecord,
  asked: ReportQuery,
  defaults: ReportDefaults,
): Promise<Summary> {
  const activity = await activityOf(database, survey.id)
  const plan = planReport(survey.id, asked, activity, defaults, narrowingOf(survey, asked))
  const tallies = await timelineOver(database, counterFor(plan), plan, [plan.range])
  return summary(readingOf(survey), {
    ...(await countScore(database, plan, scaleOfSurvey(survey), tallies)),
    thresholdChanges: await thresholdChangesOf(database, survey, activity),
  })
}

/** Whether only some answers were asked for, other than by whose they are. */
function isOfGroup({ selection: { segment, channel, narrow } }: ReportPlan): boolean {
  return segment !== null || channel !== null || narrow !== undefined
}

/** One survey as an overview lists it. */
export interface OverviewEntry extends Summary {
  /** The score of each week of the period, oldest first. */
  readonly weeks: readonly MeasuredScore[]
  /** Counted answers of the days asked for beside the period. */
  readonly recent: number
}

/** The summary of a survey, its weeks, and how many answers the `recent` days have. Throws like `reportOn`. */
export async function overviewOn(
  database: Database,
  survey: SurveyRecord,
  { recent, ...asked }: ReportQuery & { readonly recent: Required<Pick<ReportQuery, 'from' | 'to'>> },
  defaults: ReportDefaults,
): Promise<OverviewEntry> {
  const activity = await activityOf(database, survey.id)
  const plan = planReport(survey.id, { ...asked, interval: 'week' }, activity, defaults)
  const days = planReport(survey.id, recent, activity, defaults).range
  const tallies = await timelineOver(database, counterFor(plan), plan, [plan.range, days, ...plan.trend])
  const reading = readingOf(survey)
  const scale = scaleOfSurvey(survey)
  const read = rangeReader(tallies)
  return {
    ...summary(reading, {
      ...(await countScore(database, plan, scale, tallies)),
      thresholdChanges: await thresholdChangesOf(database, survey, activity),
    }),
    weeks: plan.trend.map((week) => measure(reading, distributionOf(scale, read(week)))),
    recent: answersIn(counted(read(days))),
  }
}

/** When a survey that was answered already began to count from another point. */
async function thresholdChangesOf(
  database: Database,
  { id, metric, scale, version }: SurveyRecord,
  activity: Activity,
): Promise<ThresholdChange[]> {
  if (version === 1 || metric === 'nps' || activity === null) return []
  const versions = await thresholdVersions(database, id)
  return versions
    .map(({ at, version, threshold, before }) => ({
      ...{ at: new Date(at).toISOString(), version },
      from: scaleOf(metric, scale, before)!.positive,
      to: scaleOf(metric, scale, threshold)!.positive,
    }))
    .filter(({ at, from, to }) => from !== to && Date.parse(at) > activity.first)
}

export function readingOf({ metric, definition }: SurveyRecord): Reading {
  return { metric, primary: definition.primary }
}

/** The counts that the score is made of; `tallies` must cover the plan's range. */
async function countScore(database: Database, plan: ReportPlan, scale: Scale, tallies: Tallies) {
  const { range, previous } = plan
  const whole = rangeReader(tallies)(range)
  const inState = (name: string) => answersIn(whole.filter(({ state }) => state === name))
  return {
    isGroup: isOfGroup(plan),
    distribution: distributionOf(scale, whole),
    leftOut: {
      held: inState('held'),
      test: inState('test'),
      superseded: inState('superseded') + inState('replaced later'),
    },
    previous: previous && {
      period: previous.period,
      distribution: await distributionOver(database, plan, previous, scale),
    },
  }
}

async function countAll(
  database: Database,
  { plan, tallies }: Planned,
  scale: Scale,
): Promise<Omit<Counted, 'thresholdChanges'>> {
  const { selection, range } = plan
  const counter = counterFor(plan)
  const read = rangeReader(tallies)
  const whole = counted(read(range))
  const score = await countScore(database, plan, scale, tallies)
  const { heldFor, compared, tooMany } = await besides(database, plan)
  return {
    period: plan.period,
    ...score,
    leftOut: heldFor.length === 0 ? score.leftOut : { ...score.leftOut, heldFor },
    commented: sumOf(whole, ({ commented }) => commented),
    interval: plan.interval,
    trend: plan.trend.map((each) => ({
      from: new Date(each.from).toISOString(),
      to: new Date(each.to).toISOString(),
      content: distributionOf(scale, read(each).map(withinStretch)),
    })),
    count: plan.rule,
    segments: groupSegments(scale, await counter.segments(database, selection, range, compared)),
    tooManyValues: tooMany,
    channels: channelsOf(scale, whole),
    funnel: await countFunnel(database, plan, whole),
    accounts: await countAccounts(database, counter, plan, scale),
    asked: await countMailed(database, plan, scale),
  }
}

/** The held answers by reason, and the properties, of all surveys of a report. */
async function besides(database: Database, { selection, surveyIds, range }: ReportPlan) {
  const each = surveyIds.map((surveyId) => ({ ...selection, surveyId }))
  const held = (await Promise.all(each.map((one) => heldByReason(database, one, range)))).flat()
  const properties = await Promise.all(each.map((one) => propertiesOf(database, one)))
  const tooMany = [...new Set(properties.flatMap((one) => one.tooMany))].sort()
  const compared = new Set(properties.flatMap((one) => one.compared))
  return {
    heldFor: [...Map.groupBy(held, ({ reason }) => reason)]
      .map(([reason, some]) => ({ reason, count: sumOf(some, ({ count }) => count) }))
      .sort((a, b) => b.count - a.count),
    compared: [...compared].filter((name) => !tooMany.includes(name)),
    tooMany,
  }
}

/** `null` for a report of only some answers: showings cannot be filtered the same way, so a rate would be wrong. */
async function countFunnel(
  database: Database,
  { selection, surveyIds, range, rule }: ReportPlan,
  whole: readonly StateTally[],
) {
  const { segment, channel, verified, narrow } = selection
  if (segment || channel || verified !== undefined || narrow || rule !== 'all') return null
  const all = await Promise.all(surveyIds.map((id) => countViews(database, id, range.from, range.to)))
  const views = { shown: sumOf(all, ({ shown }) => shown), dismissed: sumOf(all, (each) => each.dismissed) }
  const widget = whole.filter(({ channel }) => channel === 'widget')
  const answered = answersIn(widget)
  const commented = sumOf(widget, ({ commented }) => commented)
  if (views.shown === 0 && answered === 0) return { ...views, answered, commented, anonymous: 0 }
  const repeated = await Promise.all(surveyIds.map((id) => countRepeats(database, id, range.from, range.to)))
  const repeats = (name: keyof Repeats) => sumOf(repeated, (each) => each[name])
  return {
    shown: views.shown - repeats('shown'),
    dismissed: views.dismissed - repeats('dismissed'),
    answered: answered - repeats('answered'),
    commented: commented - repeats('commented'),
    anonymous: views.shown - repeats('known'),
  }
}

async function distributionOver(database: Database, plan: ReportPlan, range: TimeRange, scale: Scale) {
  const tallies = await timelineOver(database, counterFor(plan), plan, [range])
  return distributionOf(scale, rangeReader(tallies)(range))
}

/** Of each stretch of a trend the latest or first answer of a person counts, also when another stretch has a later one. */
function withinStretch(tally: StateTally): StateTally {
  return tally.state === 'replaced later' ? { ...tally, state: 'counted' } : tally
}

function distributionOf(scale: Scale, tallies: readonly StateTally[]): Distribution {
  return counted(tallies).reduce(
    (sum, { counts }) => merge(sum, onScale(scale, counts)),
    emptyDistribution(scale),
  )
}

function channelsOf(scale: Scale, tallies: readonly StateTally[]): Counted['channels'] {
  const names = [...new Set(counted(tallies).map(({ channel }) => channel))].sort()
  return names.map((channel) => ({
    channel,
    distribution: distributionOf(
      scale,
      tallies.filter((tally) => tally.channel === channel),
    ),
  }))
}

function groupSegments(scale: Scale, tallies: readonly SegmentTally[]): Counted['segments'] {
  const byProperty = Map.groupBy(tallies, ({ property }) => property)
  return [...byProperty]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([property, values]) => ({
      property,
      values: values.map(({ value, counts }) => ({ value, distribution: onScale(scale, counts) })),
    }))
}

/** The survey's fields that stand beside a report of it. */
export function surveyInReport({ id, metric, scale, status, definition }: SurveyRecord) {
  const { name, touchpoint } = definition
  return { id, name, metric, scale, touchpoint, status }
}
