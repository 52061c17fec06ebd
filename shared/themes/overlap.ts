import type { Hit, Mention } from './match.ts'

/** The mentions that remain when exclusions have taken theirs, in the order of the text. */
export function settle(hits: readonly Hit[]): Mention[] {
  const byTheme = new Map<string, Hit[]>()
  for (const hit of hits) {
    const same = byTheme.get(hit.source.theme)
    if (same) same.push(hit)
    else byTheme.set(hit.source.theme, [hit])
  }
  const kept: Hit[] = []
  for (const ofTheme of byTheme.values())
    kept.push(...(ofTheme.length === 1 ? ofTheme : withoutOverlaps(ofTheme)))
  return kept
    .filter(({ source }) => !source.excludes)
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .map(({ source: { theme, rule }, start, end }) => ({ theme, rule, start, end }))
}

/** One theme's hits: what exclusions overlap goes, and of what is left the earlier and longer stays. */
function withoutOverlaps(hits: readonly Hit[]): Hit[] {
  const exclusions = hits.filter(({ source }) => source.excludes)
  const found = hits.filter(({ source }) => !source.excludes)
  const isExcluded = overlapping(exclusions)
  const isMentioned = overlapping(found)
  if (!exclusions.every(isMentioned)) return []
  let end = 0
  return found
    .filter((hit) => !isExcluded(hit))
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .filter((hit) => {
      if (hit.start < end) return false
      end = hit.end
      return true
    })
}

type Stretch = Pick<Hit, 'start' | 'end'>

/** Tells whether a stretch overlaps any of these, however many there are. */
function overlapping(stretches: readonly Stretch[]): (one: Stretch) => boolean {
  if (stretches.length === 0) return () => false
  const sorted = [...stretches].sort((a, b) => a.start - b.start)
  let furthest = 0
  const ends = sorted.map(({ end }) => {
    furthest = Math.max(furthest, end)
    return furthest
  })
  return ({ start, end }) => {
    let low = 0
    let high = sorted.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (sorted[middle]!.start < end) low = middle + 1
      else high = middle
    }
    return low > 0 && ends[low - 1]! > start
  }
}
