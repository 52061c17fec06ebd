/**
 * Corrections of p-values for multiple comparisons: of twenty segments in which nothing
 * changed, one is under 0.05 by chance. Both return the values in the order given.
 */

/**
 * Holm's adjusted p-values, 0–1: the probability of *any* false positive stays below alpha
 * (family-wise error rate). For a list somebody will act on.
 *
 * Source: Holm 1979; R `p.adjust`. Example: 0.01, 0.04 and 0.03 become 0.03, 0.06 and 0.06.
 */
export function holm(ps: readonly number[]): number[] {
  let highest = 0
  return inOrder(ps, rising(ps), (p, place) => {
    highest = Math.max(highest, Math.min(1, p * (ps.length - place)))
    return highest
  })
}

/**
 * Benjamini and Hochberg's adjusted p-values, 0–1: the expected *share* of false positives
 * stays below alpha (false discovery rate). For a long list to look through.
 *
 * Source: Benjamini and Hochberg 1995; R `p.adjust`. Example: 0.01, 0.04 and 0.03 become
 * 0.03, 0.04 and 0.04.
 */
export function benjaminiHochberg(ps: readonly number[]): number[] {
  let lowest = 1
  return inOrder(ps, rising(ps).reverse(), (p, place) => {
    lowest = Math.min(lowest, (p * ps.length) / (ps.length - place))
    return lowest
  })
}

/** The positions of the values, smallest value first. */
function rising(values: readonly number[]): number[] {
  return values.map((_, at) => at).sort((a, b) => values[a]! - values[b]!)
}

/** Calls `visit` for the values in `order`; the results stand in the order of the values. */
function inOrder(
  values: readonly number[],
  order: readonly number[],
  visit: (value: number, place: number) => number,
): number[] {
  const results = new Array<number>(values.length)
  order.forEach((at, place) => {
    results[at] = visit(values[at]!, place)
  })
  return results
}
