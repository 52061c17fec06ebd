import type { Range } from '../range.ts'

/** A score and its interval, in one unit. */
export interface Measured extends Range {
  readonly value: number
}

/**
 * The interval of a difference, first − second, made of the interval of each side. Newcombe's interval of two
 * shares is the case of Wilson's.
 *
 * Source: Zou and Donner 2008 (MOVER); Newcombe 1998, method 10. Example: 90 [78.6, 95.7] and 60 [46.2, 72.4]
 * give 30 [13.2, 44.9].
 */
export function hybridInterval(first: Measured, second: Measured): Range {
  const difference = first.value - second.value
  return {
    low: difference - Math.hypot(first.value - first.low, second.high - second.value),
    high: difference + Math.hypot(first.high - first.value, second.value - second.low),
  }
}
