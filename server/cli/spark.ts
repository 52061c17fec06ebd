const steps = '▁▂▃▄▅▆▇█'

/** Numbers as a row of bar characters from their minimum to their maximum; a space for `null`. */
export function spark(values: readonly (number | null)[]): string {
  const numbers = values.filter((value) => value !== null)
  const min = Math.min(...numbers)
  const span = Math.max(...numbers) - min
  const bar = (value: number) =>
    steps[span === 0 ? 3 : Math.round(((value - min) / span) * (steps.length - 1))]
  return values.map((value) => (value === null ? ' ' : bar(value))).join('')
}
