/** A value as JSON, whatever `toJSON` the page's libraries gave to arrays: each is written as it is. */
export function toJson(value: object): string {
  return JSON.stringify(value, function (this: Record<string, unknown>, key) {
    return this[key]
  })
}
