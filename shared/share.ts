/** A percentage with its numerator and denominator; `percent` is `null` when `of` is 0. */
export interface Share {
  readonly count: number
  readonly of: number
  readonly percent: number | null
}

/** `count` of `of` as a percentage, 0–100, unrounded. The one place where these are divided. */
export function share(count: number, of: number): Share {
  return { count, of, percent: of === 0 ? null : (100 * count) / of }
}

/** A band of the answers under the name its metric gives it. */
export interface BandShare extends Share {
  readonly band: string
}
