import type { Share } from '../share.ts'

/** One comment of a hand-tagged sample: whether the person and the rules say it has the theme. */
export interface Judged {
  readonly tagged: boolean
  readonly found: boolean
}

/** How common a theme is when what a person tagged corrects what the rules found; in percent. */
export interface Calibrated {
  readonly theme: string
  readonly found: Share
  readonly percent: number
  /** The standard error of `percent`, in points. */
  readonly error: number
}

/**
 * Corrects the share of comments in which rules found a theme, of all comments, by a hand-tagged
 * random sample of them, for all themes at once.
 *
 * Of the comments found the sample tells which part is right (π), of the others which part was
 * missed (ρ): the share is found·π + (1 − found)·ρ. With few tags that correction is itself
 * uncertain, so it is drawn towards none as far as its chance error outweighs the corrections the
 * themes of this codebook seem to need (empirical Bayes).
 *
 * Source: Tenenbein 1970 for double sampling; Efron and Morris 1973 for the shrinkage.
 */
export function calibrate(
  themes: readonly { readonly theme: string; readonly found: Share; readonly sample: readonly Judged[] }[],
): Calibrated[] {
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

/** A share as 0–1; of nobody none. */
function partOf({ count, of }: Share): number {
  return of === 0 ? 0 : count / of
}

/** What the sample adds to the share found, and the variance of that. */
function correctionOf(found: number, sample: readonly Judged[]): { value: number; variance: number } {
  const inside = sample.filter((each) => each.found)
  const outside = sample.filter((each) => !each.found)
  const right = taggedOf(inside, 0.8)
  const missed = taggedOf(outside, 0.02)
  return {
    value: found * (right.share - 1) + (1 - found) * missed.share,
    variance: found ** 2 * right.variance + (1 - found) ** 2 * missed.variance,
  }
}

/** The share of a part of the sample that was tagged, after one comment imagined at the usual share. */
function taggedOf(part: readonly Judged[], usual: number): { share: number; variance: number } {
  const n = part.length + 1
  const share = (part.filter(({ tagged }) => tagged).length + usual) / n
  return { share, variance: (share * (1 - share)) / n }
}
