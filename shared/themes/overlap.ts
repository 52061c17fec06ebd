import type { Compiled } from './compile.ts'
import { addHit, hits, placesOfHits } from './match.ts'

/** Of each hit whether it goes: it is an exclusion, or one overlaps it. */
const gone: boolean[] = []
/** Of each theme whether an exclusion overlaps nothing, and so takes it out. */
const barred: boolean[] = []
/** Of each side of a theme how far its hits reach, or how near the next begins. */
const reach: number[] = []

/**
 * Leaves of the hits those that remain, in the order of the text: what exclusions overlap goes,
 * and of what is left of a theme the earlier and longer stays. With `tagged` only those themes do.
 */
export function settle({ sources, themes, excludes }: Compiled, tagged?: readonly string[]): void {
  const { list, count, isMixed } = hits
  // Hits of single words do not overlap.
  if (!isMixed && !excludes && !tagged) return
  reach.length = 2 * themes.length
  if (isMixed) sort()
  if (excludes) exclude(sources.sides)
  reach.fill(0)
  hits.count = 0
  for (let at = 0; at < count; at += 4) {
    const [rule, start, end] = [list[at]!, list[at + 1]!, list[at + 2]!]
    const theme = sources.sides[rule]! >> 1
    if (start < reach[theme]! || (excludes && (gone[at] || barred[theme]))) continue
    reach[theme] = end
    if (tagged && !tagged.includes(themes[theme]!)) continue
    addHit(rule, start, end)
  }
}

/** Puts the earlier first, and of several from one place the longest. */
function sort() {
  const { list, count } = hits
  const sorted = placesOfHits()
    .sort((a, b) => list[a + 1]! - list[b + 1]! || list[b + 2]! - list[a + 2]!)
    .flatMap((at) => list.slice(at, at + 4))
  for (let at = 0; at < count; at++) list[at] = sorted[at]!
}

/**
 * Finds what exclusions take back. Of hits in order one overlaps an earlier if the furthest of
 * those reaches beyond its start, and a later if the nearest of those starts before its end.
 */
function exclude(sides: readonly number[]) {
  const { list, count } = hits
  reach.fill(0)
  for (let at = 0; at < count; at += 4) {
    const side = sides[list[at]!]!
    gone[at] = reach[side ^ 1]! > list[at + 1]!
    if (list[at + 2]! > reach[side]!) reach[side] = list[at + 2]!
    barred[side >> 1] = false
  }
  reach.fill(1e9)
  for (let at = count - 4; at >= 0; at -= 4) {
    const side = sides[list[at]!]!
    const overlaps = gone[at] || reach[side ^ 1]! < list[at + 2]!
    reach[side] = list[at + 1]!
    if (side & 1 && !overlaps) barred[side >> 1] = true
    gone[at] = overlaps || side % 2 > 0
  }
}
