const steps = '▁▂▃▄▅▆▇█'

/** A line of numbers as a row of bars between their least and greatest; a gap where there is none. */
export function spark(values: readonly (number | null)[]): string {
  const known = values.filter((value) => value !== null)
  const least = Math.min(...known)
  const span = Math.max(...known) - least
  const bar = (value: number) =>
    steps[span === 0 ? 3 : Math.round(((value - least) / span) * (steps.length - 1))]
  return values.map((value) => (value === null ? ' ' : bar(value))).join('')
}
