/**
 * Rounds for display, half away from zero, as Delighted and school do: −2.5 becomes −3,
 * where `Math.round` gives −2. Round once, at display, never on the way.
 *
 * Works on the shortest decimal form, so that 1.005 at two digits is 1.01.
 */
export function roundHalfAway(value: number, digits = 0): number {
  if (!Number.isFinite(value)) return value
  const rounded = timesPowerOfTen(Math.round(timesPowerOfTen(Math.abs(value), digits)), -digits)
  return value < 0 && rounded !== 0 ? -rounded : rounded
}

/** Moves the decimal point of a number's shortest form; 1e-7 already has an exponent. */
function timesPowerOfTen(value: number, power: number): number {
  const [digits, exponent = '0'] = String(value).split('e')
  return Number(`${digits}e${Number(exponent) + power}`)
}
