import { countBands, type Distribution, mean, total } from './distribution.ts'
import type { Scale } from './scale.ts'
import { type BandShare, share } from './share.ts'

/**
 * The satisfaction scales in use and their default cut-points.
 * 1–5 and 1–3: Delighted help 533; thumbs 0–1: help 340; 1–10 and the neutral band of
 * 1–7: Wootric `Score.java`.
 */
export const csatScales = {
  '1-5': { min: 1, max: 5, direction: 'up', positive: 4, negative: 2 },
  '1-3': { min: 1, max: 3, direction: 'up', positive: 3, negative: 1 },
  '0-1': { min: 0, max: 1, direction: 'up', positive: 1, negative: 0 },
  '1-7': { min: 1, max: 7, direction: 'up', positive: 6, negative: 3 },
  '1-10': { min: 1, max: 10, direction: 'up', positive: 9, negative: 6 },
} as const satisfies Record<string, Scale>

/**
 * Customer satisfaction: `csat` is the percentage satisfied, `mean` is in scale points; both are
 * `null` when nobody answered.
 */
export interface Csat {
  readonly metric: 'csat'
  readonly n: number
  readonly value: number | null
  readonly unit: 'percent'
  readonly csat: number | null
  readonly mean: number | null
  readonly bands: readonly BandShare[]
}

/**
 * 100 · satisfied / n.
 *
 * Source: Delighted help 533. Example: 3 thumbs up of 4 give 75.
 */
export function csat(distribution: Distribution): Csat {
  const n = total(distribution)
  const bands = countBands(distribution)
  const satisfied = share(bands.positive, n)
  return {
    metric: 'csat',
    n,
    value: satisfied.percent,
    unit: 'percent',
    csat: satisfied.percent,
    mean: mean(distribution),
    bands: [
      { band: 'satisfied', ...satisfied },
      { band: 'neutral', ...share(bands.neutral, n) },
      { band: 'dissatisfied', ...share(bands.negative, n) },
    ],
  }
}
