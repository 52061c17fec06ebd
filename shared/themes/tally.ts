import { findThemes, type Known, met, mostOf } from './comment.ts'
import type { Compiled } from './compile.ts'
import { separator } from './keys.ts'
import { hits } from './match.ts'
import { verdicts } from './polarity.ts'

/**
 * What was counted of many comments: whole numbers by key, none of them zero. Tallies of parts
 * add up to the tally of all, in any order, and what was added can be taken away again. One row
 * a key is a form a database can keep. `countsOf` reads them.
 *
 * The keys, their parts kept apart by a unit separator: `comments rating`, `unmatched rating`,
 * `theme name rating`, `polarity name band`, `rule theme rule`, `pair theme theme`, where
 * `rating` is empty when there is none.
 */
export type Tally = ReadonlyMap<string, number>

/** A tally that others are added to. */
export type Counting = Map<string, number>

/** Counts comments under one codebook: by numbers, which need no names until they are read. */
export interface Counter {
  readonly compiled: Compiled
  /**
   * A row of all comments, one of those without a theme, and one of each theme: comments with each
   * rating from 0 to 10 and without one, then what is said of the theme, then which others it meets. Behind them one number a rule.
   */
  readonly counts: Int32Array
  /** How long a row is, and where the rules begin. */
  readonly row: number
  readonly rules: number
}

/** A comment as it is counted. */
export interface Counted extends Known {
  readonly text: string
  /** A point of the survey's scale; `null` when the comment came without one. */
  readonly rating: number | null
}

/** Where in a row the comments without a rating are. */
const unrated = 11
const points = 12
/** Where in a row the themes begin. */
const pairs = points + 3

export function makeCounter(compiled: Compiled): Counter {
  const many = compiled.themes.length
  const row = pairs + many
  const rules = row * (2 + many)
  return { compiled, row, rules, counts: new Int32Array(rules + compiled.sources.texts.length) }
}

/** Reads and counts a comment, or with −1 times takes it away again; throws a RangeError on a rating beyond 0 to 10. */
export function count(counter: Counter, counted: Counted, times = 1): void {
  const { compiled, counts, row, rules } = counter
  const { fired } = compiled
  const point = counted.rating ?? unrated
  if (counts[point] === undefined || counted.rating! >= unrated)
    throw new RangeError(`rating ${counted.rating}`)
  findThemes(compiled, counted.text, counted)
  counts[point]! += times
  if (met.count === 0) counts[row + point]! += times
  for (let at = 0; at < met.count; at++) {
    const theme = met.list[at]!
    const begin = row * (2 + theme)
    counts[begin + point]! += times
    counts[begin + points + mostOf(theme)]! += times
    for (let other = at + 1; other < met.count; other++) counts[begin + pairs + met.list[other]!]! += times
  }
  for (let at = 0; at < hits.count; at += 4) {
    const rule = hits.list[at]!
    if (rule < 0 || fired[rule] === met.comment) continue
    fired[rule] = met.comment
    counts[rules + rule]! += times
  }
}

/** What was counted, by key. */
export function tallyOf({ compiled, counts, row, rules }: Counter): Tally {
  const { themes, sources } = compiled
  const tally: Counting = new Map()
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

/** Adds a tally of other comments, or with −1 times takes it away. */
export function addTally(tally: Counting, other: Tally, times = 1): void {
  for (const [key, n] of other) increase(tally, key, n * times)
}

function increase(tally: Counting, key: string, by: number) {
  const n = (tally.get(key) ?? 0) + by
  if (n === 0) tally.delete(key)
  else tally.set(key, n)
}
