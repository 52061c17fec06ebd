/** A linear scale from domain to range. Returns the middle of the range when the domain is a single value. */
export function linear(
  [from, to]: readonly [number, number],
  [start, end]: readonly [number, number],
): (value: number) => number {
  const length = to - from
  return (value) => start + (length === 0 ? 0.5 : (value - from) / length) * (end - start)
}
