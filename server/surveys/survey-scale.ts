import { type Band, bandOf, points, type Scale } from '../../shared/scale.ts'
import { scaleOf } from '../../shared/survey.ts'
import type { SurveyRecord } from '../storage/surveys.ts'

/** The scale of a stored survey, its threshold applied. Throws if the row was not checked when it was stored. */
export function scaleOfSurvey({ id, metric, scale: name, definition }: SurveyRecord): Scale {
  const scale = scaleOf(metric, name, definition.threshold)
  if (!scale) throw new Error(`survey ${id} has no valid scale`)
  return scale
}

/** The ratings in a band of a survey's scale; `null` when no band is asked for. */
export function ratingsIn(survey: SurveyRecord, band: Band | undefined): number[] | null {
  if (band === undefined) return null
  const scale = scaleOfSurvey(survey)
  return points(scale).filter((point) => bandOf(scale, point) === band)
}
