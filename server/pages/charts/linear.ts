/** Where the values of a domain lie on a range, in a straight line; in the middle when the domain is one value. */
export function linear(
  [from, to]: readonly [number, number],
  [start, end]: readonly [number, number],
): (value: number) => number {
  const length = to - from
  return (value) => start + (length === 0 ? 0.5 : (value - from) / length) * (end - start)
}
