import { type Distribution, emptyDistribution, fromPointCounts, merge } from '../../shared/distribution.ts'
import { type Counted, type Report, report, type Summary, summary } from '../../shared/report.ts'
import type { Scale } from '../../shared/scale.ts'
import type { Reading } from '../../shared/score.ts'
import type { ReportQuery } from '../contract/reports.ts'
import { activityOf, countViews } from '../storage/counts/funnel.ts'
import { kept } from '../storage/counts/kept.ts'
import { onePerPerson } from '../storage/counts/per-person.ts'
import { propertiesOf } from '../storage/counts/properties.ts'
import type { Counter, SegmentTally, StateTally } from '../storage/counts/tally.ts'
import type { Database } from '../storage/db.ts'
import type { SurveyRecord } from '../storage/surveys.ts'
import { scaleOfSurvey } from '../surveys/survey-scale.ts'
import { planReport, type ReportDefaults, type ReportPlan, type TimeRange } from './report-plan.ts'

/** Counts one survey over a period and lets `shared` say what the counts mean. */
export async function reportOn(
  database: Database,
  survey: SurveyRecord,
  asked: ReportQuery,
  defaults: ReportDefaults,
): Promise<Report> {
  const plan = planReport(survey.id, asked, await activityOf(database, survey.id), defaults)
  return report(readingOf(survey), await countAll(database, plan, scaleOfSurvey(survey)))
}

/** The score of one survey over a period and its change, without what else a report has. */
export async function summaryOn(
  database: Database,
  survey: SurveyRecord,
  asked: ReportQuery,
  defaults: ReportDefaults,
): Promise<Summary> {
  const plan = planReport(survey.id, asked, await activityOf(database, survey.id), defaults)
  const tallies = await timelineOver(database, counterFor(plan), plan, [plan.range])
  return summary(readingOf(survey), await countScore(database, plan, scaleOfSurvey(survey), tallies))
}

function readingOf({ metric, definition }: SurveyRecord): Reading {
  return { metric, primary: definition.primary }
}

type Tallies = { readonly edges: readonly number[]; readonly parts: readonly StateTally[][] }

/** What the score rests on, out of tallies that cover the period. */
async function countScore(database: Database, plan: ReportPlan, scale: Scale, tallies: Tallies) {
  const { range, previous } = plan
  const whole = spanReader(tallies)(range)
  const inState = (wanted: string) => answers(whole.filter(({ state }) => state === wanted))
  return {
    distribution: distributionOf(scale, whole),
    leftOut: { held: inState('held'), test: inState('test'), superseded: inState('superseded') },
    previous: previous && {
      period: previous.period,
      distribution: await distributionOver(database, plan, previous, scale),
    },
  }
}

async function countAll(database: Database, plan: ReportPlan, scale: Scale): Promise<Counted> {
  const { selection, range } = plan
  const counter = counterFor(plan)
  const tallies = await timelineOver(database, counter, plan, [range, ...plan.trend])
  const read = spanReader(tallies)
  const whole = counted(read(range))
  const { compared, tooMany } = await propertiesOf(database, selection)
  return {
    period: plan.period,
    ...(await countScore(database, plan, scale, tallies)),
    commented: sumOf(whole, ({ commented }) => commented),
    interval: plan.interval,
    trend: plan.trend.map((each) => ({
      from: new Date(each.from).toISOString(),
      to: new Date(each.to).toISOString(),
      content: distributionOf(scale, read(each)),
    })),
    segments: groupSegments(scale, await counter.segments(database, selection, range, compared)),
    tooManyValues: tooMany,
    channels: channelsOf(scale, whole),
    funnel: await countFunnel(database, plan, whole),
  }
}

/** Showings are of everybody: they are not set against some of the answers only. */
async function countFunnel(
  database: Database,
  { selection, range, rule }: ReportPlan,
  whole: readonly StateTally[],
) {
  if (selection.segment || selection.channel || rule !== 'all') return null
  const views = await countViews(database, selection.surveyId, range.from, range.to)
  const widget = whole.filter(({ channel }) => channel === 'widget')
  return { ...views, answered: answers(widget), commented: sumOf(widget, ({ commented }) => commented) }
}

function counterFor({ rule }: ReportPlan): Counter {
  return rule === 'all' ? kept : onePerPerson(rule)
}

async function distributionOver(database: Database, plan: ReportPlan, range: TimeRange, scale: Scale) {
  const tallies = await timelineOver(database, counterFor(plan), plan, [range])
  return distributionOf(scale, spanReader(tallies)(range))
}

/** Everything between the edges of all ranges, read at once. */
async function timelineOver(
  database: Database,
  counter: Counter,
  plan: ReportPlan,
  ranges: readonly TimeRange[],
) {
  const edges = [...new Set(ranges.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b)
  return { edges, parts: await counter.timeline(database, plan.selection, edges) }
}

/** Reads the tallies of any range that begins and ends at an edge. */
function spanReader({ edges, parts }: Tallies) {
  const placeOf = new Map(edges.map((edge, place) => [edge, place]))
  return ({ from, to }: TimeRange): StateTally[] => parts.slice(placeOf.get(from), placeOf.get(to)).flat()
}

const counted = (tallies: readonly StateTally[]) => tallies.filter(({ state }) => state === 'counted')

function sumOf<Item>(items: readonly Item[], read: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + read(item), 0)
}

function answers(tallies: readonly StateTally[]): number {
  return sumOf(tallies, ({ counts }) => sumOf(counts, (count) => count))
}

/** Counts of the points 0 … 10 as a distribution on the survey's scale. */
function onScale(scale: Scale, counts: readonly number[]): Distribution {
  const rows = counts.map((count, rating) => ({ rating, count }))
  return fromPointCounts(
    scale,
    rows.filter((row) => row.count !== 0),
  )
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
