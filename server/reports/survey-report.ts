import { millisecondsADay } from '../../shared/day.ts'
import type { Distribution } from '../../shared/distribution.ts'
import type { Seen } from '../../shared/reach.ts'
import {
  type Compared,
  type Counted,
  compared,
  type Headline,
  headline,
  type Report,
  report,
  type Summary,
  summary,
} from '../../shared/report.ts'
import type { Scale } from '../../shared/scale.ts'
import type { ReportQuery } from '../contract/queries.ts'
import { invalid } from '../http/problem.ts'
import { activityOf, countViews } from '../storage/counts/funnel.ts'
import type { StateTally } from '../storage/counts/tally.ts'
import type { Database } from '../storage/db.ts'
import { type SurveyRecord, surveyScales } from '../storage/surveys.ts'
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
import { distributionOf, readingOf, scoreOf, thresholdChangesOf } from './score-counts.ts'
import {
  counted,
  planFilled,
  possiblePlans,
  rangeReader,
  sumOf,
  type Tallies,
  timelineOver,
  withTallies,
} from './tallies.ts'

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
  readonly headline: Headline
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
  const plans = [...possiblePlans(asked, planOf)]
  const scale = scaleOfSurvey(survey)
  for (const segment of segmentsIn(asked)) await requireKnownSegment(database, ids, segment)
  await requireKnownCluster(database, ids, plans[0]!.cluster)
  if (database.remembers) countAhead(database, plans, scale)
  await pool
  const { plan, tallies, before } = await planFilled(database, plans)
  const whole = rangeReader(tallies)(plan.range)
  const [byAccount, thresholdChanges] = await Promise.all([
    countAccounts(database, plan, scale),
    thresholdChangesOf(database, survey, activity),
  ])
  const found = {
    ...{ period: plan.period, thresholdChanges, accounts: byAccount?.accounts ?? null },
    ...scoreOf(plan, scale, whole, before),
  }
  const reading = readingOf(survey)
  return {
    headline: headline(reading, found),
    async whole() {
      const [{ heldFor, ...rest }, segments] = await Promise.all([
        countRest(database, plan, tallies, scale),
        countSegments(database, plan, scale, byAccount?.read),
      ])
      const leftOut = heldFor.length === 0 ? found.leftOut : { ...found.leftOut, heldFor }
      return report(reading, { ...found, ...rest, ...segments, leftOut })
    },
    async segments() {
      const { distribution, accounts } = found
      const counts = { distribution, ...(await countSegments(database, plan, scale, byAccount?.read)) }
      return {
        ...compared(reading, counts, accounts === null),
        score: summary(reading, found).score,
      }
    },
  }
}

/** Starts to read what is needed for whichever of the plans it will be, which is known when the first is read. */
function countAhead(database: Database, plans: readonly ReportPlan[], scale: Scale): void {
  const begun = plans.flatMap((plan) => [
    heldIn(database, plan),
    countSegments(database, plan, scale, plan.cluster === null ? null : []),
    readFunnel(database, plan),
    countAccounts(database, plan, scale),
    countMailed(database, plan, scale),
  ])
  Promise.all([planFilled(database, plans), ...begun]).catch(() => {})
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
  const [{ tallies, before }, thresholdChanges] = await Promise.all([
    withTallies(database, { ...plan, trend: [] }),
    thresholdChangesOf(database, survey, activity),
  ])
  const score = scoreOf(plan, scale, rangeReader(tallies)(plan.range), before)
  return summary(readingOf(survey), { ...score, thresholdChanges })
}

/** What a report counts beside the score and the segments. */
async function countRest(database: Database, plan: ReportPlan, tallies: Tallies, scale: Scale) {
  const read = rangeReader(tallies)
  const whole = counted(read(plan.range))
  const [heldFor, funnel, asked] = await Promise.all([
    heldIn(database, plan),
    countFunnel(database, plan, whole),
    countMailed(database, plan, scale),
  ])
  return {
    commented: sumOf(whole, ({ commented }) => commented),
    interval: plan.interval,
    trend: plan.trend.map((each) => ({
      from: new Date(each.from).toISOString(),
      to: new Date(each.to).toISOString(),
      content: distributionOf(scale, read(each).map(withinStretch)),
    })),
    count: plan.rule,
    channels: channelsOf(scale, whole),
    ...{ heldFor, funnel, asked },
  }
}

async function distributionOver(database: Database, plan: ReportPlan, range: TimeRange, scale: Scale) {
  const tallies = await timelineOver(database, plan, [range])
  return distributionOf(scale, rangeReader(tallies)(range))
}

/** Of each stretch of a trend the latest or first answer of a person counts, also when another stretch has a later one. */
function withinStretch(tally: StateTally): StateTally {
  return tally.state === 'replaced later' ? { ...tally, state: 'counted' } : tally
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
