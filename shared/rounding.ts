/**
 * Rounds for display, half away from zero, as Delighted does: −2.5 becomes −3, where
 * `Math.round` gives −2. Round only once, at display. NaN and ±∞ are returned as they are.
 *
 * Works on the shortest decimal form, so that 1.005 at two digits is 1.01.
 */
export function roundHalfAway(value: number, digits = 0): number {
  if (!Number.isFinite(value)) return value
  const rounded = timesPowerOfTen(Math.round(timesPowerOfTen(Math.abs(value), digits)), -digits)
  return value < 0 && rounded !== 0 ? -rounded : rounded
}

/** Multiplies by a power of ten on the decimal form, without a rounding error; 1e-7 already has an exponent. */
function timesPowerOfTen(value: number, power: number): number {
  const [digits, exponent = '0'] = String(value).split('e')
  return Number(`${digits}e${Number(exponent) + power}`)
}
