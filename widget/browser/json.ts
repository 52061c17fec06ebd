/**
 * A value as JSON, by the value alone: old libraries add a `toJSON` to the prototypes of arrays and others, with
 * which lists become texts.
 */
export const toJson = (value: unknown): string => JSON.stringify(bare(value))

/** A copy that inherits no `toJSON`. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return Object.defineProperty(value.map(bare), 'toJSON', { value: undefined })
  if (typeof value !== 'object' || !value) return value
  const copy = Object.create(null)
  for (const [key, each] of Object.entries(value)) copy[key] = bare(each)
  return copy
}
