import { type Distribution, fromPointCounts, type PointCount } from '../distribution.ts'
import type { Scale } from '../scale.ts'
import type { Polarity } from './polarity.ts'
import type { Tally } from './tally.ts'
import { separator } from './tally-key.ts'

/** The counts of one theme. */
export interface ThemeCounts {
  readonly theme: string
  /** Comments with the theme, including those without a rating. */
  readonly n: number
  readonly distribution: Distribution
  readonly polarity: Readonly<Record<Polarity, number>>
  /** In how many comments each rule fired. */
  readonly rules: readonly { readonly rule: string; readonly n: number }[]
}

/** A tally with its keys resolved into fields. */
export interface TallyCounts {
  /** Comments in all. */
  readonly n: number
  /** Comments in which no theme was found. */
  readonly unmatched: number
  /** The ratings of all comments that have one. */
  readonly distribution: Distribution
  /** The most common first. */
  readonly themes: readonly ThemeCounts[]
  /** In how many comments two themes occur together. */
  readonly pairs: readonly { readonly themes: readonly [string, string]; readonly n: number }[]
}

type Row = readonly [parts: readonly string[], n: number]

/**
 * Reads a tally of comments whose ratings are points of `scale`; throws a RangeError on others.
 * Themes in `listed` are included even when no comment has them.
 */
export function countsOf(tally: Tally, scale: Scale, listed: readonly string[] = []): TallyCounts {
  const kinds = grouped(
    Array.from(tally, ([key, n]): Row => [key.split(separator), n]),
    0,
  )
  const of = (kind: string) => kinds.get(kind) ?? []
  const polarities = grouped(of('polarity'), 1)
  const rules = grouped(of('rule'), 1)
  const found = grouped(of('theme'), 1)
  const themes = Array.from(new Set([...listed, ...found.keys()]), (theme) => ({
    theme,
    n: sum(found.get(theme) ?? []),
    distribution: ratingsOf(found.get(theme) ?? [], 2, scale),
    polarity: polaritiesOf(polarities.get(theme) ?? []),
    rules: (rules.get(theme) ?? []).map(([[, , rule], n]) => ({ rule: rule!, n })),
  }))
  return {
    n: sum(of('comments')),
    unmatched: sum(of('unmatched')),
    distribution: ratingsOf(of('comments'), 1, scale),
    themes: themes.sort((a, b) => b.n - a.n || (a.theme < b.theme ? -1 : 1)),
    pairs: of('pair').map(([[, a, b], n]) => ({ themes: [a!, b!], n })),
  }
}

function grouped(rows: readonly Row[], part: number): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const name = row[0][part]!
    const same = groups.get(name)
    if (same) same.push(row)
    else groups.set(name, [row])
  }
  return groups
}

function sum(rows: readonly Row[]): number {
  return rows.reduce((total, [, n]) => total + n, 0)
}

function ratingsOf(rows: readonly Row[], part: number, scale: Scale): Distribution {
  const rated = rows.filter(([parts]) => parts[part] !== '')
  return fromPointCounts(
    scale,
    rated.map(([parts, n]): PointCount => ({ rating: Number(parts[part]), count: n })),
  )
}

function polaritiesOf(rows: readonly Row[]): Record<Polarity, number> {
  const polarity = { positive: 0, neutral: 0, negative: 0 }
  for (const [[, , band], n] of rows) polarity[band as Polarity] += n
  return polarity
}
