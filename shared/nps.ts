import { countBands, type Distribution, mean, total } from './distribution.ts'
import type { Scale } from './scale.ts'
import { type BandShare, share } from './share.ts'

/** 0–6 detractor, 7–8 passive, 9–10 promoter. Reichheld 2003; fixed by definition. */
export const npsScales = {
  '0-10': { min: 0, max: 10, direction: 'up', positive: 9, negative: 6 },
} as const satisfies Record<string, Scale>

/** Net Promoter Score, −100 to 100 points; `nps` and `mean` are `null` when nobody answered. */
export interface Nps {
  readonly metric: 'nps'
  readonly n: number
  readonly value: number | null
  readonly unit: 'points'
  readonly nps: number | null
  readonly mean: number | null
  readonly bands: readonly BandShare[]
}

/**
 * 100 · (promoters − detractors) / n.
 *
 * Source: Reichheld, "The One Number You Need to Grow", HBR 2003; Delighted help 531.
 * Example: 10 promoters, 5 passives and 5 detractors of 20 give 25.
 */
export function nps(distribution: Distribution): Nps {
  const n = total(distribution)
  const { positive: promoters, neutral: passives, negative: detractors } = countBands(distribution)
  const score = n === 0 ? null : (100 * (promoters - detractors)) / n
  return {
    metric: 'nps',
    n,
    value: score,
    unit: 'points',
    nps: score,
    mean: mean(distribution),
    bands: [
      { band: 'promoter', ...share(promoters, n) },
      { band: 'passive', ...share(passives, n) },
      { band: 'detractor', ...share(detractors, n) },
    ],
  }
}
