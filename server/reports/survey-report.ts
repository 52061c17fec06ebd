import { millisecondsADay } from '../../shared/day.ts'
import { type Distribution, emptyDistribution, merge } from '../../shared/distribution.ts'
import type { Seen } from '../../shared/reach.ts'
import {
  type Compared,
  type Counted,
  compared,
  type Headline,
  headline,
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
import { activityOf, countViews } from '../storage/counts/funnel.ts'
import type { StateTally } from '../storage/counts/tally.ts'
import { timelinesOf } from '../storage/counts/together.ts'
import type { Database } from '../storage/db.ts'
import { type SurveyRecord, surveyScales } from '../storage/surveys.ts'
import { thresholdVersions } from '../storage/thresholds.ts'
import { poolsOf } from '../surveys/pools.ts'
import { scaleOfSurvey } from '../surveys/survey-scale.ts'
import { countAccounts } from './accounts.ts'
import { countMailed } from './asked.ts'
import { countSegments, heldIn } from './besides.ts'
import { countFunnel, readFunnel } from './funnel-counts.ts'
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
  edgesOf,
  type Planned,
  planFilled,
  possiblePlans,
  rangeReader,
  sumOf,
  timelineOver,
  withTallies,
} from './tallies.ts'
import { onScale } from './tally-scale.ts'

/** The report of one survey. Throws a 422 that names a wrong parameter. */
export async function reportOn(
  database: Database,
  survey: SurveyRecord,
  asked: ReportQuery,
  defaults: ReportDefaults,
): Promise<Report> {
  return (await beginReport(database, survey, asked, defaults)).whole()
}

/** A report of which the score is read. */
export interface BegunReport {
  /** `null` when the score is known only from the whole: where the answers of an account count together. */
  readonly headline: Headline | null
  /** Reads the rest, which of large surveys takes longer. */
  whole(): Promise<Report>
  /** Reads only the segments, and the score they are compared with. */
  segments(): Promise<Compared & Pick<Report, 'score'>>
}

/** Reads the score of a survey, and the rest of the report when it is asked for. Throws like `reportOn`. */
export async function beginReport(
  database: Database,
  survey: SurveyRecord,
  asked: ReportQuery,
  defaults: ReportDefaults,
): Promise<BegunReport> {
  const ids = surveysOf(survey.id, asked)
  const pool = requirePool(database, survey, ids)
  pool.catch(() => {})
  const activity = await activityOfAll(database, ids)
  const narrow = narrowingOf(survey, asked)
  const planOf = (given: ReportQuery) => planReport(survey.id, given, activity, defaults, narrow)
  const { cluster } = planOf(asked)
  for (const segment of segmentsIn(asked)) await requireKnownSegment(database, ids, segment)
  await requireKnownCluster(database, ids, cluster)
  const scale = scaleOfSurvey(survey)
  if (database.remembers) countAhead(database, [...possiblePlans(asked, planOf)], scale)
  await pool
  const planned = await planFilled(database, possiblePlans(asked, planOf))
  const { plan } = planned
  const [score, thresholdChanges] = await Promise.all([
    countScore(database, planned, scale),
    thresholdChangesOf(database, survey, activity),
  ])
  const found = { period: plan.period, ...score, thresholdChanges }
  const reading = readingOf(survey)
  const first = headline(reading, found)
  let rest: ReturnType<typeof countRest> | undefined
  return {
    headline: cluster === null ? first : null,
    async whole() {
      rest ??= countRest(database, planned, scale, score)
      return report(reading, { ...found, ...(await rest) })
    },
    async segments() {
      const { segments, tooManyValues } = await countSegments(database, plan, scale)
      const { distribution } = found
      return {
        ...compared(reading, { distribution, segments, tooManyValues }, cluster === null),
        score: first.score,
      }
    },
  }
}

/** Starts to read what is needed for whichever of the plans it will be, which is known when the first is read. */
function countAhead(database: Database, plans: readonly ReportPlan[], scale: Scale): void {
  const begun = plans.flatMap((plan) => [
    withTallies(database, plan),
    plan.previous && distributionOver(database, plan, plan.previous, scale),
    heldIn(database, plan),
    countSegments(database, plan, scale),
    readFunnel(database, plan),
    countAccounts(database, counterFor(plan), plan, scale),
    countMailed(database, plan, scale),
  ])
  Promise.all(begun).catch(() => {})
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
  const scale = scaleOfSurvey(survey)
  const [tallies, before, thresholdChanges] = await Promise.all([
    timelineOver(database, counterFor(plan), plan, [plan.range]),
    plan.previous && distributionOver(database, plan, plan.previous, scale),
    thresholdChangesOf(database, survey, activity),
  ])
  const score = scoreOf(plan, scale, rangeReader(tallies)(plan.range), before)
  return summary(readingOf(survey), { ...score, thresholdChanges })
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

/** The summaries of surveys, their weeks, and how many answers the `recent` days have, in the same order. Throws like `reportOn`. */
export async function overviewsOn(
  database: Database,
  surveys: readonly SurveyRecord[],
  { recent, ...asked }: Dates & { readonly recent: Dates },
  defaults: ReportDefaults,
): Promise<OverviewEntry[]> {
  const plan = planReport('', { ...asked, interval: 'week' }, null, defaults)
  const days = planReport('', recent, null, defaults).range
  const ranges = [plan.range, days, ...plan.trend, ...(plan.previous ? [plan.previous] : [])]
  const edges = edgesOf(ranges)
  const timelines = await timelinesOf(
    database,
    surveys.map(({ id }) => id),
    edges,
  )
  return Promise.all(
    surveys.map(async (survey) => {
      const reading = readingOf(survey)
      const scale = scaleOfSurvey(survey)
      const read = rangeReader({ edges, parts: timelines.get(survey.id)! })
      return {
        ...summary(reading, {
          ...scoreOf(
            plan,
            scale,
            read(plan.range),
            plan.previous && distributionOf(scale, read(plan.previous)),
          ),
          thresholdChanges: mayHaveThresholds(survey)
            ? await thresholdChangesOf(database, survey, await activityOf(database, survey.id))
            : [],
        }),
        weeks: plan.trend.map((week) => measure(reading, distributionOf(scale, read(week)))),
        recent: answersIn(counted(read(days))),
      }
    }),
  )
}

type Dates = Required<Pick<ReportQuery, 'from' | 'to'>>

const mayHaveThresholds = ({ version, metric }: SurveyRecord) => version > 1 && metric !== 'nps'

/** When a survey that was answered already began to count from another point. */
async function thresholdChangesOf(
  database: Database,
  survey: SurveyRecord,
  activity: Activity,
): Promise<ThresholdChange[]> {
  const { id, metric, scale } = survey
  if (activity === null || !mayHaveThresholds(survey)) return []
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

/** The counts that the score is made of; the tallies must cover the plan's range. */
async function countScore(database: Database, { plan, tallies }: Planned, scale: Scale) {
  const before = plan.previous && (await distributionOver(database, plan, plan.previous, scale))
  return scoreOf(plan, scale, rangeReader(tallies)(plan.range), before)
}

function scoreOf(plan: ReportPlan, scale: Scale, whole: readonly StateTally[], before: Distribution | null) {
  const inState = (name: string) => answersIn(whole.filter(({ state }) => state === name))
  return {
    isGroup: isOfGroup(plan),
    distribution: distributionOf(scale, whole),
    leftOut: {
      held: inState('held'),
      test: inState('test'),
      superseded: inState('superseded') + inState('replaced later'),
    },
    previous: plan.previous && before && { period: plan.previous.period, distribution: before },
  }
}

type Score = ReturnType<typeof scoreOf>

/** What a report counts beside the score. */
async function countRest(
  database: Database,
  { plan, tallies }: Planned,
  scale: Scale,
  { leftOut }: Score,
): Promise<Omit<Counted, 'period' | 'thresholdChanges' | Exclude<keyof Score, 'leftOut'>>> {
  const counter = counterFor(plan)
  const read = rangeReader(tallies)
  const whole = counted(read(plan.range))
  const [heldFor, segments, funnel, accounts, asked] = await Promise.all([
    heldIn(database, plan),
    countSegments(database, plan, scale),
    countFunnel(database, plan, whole),
    countAccounts(database, counter, plan, scale),
    countMailed(database, plan, scale),
  ])
  return {
    leftOut: heldFor.length === 0 ? leftOut : { ...leftOut, heldFor },
    commented: sumOf(whole, ({ commented }) => commented),
    interval: plan.interval,
    trend: plan.trend.map((each) => ({
      from: new Date(each.from).toISOString(),
      to: new Date(each.to).toISOString(),
      content: distributionOf(scale, read(each).map(withinStretch)),
    })),
    count: plan.rule,
    ...segments,
    channels: channelsOf(scale, whole),
    ...{ funnel, accounts, asked },
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

/** The survey's fields that stand beside a report of it. */
export function surveyInReport({ id, metric, scale, status, definition }: SurveyRecord) {
  const { name, touchpoint } = definition
  return { id, name, metric, scale, touchpoint, status }
}
