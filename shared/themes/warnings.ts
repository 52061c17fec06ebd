import type { Codebook } from './codebook.ts'
import type { TallyCounts } from './counts.ts'

/** A problem of a codebook, seen in the comments it was applied to. */
export type Warning =
  | { readonly code: 'themes_overlap'; readonly themes: readonly [string, string]; readonly percent: number }
  | {
      readonly code: 'rule_fires_often'
      readonly theme: string
      readonly rule: string
      readonly percent: number
    }
  | { readonly code: 'low_coverage'; readonly percent: number }

/** The thresholds of the warnings; shares, 0–1. */
export const limits = { overlap: 0.7, firing: 0.4, coverage: 0.5 } as const

/** With fewer comments no warning is given. */
const fewestComments = 30
const fewestOfTheme = 10

/**
 * The warnings about a codebook: two themes, neither an ancestor of the other, that share over 70 % of
 * the rarer one's comments; a rule that fires in over 40 % of comments; themes in under half of them.
 */
export function warningsOf(counts: TallyCounts, { parents }: Codebook): Warning[] {
  if (counts.n < fewestComments) return []
  const sizes = new Map(counts.themes.map(({ theme, n }) => [theme, n]))
  const isAbove = (a: string, b: string): boolean =>
    Object.hasOwn(parents, b) && (parents[b] === a || isAbove(a, parents[b]!))
  const overlaps = counts.pairs.flatMap(({ themes, n }): Warning[] => {
    const [a, b] = themes
    const smaller = Math.min(sizes.get(a)!, sizes.get(b)!)
    const overlap = n / smaller
    const isExpected = smaller < fewestOfTheme || isAbove(a, b) || isAbove(b, a)
    return isExpected || overlap <= limits.overlap
      ? []
      : [{ code: 'themes_overlap', themes, percent: 100 * overlap }]
  })
  const often = counts.themes.flatMap(({ theme, rules }) =>
    rules
      .filter(({ n }) => n / counts.n > limits.firing)
      .map(
        ({ rule, n }): Warning => ({ code: 'rule_fires_often', theme, rule, percent: (100 * n) / counts.n }),
      ),
  )
  const covered = (counts.n - counts.unmatched) / counts.n
  const coverage: Warning[] =
    covered < limits.coverage ? [{ code: 'low_coverage', percent: 100 * covered }] : []
  return [...overlaps, ...often, ...coverage]
}
