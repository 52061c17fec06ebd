import type { PropertyValue } from '../shared/response.ts'
import type { AudienceRule } from '../shared/survey.ts'

/** Whether a person with these properties is one of those to ask. What is not known `is` nothing. */
export function isAmong(
  audience: readonly AudienceRule[] = [],
  properties: Readonly<Record<string, unknown>>,
): boolean {
  return audience.every(({ property, is, not }) => {
    const value = properties[property] as PropertyValue
    return (is?.includes(value) ?? true) && !not?.includes(value)
  })
}
