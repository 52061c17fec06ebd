import type { Metric, Scale } from '../../shared/scale.ts'
import { scaleOf } from '../../shared/survey.ts'
import { invalid } from '../http/problem.ts'
import type { SurveyRecord } from '../storage/surveys.ts'

/** The scale a metric is asked on; throws a refusal that names the field when there is none like it. */
export function requireScale(metric: Metric, name: string, threshold: number | null): Scale {
  const usual = scaleOf(metric, name)
  if (!usual) throw invalid('scale', `must be a scale that ${metric} is asked on`)
  const scale = scaleOf(metric, name, threshold)
  if (scale) return scale
  throw invalid(
    'threshold',
    metric === 'nps'
      ? 'must be null: the bands of NPS are fixed by its definition'
      : `must be a point of the scale ${name} that leaves some points below the band`,
  )
}

/** The scale of a stored survey, its threshold applied. */
export function scaleOfSurvey(survey: SurveyRecord): Scale {
  return requireScale(survey.metric, survey.scale, survey.definition.threshold)
}
