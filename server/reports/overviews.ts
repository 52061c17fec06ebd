import { type MeasuredScore, measure, type Summary, summary } from '../../shared/report.ts'
import type { ReportQuery } from '../contract/queries.ts'
import { activityOf } from '../storage/counts/funnel.ts'
import { timelinesOf } from '../storage/counts/together.ts'
import type { Database } from '../storage/db.ts'
import type { SurveyRecord } from '../storage/surveys.ts'
import { scaleOfSurvey } from '../surveys/survey-scale.ts'
import { planReport, type ReportDefaults } from './report-plan.ts'
import { distributionOf, mayHaveThresholds, readingOf, scoreOf, thresholdChangesOf } from './score-counts.ts'
import { answersIn, counted, edgesOf, rangeReader } from './tallies.ts'

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
          ...scoreOf(plan, scale, read(plan.range), plan.previous && read(plan.previous)),
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
