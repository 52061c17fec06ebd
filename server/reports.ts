import { Hono } from 'hono'
import {
  type Distribution,
  emptyDistribution,
  fromPointCounts,
  merge,
  total,
} from '../shared/distribution.ts'
import { type Counted, type Report, report } from '../shared/report.ts'
import type { Scale } from '../shared/scale.ts'
import { reportQuery } from './contract.ts'
import { query } from './input.ts'
import { planReport, type ReportPlan, type ReportQuery, type Stretch } from './report-query.ts'
import type { Env } from './services.ts'
import { activityOf, countViews } from './storage/counts/funnel.ts'
import { kept } from './storage/counts/kept.ts'
import { scanOnePerPerson } from './storage/counts/scan.ts'
import type { Counter, SegmentTally, StateTally } from './storage/counts/tally.ts'
import type { Database } from './storage/db.ts'
import type { SurveyRecord } from './storage/surveys.ts'
import { requireSurvey, scaleOfSurvey } from './surveys.ts'

/** Counts one survey over a period and lets `shared` say what the counts mean. */
export async function reportOn(
  database: Database,
  survey: SurveyRecord,
  asked: ReportQuery,
  defaults: { readonly now: number; readonly timezone: string },
): Promise<Report> {
  const plan = planReport(survey.id, asked, await activityOf(database, survey.id), defaults)
  const counted = await count(database, plan, scaleOfSurvey(survey))
  return report({ metric: survey.metric, primary: survey.definition.primary }, counted)
}

async function count(database: Database, plan: ReportPlan, scale: Scale): Promise<Counted> {
  const { selection, stretch, previous } = plan
  const counter = counterFor(plan, stretch)
  const read = spanReader(await timelineOver(database, counter, plan, [stretch, ...plan.trend]))
  const whole = read(stretch)
  const distribution = distributionOf(scale, whole)
  const leftOut =
    plan.rule === 'all' ? whole : spanReader(await timelineOver(database, kept, plan, [stretch]))(stretch)
  const views = await countViews(database, selection.surveyId, stretch.from, stretch.to)
  const widget = whole.filter(({ channel, state }) => channel === 'widget' && state === 'counted')
  return {
    period: plan.period,
    distribution,
    commented: sumOf(counted(whole), ({ commented }) => commented),
    leftOut: {
      held: answers(leftOut.filter(({ state }) => state === 'held')),
      test: answers(leftOut.filter(({ state }) => state === 'test')),
      superseded: answers(counted(leftOut)) - total(distribution),
    },
    previous: previous && {
      period: previous.period,
      distribution: await distributionOver(database, plan, previous, scale),
    },
    trend: plan.trend.map((each) => ({
      from: new Date(each.from).toISOString(),
      to: new Date(each.to).toISOString(),
      content: distributionOf(scale, read(each)),
    })),
    segments: groupSegments(scale, await counter.segments(database, selection, stretch.from, stretch.to)),
    channels: channelsOf(scale, whole),
    funnel: { ...views, answered: answers(widget), commented: sumOf(widget, ({ commented }) => commented) },
  }
}

function counterFor({ rule }: ReportPlan, { from, to }: Stretch): Counter {
  return rule === 'all' ? kept : scanOnePerPerson(rule, from, to)
}

async function distributionOver(database: Database, plan: ReportPlan, stretch: Stretch, scale: Scale) {
  const counter = counterFor(plan, stretch)
  return distributionOf(scale, spanReader(await timelineOver(database, counter, plan, [stretch]))(stretch))
}

/** Everything between the edges of all stretches, read at once. */
async function timelineOver(
  database: Database,
  counter: Counter,
  plan: ReportPlan,
  stretches: readonly Stretch[],
) {
  const edges = [...new Set(stretches.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b)
  return { edges, parts: await counter.timeline(database, plan.selection, edges) }
}

/** Reads the tallies of any stretch that begins and ends at an edge. */
function spanReader({ edges, parts }: { edges: readonly number[]; parts: readonly StateTally[][] }) {
  const placeOf = new Map(edges.map((edge, place) => [edge, place]))
  return ({ from, to }: Stretch): StateTally[] => parts.slice(placeOf.get(from), placeOf.get(to)).flat()
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

/** `GET /v1/surveys/:id/report`. */
export const reports = new Hono<Env>().get('/:id/report', query(reportQuery), async (c) => {
  const { database, now } = c.var.services
  const survey = await requireSurvey(c)
  const { id, metric, scale, status, definition } = survey
  const { name, touchpoint } = definition
  const defaults = { now: now(), timezone: c.var.workspace.timezone }
  const found = await reportOn(database, survey, c.req.valid('query'), defaults)
  return c.json({ survey: { id, name, metric, scale, touchpoint, status }, ...found })
})
