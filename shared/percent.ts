/** A share of 0–1 in percent, without the noise of binary fractions: 0.07 is 7. */
export function toPercent(share: number): number {
  return Number((share * 100).toPrecision(12))
}

/** A percentage as a share of 0–1: 7 is 0.07. */
export function fromPercent(percent: number): number {
  return Number((percent / 100).toPrecision(12))
}
