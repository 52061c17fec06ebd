import type { Hit } from './match.ts'

/**
 * The hits that remain, in the order of the text: what exclusions overlap goes, and of what is
 * left of a theme the earlier and longer stays.
 */
export function settle(hits: readonly Hit[]): Hit[] {
  const found = hits.some(({ source }) => source.excludes) ? withoutExcluded(hits) : hits
  const ends: (number | undefined)[] = []
  const inOrder = found.toSorted((a, b) => a.start - b.start || b.end - a.end)
  return inOrder.filter(({ source: { place }, start, end }) => {
    if (start < (ends[place] ?? 0)) return false
    ends[place] = end
    return true
  })
}

/** The hits but for exclusions, what they overlap, and themes of which one overlaps nothing. */
function withoutExcluded(hits: readonly Hit[]): Hit[] {
  const excluding = new Map<number, Hit[]>()
  for (const hit of hits) if (hit.source.excludes) excluding.set(hit.source.place, [])
  for (const hit of hits) excluding.get(hit.source.place)?.push(hit)
  const gone = new Set([...excluding.values()].flatMap(excludedOf))
  return hits.filter((hit) => !gone.has(hit))
}

/** What goes of the hits of one theme. */
function excludedOf(hits: readonly Hit[]): readonly Hit[] {
  const exclusions = hits.filter(({ source }) => source.excludes)
  const found = hits.filter(({ source }) => !source.excludes)
  if (!exclusions.every(overlapping(found))) return hits
  return [...exclusions, ...found.filter(overlapping(exclusions))]
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
