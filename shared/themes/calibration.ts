import type { Share } from '../share.ts'

/** One comment of a hand-tagged sample: whether the person and the rules say it has the theme. */
export interface SampledComment {
  readonly tagged: boolean
  readonly found: boolean
}

/** The share of a theme after correction by a tagged sample. */
export interface CalibratedShare {
  readonly theme: string
  /** As the rules found it. */
  readonly found: Share
  /** Corrected, 0–100. */
  readonly percent: number
  /** The standard error of `percent`, in points. */
  readonly error: number
}

/**
 * Corrects the shares in which rules found each theme, by a hand-tagged random sample of the comments.
 *
 * The sample estimates the precision among comments found (π) and the miss rate among the others (ρ):
 * the share is found·π + (1 − found)·ρ. With few tags this correction is itself uncertain, so it is
 * shrunk towards 0, the more its sampling variance exceeds the corrections this codebook's themes
 * need on average (empirical Bayes).
 *
 * Source: Tenenbein 1970 for double sampling; Efron and Morris 1973 for the shrinkage.
 */
export function calibrate(
  themes: readonly {
    readonly theme: string
    readonly found: Share
    readonly sample: readonly SampledComment[]
  }[],
): CalibratedShare[] {
  const corrections = themes.map(({ found, sample }) => correctionOf(partOf(found), sample))
  const known = corrections.filter(({ variance }) => variance > 0)
  const spread = Math.max(
    0,
    known.reduce((sum, { value, variance }) => sum + value ** 2 - variance, 0) / Math.max(1, known.length),
  )
  return themes.map(({ theme, found }, place) => {
    const { value, variance } = corrections[place]!
    const weight = variance === 0 ? 1 : spread / (spread + variance)
    const share = Math.min(1, Math.max(0, partOf(found) + weight * value))
    return { theme, found, percent: 100 * share, error: 100 * Math.sqrt(weight * variance) }
  })
}

/** A share as 0–1; 0 when nobody is counted. */
function partOf({ count, of }: Share): number {
  return of === 0 ? 0 : count / of
}

/** The correction of a share by its sample, on the 0–1 scale, and its variance. */
function correctionOf(found: number, sample: readonly SampledComment[]): { value: number; variance: number } {
  const inside = sample.filter((each) => each.found)
  const outside = sample.filter((each) => !each.found)
  const right = taggedOf(inside, 0.8)
  const missed = taggedOf(outside, 0.02)
  return {
    value: found * (right.share - 1) + (1 - found) * missed.share,
    variance: found ** 2 * right.variance + (1 - found) ** 2 * missed.variance,
  }
}

/** The share of `part` that was tagged, with one pseudo-observation at the usual share. */
function taggedOf(part: readonly SampledComment[], usual: number): { share: number; variance: number } {
  const n = part.length + 1
  const share = (part.filter(({ tagged }) => tagged).length + usual) / n
  return { share, variance: (share * (1 - share)) / n }
}
