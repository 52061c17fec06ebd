import { type CommentContext, type CommentThemes, findThemes, found, majorityOf } from './comment.ts'
import type { Compiled } from './compile.ts'
import { hits } from './hits.ts'
import { verdicts } from './polarity.ts'
import { separator, tallyKeysOf } from './tally-key.ts'

/**
 * Counts over many comments: whole numbers by key, never zero. Tallies of parts add up to the tally of
 * all in any order, and what was added can be subtracted again. A database can store one row per key.
 * `countsOf` reads a tally.
 *
 * The keys, with `separator` between their parts: `comments rating`, `unmatched rating`,
 * `theme name rating`, `polarity name band`, `rule theme rule`, `pair theme theme`; `rating` is empty
 * for comments without one.
 */
export type Tally = ReadonlyMap<string, number>

/** A tally that can be added to. */
export type MutableTally = Map<string, number>

/** A faster tally under one codebook: an array of numbers, given names only by `tallyOf`. */
export interface Counter {
  readonly compiled: Compiled
  /**
   * One row for all comments, one for those without a theme, then one per theme. The columns of a row:
   * comments by rating 0 to 10 and without one, then by polarity, then by every other theme in the same
   * comment. After the rows, one count per rule.
   */
  readonly counts: Int32Array
  /** The length of a row, and the index of the first rule's count. */
  readonly row: number
  readonly rules: number
}

/** A comment to count. */
export interface CountedComment extends CommentContext {
  readonly text: string
  /** A point of the survey's scale; `null` when the comment came without one. */
  readonly rating: number | null
}

/** The column of comments without a rating. */
const unrated = 11
const points = 12
/** The first column of the other themes. */
const pairs = points + 3

/** An empty counter. */
export function makeCounter(compiled: Compiled): Counter {
  const themes = compiled.themes.length
  const row = pairs + themes
  const rules = row * (2 + themes)
  return { compiled, row, rules, counts: new Int32Array(rules + compiled.sources.texts.length) }
}

/**
 * Finds a comment's themes and counts it `times` times; −1 subtracts it. Throws a RangeError on a rating
 * outside 0–10.
 */
export function count(counter: Counter, counted: CountedComment, times = 1): void {
  const { compiled, counts, row, rules } = counter
  const { fired } = compiled
  const point = counted.rating ?? unrated
  if (counts[point] === undefined || counted.rating! >= unrated)
    throw new RangeError(`rating ${counted.rating}`)
  findThemes(compiled, counted.text, counted)
  counts[point]! += times
  if (found.count === 0) counts[row + point]! += times
  for (let at = 0; at < found.count; at++) {
    const theme = found.list[at]!
    const begin = row * (2 + theme)
    counts[begin + point]! += times
    counts[begin + points + majorityOf(theme)]! += times
    for (let other = at + 1; other < found.count; other++)
      counts[begin + pairs + found.list[other]!]! += times
  }
  for (let at = 0; at < hits.count; at += 4) {
    const rule = hits.list[at]!
    if (rule < 0 || fired[rule] === found.comment) continue
    fired[rule] = found.comment
    counts[rules + rule]! += times
  }
}

/** The counts of a counter by key. */
export function tallyOf({ compiled, counts, row, rules }: Counter): Tally {
  const { themes, sources } = compiled
  const tally: MutableTally = new Map()
  counts.forEach((n, at) => {
    if (n === 0) return
    const column = at % row
    const rule = at - rules
    const theme = themes[rule < 0 ? Math.floor(at / row) - 2 : sources.sides[rule]! >> 1]!
    const parts =
      rule >= 0
        ? ['rule', theme, sources.texts[rule]]
        : column >= pairs
          ? ['pair', ...[theme, themes[column - pairs]].sort()]
          : column >= points
            ? ['polarity', theme, verdicts[column - points]!.polarity]
            : [
                ...(theme ? ['theme', theme] : [at < row ? 'comments' : 'unmatched']),
                column === unrated ? '' : column,
              ]
    increase(tally, parts.join(separator), n)
  })
  return tally
}

/** Adds a comment that was read already, `times` times; −1 subtracts it. */
export function countRead(
  tally: MutableTally,
  themed: CommentThemes,
  rating: number | null,
  times = 1,
): void {
  const keys = tallyKeysOf(themed).map((key) => (key.endsWith(separator) ? `${key}${rating ?? ''}` : key))
  addTally(tally, new Map(keys.map((key) => [key, 1])), times)
}

/** Adds another tally `times` times; −1 subtracts it. */
export function addTally(tally: MutableTally, other: Tally, times = 1): void {
  for (const [key, n] of other) increase(tally, key, n * times)
}

function increase(tally: MutableTally, key: string, by: number) {
  const n = (tally.get(key) ?? 0) + by
  if (n === 0) tally.delete(key)
  else tally.set(key, n)
}
