/**
 * The beta distribution, from which Student's t and the exact intervals of a share follow.
 *
 * Our own because `jstat` is accurate only to 3e-7 and `@stdlib` brings 54 kB gzip and 230
 * packages for these three short functions.
 */

/**
 * ln Γ(x) for x > 0, accurate to about 1e-15: Stirling's series after raising x to 12 or more.
 *
 * Source: DLMF 5.11.1, 5.5.1. Example: Γ(5) = 24.
 */
export function logGamma(x: number): number {
  let shift = 0
  let at = x
  for (; at < 12; at++) shift += Math.log(at)
  const inverse = 1 / at
  const square = inverse * inverse
  const tail =
    inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188))))
  return (at - 0.5) * Math.log(at) - at + 0.5 * Math.log(2 * Math.PI) + tail - shift
}

/**
 * The continued fraction of the incomplete beta function by Lentz's method (`ratio` and
 * `inverse` are its C and D). Converges fast for x < (a + 1)/(a + b + 2).
 *
 * Source: DLMF 8.17.22 for the coefficients, 3.10(iii) for the method.
 */
function betaFraction(x: number, a: number, b: number): number {
  let ratio = 1
  let inverse = 0
  let value = 1
  for (let step = 1; step <= 100_000; step++) {
    const m = Math.floor(step / 2)
    const coefficient =
      step % 2 === 0
        ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
        : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    inverse = 1 / (1 + coefficient * inverse)
    ratio = 1 + coefficient / ratio
    value *= ratio * inverse
    if (Math.abs(ratio * inverse - 1) < 4e-16) break
  }
  return 1 / value
}

/**
 * The share of a Beta(a, b) distribution that lies below `x`, 0–1.
 *
 * Source: DLMF 8.17.4, 8.17.22. Example: Beta(2, 2) has exactly half below 0.5.
 */
export function betaCdf(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x))
  const nearLow = x < (a + 1) / (a + b + 2)
  return nearLow ? (front * betaFraction(x, a, b)) / a : 1 - (front * betaFraction(1 - x, b, a)) / b
}

/**
 * The quantile of a Beta(a, b) distribution: the point, 0–1, with the share `p` below it. Found by
 * bisection down to two adjacent floats: slower than Newton's method, but it always converges.
 *
 * Example: Beta(2, 2) has its median at 0.5.
 */
export function betaQuantile(p: number, a: number, b: number): number {
  if (p <= 0) return 0
  if (p >= 1) return 1
  let low = 0
  let high = 1
  for (;;) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) return middle
    if (betaCdf(middle, a, b) < p) low = middle
    else high = middle
  }
}
