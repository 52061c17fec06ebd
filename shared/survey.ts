import { cesScales } from './ces.ts'
import { csatScales } from './csat.ts'
import { npsScales } from './nps.ts'
import { type Metric, type Scale, withThreshold } from './scale.ts'

/** Every scale of every metric, by the name it is chosen by. */
export const scales = { nps: npsScales, csat: csatScales, ces: cesScales } as const

export type ScaleName = keyof typeof npsScales | keyof typeof csatScales | keyof typeof cesScales

/** The scale a survey uses when it names none. */
export const defaultScale = { nps: '0-10', csat: '1-5', ces: '1-7' } as const satisfies Record<
  Metric,
  ScaleName
>

/**
 * The scale a metric uses under a name, with its positive band moved to `threshold` when
 * one is given. `null` when the metric has no such scale, when the threshold leaves a band
 * empty, or when NPS, whose cut-points are its definition, is given one.
 */
export function scaleOf(metric: Metric, name: string, threshold?: number | null): Scale | null {
  const offered: Readonly<Record<string, Scale>> = scales[metric]
  const scale = Object.hasOwn(offered, name) ? offered[name] : undefined
  if (!scale) return null
  if (threshold == null || threshold === scale.positive) return scale
  return metric === 'nps' ? null : withThreshold(scale, threshold)
}

/** Where in the host's window a survey appears. */
export type Format = 'popover' | 'inline'

/** What the asking side needs to know of a survey: all of it, and nothing about its owner. */
export interface PublicSurvey {
  readonly id: string
  readonly version: number
  readonly metric: Metric
  readonly scale: Scale
  /** BCP 47; sets `lang` and `dir` of what is shown. */
  readonly language: string
  readonly format: Format
  readonly question: string
  /** What the two ends of the scale mean, in words; may be empty. */
  readonly lowLabel: string
  readonly highLabel: string
  readonly commentPrompt: string
  readonly thanks: string
}
