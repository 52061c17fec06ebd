import { isSpaceless } from './characters.ts'
import type { Compiled, Node, Section } from './compile.ts'
import { sectionFor } from './language.ts'
import { settle } from './overlap.ts'
import { findWords, folded, noPlaces, normalised, type Places, parted } from './tokens.ts'
import { eachInside, lookUp } from './words.ts'

/** A place in a comment where a rule found its theme. */
export interface Mention {
  readonly theme: string
  /** The rule as it was written. */
  readonly rule: string
  /** UTF-16 places in the comment as it was written, the end not included. */
  readonly start: number
  readonly end: number
}

/**
 * Where rules fit in the text at hand, in a list that is used again: per hit four numbers, its
 * rule, where it starts and ends, and what it says of its theme. Only the first `count` numbers are
 * meant; they are mixed when others than single words, which stand in order and apart, are among them.
 */
export const hits = { count: 0, list: [] as number[], isMixed: false }

/** Where in the list each hit begins. */
export function placesOfHits(): number[] {
  return Array.from({ length: hits.count / 4 }, (_, place) => 4 * place)
}

const places = noPlaces()

/**
 * Finds where a comment mentions the themes of a codebook, in the order of the text, in linear
 * time. Of overlapping mentions of one theme the longest is kept. `!rule` takes back the mentions
 * it overlaps; where it overlaps none, it takes its theme out of the comment.
 *
 * `language` says which rules to use when the codebook has several languages; else the words tell.
 */
export function match(compiled: Compiled, text: string, language?: string): Mention[] {
  findHits(compiled, text, language)
  return placesOfHits().map((at) => mentionAt(compiled, at))
}

/** A hit as it is told. */
export function mentionAt({ sources, themes }: Compiled, at: number): Mention {
  const [rule, start, end] = hits.list.slice(at, at + 3) as [number, number, number]
  return { theme: themes[sources.sides[rule]! >> 1]!, rule: sources.texts[rule]!, start, end }
}

/** Finds the hits that remain of a text, and returns its words; both hold until the next text. */
export function findHits(
  compiled: Compiled,
  text: string,
  language?: string,
  tagged?: readonly string[],
): Places {
  findWords(text, places)
  const section = sectionFor(compiled, places, language)
  const words = section.segments ? parted(places) : places
  lookUp(section, words)
  const { count, starts, ends, known } = words
  hits.count = 0
  hits.isMixed = false
  for (let at = 0; at < count; at++) {
    const { ahead, onward, alone } = known[at]!
    if (at + 1 < count && ahead & known[at + 1]!.fits)
      for (const node of onward) follow(words, at, at + 1, node)
    for (let each = 0; each < alone.length; each++) addHit(alone[each]!, starts[at]!, ends[at]!)
  }
  if (section.longest) findInside(section, text)
  settle(compiled, tagged)
  return words
}

/** Adds a hit, or what is given of a theme, which has no place. */
export function addHit(rule: number, start: number, end: number, verdict = 0): void {
  const { list, count } = hits
  list[count] = rule
  list[count + 1] = start
  list[count + 2] = end
  list[count + 3] = verdict
  hits.count = count + 4
}

/** Walks the trie over what follows in the clause; as deep as a rule is long. */
function follow(words: Places, first: number, at: number, { next }: Node) {
  const { count, starts, ends, clauses, known } = words
  if (at === count || clauses[at] !== clauses[first]) return
  for (const symbol of known[at]!.symbols) {
    const reached = next.get(symbol)
    if (!reached) continue
    follow(words, first, at + 1, reached)
    for (const rule of reached.rules) addHit(rule, starts[first]!, ends[at]!)
    hits.isMixed = true
  }
}

/** Substrings of what is written without spaces have places of their own in the text. */
function findInside(section: Section, text: string) {
  for (let run = 0; run < places.count; run++) {
    const start = places.starts[run]!
    if (!isSpaceless(text, start)) continue
    const written = text.slice(start, places.ends[run])
    const word = folded(normalised(written))
    let units: number[][] | undefined
    eachInside(section, word, (symbol, from, to) => {
      units ??= unitsOf(written, word)
      for (const rule of section.root.next.get(symbol)?.rules ?? [])
        addHit(rule, start + units[from]![0]!, start + units[to - 1]![1]!)
      hits.isMixed = true
    })
  }
}

/**
 * Where each unit of a normalised run comes from in the run as written: pieces that normalise by
 * themselves are laid end to end. If they do not make the same run, each unit is of all of it.
 */
function unitsOf(written: string, word: string): number[][] {
  const units: number[][] = []
  for (const { 0: piece, index } of written.matchAll(/[^\p{M}ﾞﾟ][\p{M}ﾞﾟ\u200b-\u200d]*/gu)) {
    for (const _ of folded(normalised(piece)).split('')) units.push([index, index + piece.length])
  }
  return units.length === word.length ? units : word.split('').map(() => [0, written.length])
}
