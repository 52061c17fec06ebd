import { total } from './distribution.ts'
import type { PropertyCounts } from './segments.ts'

/** Values of one property that look like one, the most common first. */
export interface AlikeValues {
  readonly property: string
  readonly values: readonly { readonly value: string; readonly n: number }[]
}

/**
 * The values of each property that differ only in case, in spaces or in how a character is composed, as `pro`, `Pro`
 * and ` pro`: mostly one group that was written in several ways. They are only pointed out, never counted together.
 */
export function alikeValues(properties: readonly PropertyCounts[]): AlikeValues[] {
  return properties.flatMap(({ property, values }) => {
    const groups = new Map<string, { value: string; n: number }[]>()
    for (const { value, distribution } of values) {
      const name = withoutForm(value)
      groups.set(name, [...(groups.get(name) ?? []), { value, n: total(distribution) }])
    }
    return [...groups.values()]
      .filter((group) => group.length > 1)
      .map((group) => ({
        property,
        values: group.sort((a, b) => b.n - a.n || (a.value < b.value ? -1 : 1)),
      }))
  })
}

/** A value by what it says: without case, without the spaces around it, each character in one form. */
function withoutForm(value: string): string {
  return value.normalize('NFKC').trim().replace(/\s+/g, ' ').toUpperCase().toLowerCase().normalize('NFC')
}
