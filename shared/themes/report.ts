import { type Comparison, compareMany } from '../comparison.ts'
import { countBands, subtract } from '../distribution.ts'
import { wilson } from '../interval/share.ts'
import { type Interval, intervalOf } from '../interval.ts'
import { criticalZ } from '../quantile.ts'
import { around } from '../range.ts'
import type { Band, Scale } from '../scale.ts'
import { type Reading, scoreOf } from '../score.ts'
import { type Caution, cautionOf } from '../segments.ts'
import { type Share, share } from '../share.ts'
import type { Codebook } from './codebook.ts'
import { countsOf, type TallyCounts, type ThemeCounts } from './counts.ts'
import type { Polarity } from './polarity.ts'
import type { Tally } from './tally.ts'
import { type Warning, warningsOf } from './warnings.ts'

/** A share of the comments with the range chance leaves it. */
export interface SureShare extends Share {
  readonly interval: Interval | null
}

/** How much a score moves with a theme, in the score's unit. Associated with it, not caused by it. */
export interface Impact {
  /** The score of all less the score of those who do not speak of the theme. */
  readonly value: number
  readonly interval: Interval
}

/** What the comments of a period say of one theme. Below ten only the counts are given. */
export interface ThemeSummary {
  readonly theme: string
  readonly parent: string | null
  readonly n: number
  readonly caution: Caution
  readonly share: SureShare | null
  readonly bands: Readonly<Record<Band, number>>
  readonly polarity: Readonly<Record<Polarity, number>>
  readonly score: number | null
  readonly interval: Interval | null
  /** The score with the theme less the score without, corrected over all themes (Benjamini–Hochberg). */
  readonly delta: Comparison | null
  readonly impact: Impact | null
}

/** The themes of a survey's comments over a period. */
export interface ThemeReport {
  /** Comments read. */
  readonly n: number
  /** Comments in which a theme was found. */
  readonly coverage: SureShare
  readonly themes: readonly ThemeSummary[]
  readonly together: readonly { readonly themes: readonly [string, string]; readonly n: number }[]
  readonly warnings: readonly Warning[]
}

/**
 * Reads a tally under a survey's metric and scale: how common each theme is, how those who speak
 * of it score against those who do not, and what to beware of. Every theme of the codebook is
 * listed, the most common first.
 */
export function themeReport(tally: Tally, reading: Reading, scale: Scale, codebook: Codebook): ThemeReport {
  const counts = countsOf(tally, scale, Object.keys(codebook.themes))
  const compared = compareMany(
    reading,
    counts.themes.map(({ distribution }) => [distribution, subtract(counts.distribution, distribution)]),
    { correction: 'benjamini-hochberg' },
  )
  return {
    n: counts.n,
    coverage: sureShare(counts.n - counts.unmatched, counts.n),
    themes: counts.themes.map((each, place) => summaryOf(each, counts, compared[place]!, reading, codebook)),
    together: [...counts.pairs].sort((a, b) => b.n - a.n),
    warnings: warningsOf(counts, codebook),
  }
}

function summaryOf(
  { theme, n, distribution, polarity }: ThemeCounts,
  all: TallyCounts,
  delta: Comparison,
  reading: Reading,
  { parents }: Codebook,
): ThemeSummary {
  const caution = cautionOf(n)
  const shown = caution !== 'counts only'
  const isScored = cautionOf(delta.first.n) !== 'counts only'
  return {
    theme,
    parent: Object.hasOwn(parents, theme) ? parents[theme]! : null,
    n,
    caution,
    share: shown ? sureShare(n, all.n) : null,
    bands: countBands(distribution),
    polarity,
    score: isScored ? scoreOf(reading, distribution).value : null,
    interval: isScored ? intervalOf(reading, distribution) : null,
    delta: isScored ? delta : null,
    impact: isScored ? impactOf(delta) : null,
  }
}

/** A share with its Wilson interval. */
export function sureShare(count: number, of: number): SureShare {
  const range = wilson(count, of)
  return { ...share(count, of), interval: range && { ...range, confidence: 0.95 } }
}

/**
 * What the score would lose, or gain, were there only the comments without the theme: the share p
 * of the theme times its delta, exactly, since every score is a mean. Its interval takes the doubt
 * of both by the delta method: p²·Var(δ) + δ²·p(1 − p)/n, with p as of z²/2 imagined comments more
 * with the theme and as many without, for p itself is too sure of small shares: of 100 comments, 20
 * of them a complaint, the interval then holds the truth 94.7 times of 100, and 92.5 without.
 *
 * Source: Agresti and Coull 1998 for the share; `test/bench/drivers.ts` for what it covers.
 */
function impactOf({ first, second, difference, interval }: Comparison): Impact | null {
  if (difference === null || interval === null) return null
  const { confidence, low, high } = interval
  const z = criticalZ(confidence)
  const n = first.n + second.n
  const more = n + z * z
  const p = (first.n + (z * z) / 2) / more
  const ofShare = z * difference * Math.sqrt((p * (1 - p)) / more)
  const reach = Math.hypot((p * (high - low)) / 2, ofShare)
  const middle = (p * (low + high)) / 2
  return { value: (first.n / n) * difference, interval: { ...around(middle, reach), confidence } }
}
