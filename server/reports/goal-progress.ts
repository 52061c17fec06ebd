import { millisecondsADay } from '../../shared/day.ts'
import { type Distribution, emptyDistribution, merge, total } from '../../shared/distribution.ts'
import {
  type AskedDay,
  broughtADay,
  fewestToForetell,
  type Goal,
  type Pace,
  plannedAnswers,
  widestSpread,
  widthOf,
  withGoalShare,
} from '../../shared/goal.ts'
import type { Period } from '../../shared/report.ts'
import { cautionOf } from '../../shared/segments.ts'
import { storedCounts } from '../storage/counts/stored.ts'
import type { Database } from '../storage/db.ts'
import { type ShareOfDay, sharesOf } from '../storage/goal-shares.ts'
import type { SurveyRecord } from '../storage/surveys.ts'
import { scaleOfSurvey } from '../surveys/survey-scale.ts'
import { calendarIn } from './calendar.ts'
import type { ReportDefaults, TimeRange } from './report-plan.ts'
import { readingOf } from './score-counts.ts'
import { counted, edgesOf, rangeReader } from './tallies.ts'
import { onScale } from './tally-scale.ts'

/** How far a survey has come with its goal in the period that it is now. */
export interface GoalProgress {
  readonly period: Period
  /** Answers that the period needs. */
  readonly planned: number
  /** What `planned` was found from: the answers of the year before the period, or the widest spread there can be. */
  readonly plannedBy: 'earlier answers' | 'widest spread'
  readonly answers: number
  /** Half the length of their interval; `null` below ten answers. */
  readonly width: number | null
  /** The beginning of the day on which the planned answers had come; `null` before. */
  readonly reachedOn: string | null
  /**
   * Likewise of the day on which they will have, by the last two weeks; `null` when that is not in the period though as
   * many are asked as may be, and while nobody knows.
   */
  readonly expectedOn: string | null
  /** The share of people asked today, 0–1. */
  readonly share: number
}

interface Day extends TimeRange {
  readonly answers: number
}

/** What is counted of a goal's period, which ends with a later day than today. */
export interface GoalCounts extends Pick<GoalProgress, 'planned' | 'plannedBy'> {
  readonly period: TimeRange
  /** The days of the period, the last being today, which is not over. */
  readonly days: readonly Day[]
  readonly sofar: Distribution
  /** What the share of today is found from. */
  readonly pace: Pace
  readonly shares: readonly ShareOfDay[]
}

/** Reads what has come for a goal in the period that it is now, and in the one before. */
export async function countGoal(
  database: Database,
  survey: SurveyRecord,
  { width, every }: Goal,
  { now, timezone }: ReportDefaults,
): Promise<GoalCounts> {
  const calendar = calendarIn(timezone)
  const period = { from: calendar.startOf(every, now), to: calendar.endOf(every, now) }
  const tomorrow = calendar.endOf('day', now)
  const begin = calendar.shift(every, period.from, -1)
  const ranges = rangesOf(calendar.edges('day', begin, tomorrow))
  const year = { from: period.from - 365 * millisecondsADay, to: period.from }
  const edges = edgesOf([...ranges, year])
  const selection = { surveyId: survey.id, channel: null, segment: null }
  const [parts, shares] = await Promise.all([
    storedCounts.timeline(database, selection, edges),
    sharesOf(database, survey.id),
  ])
  const read = rangeReader({ edges, parts })
  const scale = scaleOfSurvey(survey)
  const answersOf = (range: TimeRange) =>
    counted(read(range)).reduce(
      (sum, { counts }) => merge(sum, onScale(scale, counts)),
      emptyDistribution(scale),
    )
  const days = ranges.map((range) => ({ ...range, answers: total(answersOf(range)) }))
  const ofPeriod = days.filter(({ from }) => from >= period.from)
  const most = survey.definition.rules?.share ?? 1
  const earlier = answersOf(year)
  const isForetold = total(earlier) >= fewestToForetell
  const planned = plannedAnswers(readingOf(survey), width, isForetold ? earlier : widestSpread(scale))
  return {
    ...{
      planned,
      plannedBy: isForetold ? 'earlier answers' : 'widest spread',
      period,
      days: ofPeriod,
      shares,
    },
    sofar: answersOf({ from: period.from, to: tomorrow }),
    pace: {
      ...{ planned, most, before: askedDays(days.slice(0, -1), shares, most), daysGone: ofPeriod.length - 1 },
      daysLeft: calendar.edges('day', ofPeriod.at(-1)!.from, period.to).length - 1,
    },
  }
}

const rangesOf = (edges: readonly number[]) =>
  edges.slice(1).map((to, place) => ({ from: edges[place]!, to }))

/**
 * The share asked and the answers of each day. Before the goal everybody was asked whom the rules allow. On a day without
 * a share and without answers nobody was, as far as is known: the survey was closed, or not there yet.
 */
function askedDays(days: readonly Day[], shares: readonly ShareOfDay[], most: number): AskedDay[] {
  return days.map(({ from, to, answers }) => {
    const [at, share] = shares.findLast(([begin]) => begin < to) ?? [Number.NEGATIVE_INFINITY, most]
    return { answers, share: at >= from || answers > 0 ? share : 0 }
  })
}

/** How far a survey has come with its goal; `null` when it has none. */
export async function goalProgress(
  database: Database,
  survey: SurveyRecord,
  defaults: ReportDefaults,
): Promise<GoalProgress | null> {
  const { goal } = survey.definition
  if (goal === null) return null
  const { planned, plannedBy, period, days, sofar, pace, shares } = await countGoal(
    database,
    survey,
    goal,
    defaults,
  )
  const answers = total(sofar)
  const { share = 1 } = withGoalShare(survey.definition.rules, shares.at(-1)?.[1])
  return {
    period: { from: iso(period.from), to: iso(period.to), timezone: defaults.timezone },
    ...{ planned, plannedBy, answers, share },
    width: cautionOf(answers) === 'counts only' ? null : widthOf(readingOf(survey), sofar),
    reachedOn: reachedOn(days, planned),
    expectedOn: expectedOn(),
  }

  function expectedOn(): string | null {
    const brings = broughtADay(pace.before) * share
    if (answers >= planned || brings === 0) return null
    const { startOf } = calendarIn(defaults.timezone)
    const at = startOf('day', defaults.now + ((planned - answers) / brings) * millisecondsADay)
    if (at < period.to) return iso(at)
    // The share grows as it must, up to what the rules allow.
    return share < pace.most ? iso(startOf('day', period.to - 1)) : null
  }
}

const iso = (time: number) => new Date(time).toISOString()

function reachedOn(days: readonly Day[], planned: number): string | null {
  let sum = 0
  for (const { from, answers } of days) {
    sum += answers
    if (sum >= planned) return iso(from)
  }
  return null
}
