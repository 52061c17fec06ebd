import type { Scale } from '../../shared/scale.ts'
import type { Reading } from '../../shared/score.ts'
import { scaleOf } from '../../shared/survey.ts'
import type { SurveyScale } from '../storage/surveys.ts'

/** Surveys whose answers can be counted together: of one metric, scale, threshold and headline. */
export interface Pool {
  readonly reading: Reading
  readonly scale: Scale
  /** The name of the scale, like 0-10. */
  readonly scaleName: string
  readonly surveys: readonly SurveyScale[]
}

/** The pools of some surveys, in the order of their first surveys. */
export function poolsOf(surveys: readonly SurveyScale[]): Pool[] {
  const groups = Map.groupBy(surveys, (survey) => keyOfPool(survey))
  return [...groups.values()].flatMap((group) => {
    const { metric, scale: scaleName, threshold, primary } = group[0]!
    const scale = scaleOf(metric, scaleName, threshold)
    return scale ? [{ reading: { metric, primary }, scale, scaleName, surveys: group }] : []
  })
}

/** What is the same in all surveys of a pool. */
export function keyOfPool({ metric, scale, threshold, primary }: Omit<SurveyScale, 'id' | 'name'>): string {
  const positive = scaleOf(metric, scale, threshold)?.positive
  return [metric, scale, positive, metric === 'ces' ? primary : ''].join(' ')
}
