import { fits, type Scale } from '../../shared/scale.ts'

const decimalDigit = /^\p{Nd}$/u

/** The digit a key types, in any script: ٧ and ७ are 7. `null` when it types none. */
export function digitOf(key: string): number | null {
  if (!decimalDigit.test(key)) return null
  const code = key.codePointAt(0)!
  // Unicode keeps the ten digits of a script together, in their order.
  let zero = code
  while (decimalDigit.test(String.fromCodePoint(zero - 1))) zero -= 1
  return (code - zero) % 10
}

/** The point a digit key leads to; `complete` when no further digit could make it another point. */
export interface Typed {
  readonly point: number
  readonly complete: boolean
}

/**
 * The point a digit means on a scale right after the digit `before` (0 for none): after 1, a 0 makes 10.
 * `null` when there is no such point.
 */
export function typeDigit(scale: Scale, before: number, digit: number): Typed | null {
  const longer = before * 10 + digit
  if (before > 0 && fits(scale, longer)) return { point: longer, complete: true }
  if (!fits(scale, digit)) return null
  return { point: digit, complete: digit === 0 || digit * 10 > scale.max }
}
