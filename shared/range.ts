/** From `low` to `high`, both included, in one unit. */
export interface Range {
  readonly low: number
  readonly high: number
}

/** The range that reaches `margin` either way. Example: 30 ± 5 is 25 to 35. */
export function around(centre: number, margin: number): Range {
  return { low: centre - margin, high: centre + margin }
}

/**
 * The part of a range between `min` and `max`. An interval of a score that cannot lie outside
 * them loses nothing by it.
 */
export function clip(range: Range, min: number, max: number): Range {
  return { low: Math.max(min, range.low), high: Math.min(max, range.high) }
}

/** The range × 100: from shares to percent, from −1…1 to NPS points. */
export function inPercent(range: Range): Range {
  return { low: 100 * range.low, high: 100 * range.high }
}
