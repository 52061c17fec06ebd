import { clopperPearson } from '../interval/alternatives.ts'
import type { Range } from '../range.ts'
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
  /** Corrected, 0–100, and within the interval. */
  readonly percent: number
  readonly interval: Range
}

/**
 * Corrects the shares in which rules found each theme, by a hand-tagged random sample of the comments.
 *
 * The sample estimates the precision among comments found (π) and the miss rate among the others (ρ):
 * the share is found·π + (1 − found)·ρ. With few tags this correction is itself uncertain, so it is
 * shrunk towards 0, the more its sampling variance exceeds the corrections this codebook's themes
 * need on average (empirical Bayes).
 *
 * The interval is of the unshrunk correction: those of the two shares, exact ones, put together as variances are. It
 * covers at least 95 %, with thirty tags as with two hundred.
 *
 * Source: Tenenbein 1970 for double sampling; Efron and Morris 1973 for the shrinkage; Zou and Donner 2008 (MOVER) for
 * the interval.
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
  return themes.map(({ theme, found, sample }, place) => {
    const { value, variance } = corrections[place]!
    const weight = variance === 0 ? 1 : spread / (spread + variance)
    const interval = intervalOf(partOf(found), sample)
    const percent = 100 * (partOf(found) + weight * value)
    return { theme, found, percent: Math.min(interval.high, Math.max(interval.low, percent)), interval }
  })
}

/** The interval of a corrected share, in percent. */
function intervalOf(found: number, sample: readonly SampledComment[]): Range {
  const parts = [
    { weight: found, part: sample.filter((each) => each.found) },
    { weight: 1 - found, part: sample.filter((each) => !each.found) },
  ].map(({ weight, part }) => {
    const tagged = part.filter((each) => each.tagged).length
    const { low, high } = clopperPearson(tagged, part.length) ?? { low: 0, high: 100 }
    const centre = part.length === 0 ? 50 : (100 * tagged) / part.length
    return { centre: weight * centre, below: weight * (centre - low), above: weight * (high - centre) }
  })
  const centre = parts.reduce((sum, part) => sum + part.centre, 0)
  return {
    low: Math.max(0, centre - Math.hypot(...parts.map(({ below }) => below))),
    high: Math.min(100, centre + Math.hypot(...parts.map(({ above }) => above))),
  }
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
