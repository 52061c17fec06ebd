/** Between the parts of a key; neither names nor rules may hold it. */
export const separator = '\u001f'

/** What a tally counts of a theme. */
type Kind = 'theme' | 'polarity' | 'pair' | 'rule'

/** Keys that were met, by kind, last part and theme: making one costs more than counting it. */
const known = new Map<string, Map<string, Map<string, string>>>()
const mostKept = 20_000

/** The key of what is counted of a theme; of a pair either may come first. */
export function keyOf(kind: Kind, theme: string, last: string): string {
  if (kind === 'pair' && last < theme) return keyOf(kind, last, theme)
  const keys = inside(inside(known, kind), last)
  let key = keys.get(theme)
  if (!key) {
    key = kind + separator + theme + separator + last
    keys.set(theme, key)
  }
  return key
}

function inside<T>(maps: Map<string, Map<string, T>>, name: string): Map<string, T> {
  let map = maps.get(name)
  if (!map) {
    if (maps.size > mostKept) maps.clear()
    map = new Map()
    maps.set(name, map)
  }
  return map
}
