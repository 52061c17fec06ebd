import type { Themed } from './comment.ts'
import { keyOf, separator } from './keys.ts'

/**
 * What was counted of many comments: whole numbers by key, none of them zero. Tallies of parts
 * add up to the tally of all, in any order, and what was added can be taken away again. One row
 * a key is a form a database can keep. `themeCounts` reads them.
 *
 * The keys, their parts kept apart by a unit separator: `comments rating`, `unmatched rating`,
 * `theme name rating`, `polarity name band`, `rule theme rule`, `pair theme theme`, where
 * `rating` is empty when there is none.
 */
export type Tally = ReadonlyMap<string, number>

/** A tally that is being counted. */
export type Counting = Map<string, number>

/** A comment as it is counted. */
export interface Counted {
  /** A point of the survey's scale; `null` when the comment came without one. */
  readonly rating: number | null
  readonly themed: Themed
}

/** Counts a comment, or with −1 times takes it away again. */
export function count(tally: Counting, { rating, themed }: Counted, times = 1): void {
  const point = rating === null ? '' : String(rating)
  const { themes, mentions } = themed
  increase(tally, `comments${separator}${point}`, times)
  if (themes.length === 0) increase(tally, `unmatched${separator}${point}`, times)
  themes.forEach(({ theme, polarity }, place) => {
    increase(tally, keyOf('theme', theme, point), times)
    increase(tally, keyOf('polarity', theme, polarity), times)
    for (let other = place + 1; other < themes.length; other++)
      increase(tally, keyOf('pair', theme, themes[other]!.theme), times)
  })
  const fired = new Set(mentions.map(({ theme, rule }) => keyOf('rule', theme, rule)))
  for (const key of fired) increase(tally, key, times)
}

/** Adds a tally of other comments, or with −1 times takes it away. */
export function addTally(tally: Counting, other: Tally, times = 1): void {
  for (const [key, n] of other) increase(tally, key, n * times)
}

function increase(tally: Counting, key: string, by: number) {
  const n = (tally.get(key) ?? 0) + by
  if (n === 0) tally.delete(key)
  else tally.set(key, n)
}
