/** Net Promoter Score, customer satisfaction, customer effort. */
export type Metric = 'nps' | 'csat' | 'ces'

/** The three bands every metric sorts ratings into; each metric gives them names of its own. */
export type Band = 'positive' | 'neutral' | 'negative'

export const bandNames = ['positive', 'neutral', 'negative'] as const satisfies readonly Band[]

/**
 * The points a person may choose, their direction and their bands, as data.
 *
 * `positive` and `negative` are the points at which those bands begin, counted from
 * their own ends of the scale: on an upward scale a rating is positive when it is
 * `>= positive` and negative when it is `<= negative`; on a downward one (low is good)
 * the comparisons are reversed. Points between are neutral.
 */
export interface Scale {
  readonly min: number
  readonly max: number
  readonly direction: 'up' | 'down'
  readonly positive: number
  readonly negative: number
}

/** Every point of the scale, lowest first. */
export function points(scale: Scale): number[] {
  // Not Array.from with a function: some old polyfills in host pages do not call it.
  return [...Array(scale.max - scale.min + 1).keys()].map((step) => scale.min + step)
}

/** Whether a rating is one of the scale's points. */
export function fits(scale: Scale, rating: number): boolean {
  return Number.isInteger(rating) && rating >= scale.min && rating <= scale.max
}

/** The band a rating falls in; the rating is assumed to fit the scale. */
export function bandOf(scale: Scale, rating: number): Band {
  const towardsGood = scale.direction === 'up' ? 1 : -1
  if ((rating - scale.positive) * towardsGood >= 0) return 'positive'
  if ((rating - scale.negative) * towardsGood <= 0) return 'negative'
  return 'neutral'
}

/**
 * The same scale with its positive band beginning at another point, for companies that
 * count CES from 6 or CSAT from 3. `null` when the threshold is not a point of the scale, or
 * would make every point positive.
 */
export function withThreshold(scale: Scale, threshold: number): Scale | null {
  const worst = scale.direction === 'up' ? scale.min : scale.max
  if (!fits(scale, threshold) || threshold === worst) return null
  const nextWorse = scale.direction === 'up' ? threshold - 1 : threshold + 1
  const overlaps = bandOf({ ...scale, positive: threshold }, scale.negative) === 'positive'
  return { ...scale, positive: threshold, negative: overlaps ? nextWorse : scale.negative }
}
