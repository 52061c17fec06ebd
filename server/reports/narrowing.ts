import type { ReportQuery } from '../contract/queries.ts'
import type { Narrowing } from '../storage/counts/tally.ts'
import type { SurveyRecord } from '../storage/surveys.ts'
import { ratingsIn } from '../surveys/survey-scale.ts'
import { segmentsIn } from './report-plan.ts'

export const notNarrow: Narrowing = { segments: [], origin: null, ratings: null, text: null, theme: null }

/** What narrows a report beside what is counted; `undefined` when nothing does. */
export function narrowingOf(survey: SurveyRecord, asked: ReportQuery): Narrowing | undefined {
  const { origin = null, text = null, band, theme = null } = asked
  const segments = segmentsIn(asked).slice(1)
  const ratings = ratingsIn(survey, band)
  const isNone = segments.length === 0 && [origin, text, ratings, theme].every((each) => each === null)
  return isNone ? undefined : { segments, origin, ratings, text, theme }
}
