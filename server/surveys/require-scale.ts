import type { Metric, Scale } from '../../shared/scale.ts'
import { scaleOf } from '../../shared/survey.ts'
import { invalid } from '../http/problem.ts'

/** The scale that a request names for a metric, its threshold applied; throws a 422 that names the wrong field. */
export function requireScale(metric: Metric, name: string, threshold: number | null): Scale {
  if (!scaleOf(metric, name)) throw invalid('scale', `must be a scale that ${metric} is asked on`)
  const scale = scaleOf(metric, name, threshold)
  if (scale) return scale
  throw invalid(
    'threshold',
    metric === 'nps'
      ? 'must be null: the bands of NPS are fixed by its definition'
      : `must be a point of the scale ${name} that leaves some points below the band`,
  )
}
