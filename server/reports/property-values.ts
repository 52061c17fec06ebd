import { type Distribution, merge, total } from '../../shared/distribution.ts'
import type { ReportQuery } from '../contract/queries.ts'
import { activityOf } from '../storage/counts/funnel.ts'
import type { Narrowing } from '../storage/counts/tally.ts'
import type { Database } from '../storage/db.ts'
import type { SurveyRecord } from '../storage/surveys.ts'
import { scaleOfSurvey } from '../surveys/survey-scale.ts'
import { narrowingOf } from './narrowing.ts'
import { planReport, type ReportDefaults, segmentsIn } from './report-plan.ts'
import { counterFor } from './tallies.ts'
import { onScale } from './tally-scale.ts'

const notNarrow: Narrowing = { segments: [], origin: null, ratings: null, text: null, theme: null }

/** One value of a property, its answers, and how many they are. */
export interface PropertyValue {
  readonly value: string
  readonly n: number
  readonly distribution: Distribution
}

/**
 * Every value of a property, the largest first, and those with fewer answers than `minN` taken together. Within segments
 * the answers are read, since combinations of properties are not counted. Throws a 422 that names a wrong parameter.
 */
export async function valuesOn(
  database: Database,
  survey: SurveyRecord,
  asked: ReportQuery,
  defaults: ReportDefaults,
  { property, minN }: { readonly property: string; readonly minN: number },
): Promise<{ values: PropertyValue[]; rest: { values: number; distribution: Distribution } | null }> {
  const activity = await activityOf(database, survey.id)
  const plan = planReport(survey.id, { ...asked, interval: undefined }, activity, defaults)
  const segments = segmentsIn(asked)
  const narrow = narrowingOf(survey, asked)
  const within = segments.length > 0 ? { ...notNarrow, ...narrow, segments } : narrow
  const selection = { ...plan.selection, segment: null, narrow: within }
  const scale = scaleOfSurvey(survey)
  const counter = counterFor({ ...plan, selection })
  const all = (await counter.segments(database, selection, plan.range, [property]))
    .map(({ value, counts }) => ({ value, distribution: onScale(scale, counts) }))
    .map((each) => ({ ...each, n: total(each.distribution) }))
    .filter(({ n }) => n > 0)
    .sort((a, b) => b.n - a.n || (a.value < b.value ? -1 : 1))
  const values = all.filter(({ n }) => n >= minN)
  const small = all.slice(values.length).map(({ distribution }) => distribution)
  const rest =
    small.length > 0
      ? { values: small.length, distribution: small.reduce((sum, each) => merge(sum, each)) }
      : null
  return { values, rest }
}
