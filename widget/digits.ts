import { fits, type Scale } from '../shared/scale.ts'

/** The point a digit key leads to; `complete` when no further digit could make it another point. */
export interface Typed {
  readonly point: number
  readonly complete: boolean
}

/**
 * What a digit means on a scale when the focus is on the point `at`: after 1, a 0 makes 10.
 * `null` when it leads nowhere.
 */
export function typeDigit(scale: Scale, at: number, digit: number): Typed | null {
  const longer = at * 10 + digit
  if (at > 0 && fits(scale, longer)) return { point: longer, complete: true }
  if (!fits(scale, digit)) return null
  return { point: digit, complete: digit === 0 || digit * 10 > scale.max }
}
