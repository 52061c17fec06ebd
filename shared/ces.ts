import { countBands, type Distribution, mean, total } from './distribution.ts'
import type { Scale } from './scale.ts'
import { type BandShare, share } from './share.ts'

/**
 * The effort scales in use and their default cut-points.
 * 1–7 (CES 2.0, "made it easy": agree): Delighted help 534; 1–5 agree: help 249;
 * 1–5 effort, where low is good: CES 1.0, CEB 2010. Wootric counts 1–7 from 6: use a threshold.
 */
export const cesScales = {
  '1-7': { min: 1, max: 7, direction: 'up', positive: 5, negative: 3 },
  '1-5': { min: 1, max: 5, direction: 'up', positive: 4, negative: 2 },
  '1-5-effort': { min: 1, max: 5, direction: 'down', positive: 2, negative: 4 },
} as const satisfies Record<string, Scale>

/**
 * Customer Effort Score. Both outputs in use are always reported: `topBox`, the percentage who
 * found it easy, and `mean` in scale points; `primary` says which one `value` repeats. All are
 * `null` when nobody answered.
 */
export interface Ces {
  readonly metric: 'ces'
  readonly n: number
  readonly value: number | null
  readonly unit: 'percent' | 'scale points'
  readonly primary: 'topBox' | 'mean'
  readonly topBox: number | null
  readonly mean: number | null
  readonly bands: readonly BandShare[]
}

/**
 * `topBox` = 100 · easy / n; `mean` = sum of ratings / n.
 *
 * Source: Delighted help 534 (share scoring 5–7), Nicereply (plain average).
 * Example: 80, 210, 140, 110, 160, 180 and 120 answers of 1 to 7 have the mean 4.08.
 */
export function ces(distribution: Distribution, primary: 'topBox' | 'mean' = 'topBox'): Ces {
  const n = total(distribution)
  const bands = countBands(distribution)
  const easy = share(bands.positive, n)
  const average = mean(distribution)
  return {
    metric: 'ces',
    n,
    value: primary === 'mean' ? average : easy.percent,
    unit: primary === 'mean' ? 'scale points' : 'percent',
    primary,
    topBox: easy.percent,
    mean: average,
    bands: [
      { band: 'easy', ...easy },
      { band: 'neutral', ...share(bands.neutral, n) },
      { band: 'hard', ...share(bands.negative, n) },
    ],
  }
}
