/**
 * A value as JSON, by the value alone: old libraries add a `toJSON` to the prototypes of arrays and others, with
 * which lists become texts.
 */
export function toJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(toJson)}]`
  if (typeof value !== 'object' || !value) return JSON.stringify(value)
  const fields = Object.entries(value).filter(([, each]) => each !== undefined)
  return `{${fields.map(([name, each]) => `${JSON.stringify(name)}:${toJson(each)}`)}}`
}
