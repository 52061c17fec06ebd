import type { Compiled } from './compile.ts'
import { addHit, hitOffsets, hits } from './hits.ts'

// Buffers, reused for every comment.
/** By offset of a hit: whether it is removed, because it is an exclusion or overlaps one. */
const removed: boolean[] = []
/** By theme: whether an exclusion overlaps no hit, and so removes the theme from the comment. */
const barred: boolean[] = []
/** By side of a theme (rules, exclusions): the furthest end, or the nearest start, of its hits so far. */
const reach: number[] = []

/**
 * Removes from `hits` the exclusions and what they overlap; of overlapping hits of one theme the
 * earliest, then the longest, stays. Hits are in the order of the text afterwards. With `tagged`, only
 * hits of these themes stay.
 */
export function resolveOverlaps({ sources, themes, excludes }: Compiled, tagged?: readonly string[]): void {
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
    if (start < reach[theme]! || (excludes && (removed[at] || barred[theme]))) continue
    reach[theme] = end
    if (tagged && !tagged.includes(themes[theme]!)) continue
    addHit(rule, start, end)
  }
}

/** Sorts by start, then longest first. */
function sort() {
  const { list, count } = hits
  const sorted = hitOffsets()
    .sort((a, b) => list[a + 1]! - list[b + 1]! || list[b + 2]! - list[a + 2]!)
    .flatMap((at) => list.slice(at, at + 4))
  for (let at = 0; at < count; at++) list[at] = sorted[at]!
}

/**
 * Fills `removed` and `barred`. The hits are sorted, so one pass forwards finds the overlaps with earlier
 * hits (the furthest end so far lies beyond this start), and one backwards those with later hits (the
 * nearest start lies before this end). `side ^ 1` is the other side of the same theme.
 */
function exclude(sides: readonly number[]) {
  const { list, count } = hits
  reach.fill(0)
  for (let at = 0; at < count; at += 4) {
    const side = sides[list[at]!]!
    removed[at] = reach[side ^ 1]! > list[at + 1]!
    if (list[at + 2]! > reach[side]!) reach[side] = list[at + 2]!
    barred[side >> 1] = false
  }
  reach.fill(1e9)
  for (let at = count - 4; at >= 0; at -= 4) {
    const side = sides[list[at]!]!
    const overlaps = removed[at] || reach[side ^ 1]! < list[at + 2]!
    reach[side] = list[at + 1]!
    if (side & 1 && !overlaps) barred[side >> 1] = true
    removed[at] = overlaps || side % 2 > 0
  }
}
