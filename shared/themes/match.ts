import { isSpaceless } from './characters.ts'
import type { Compiled, Node, Section, Source } from './compile.ts'
import { sectionFor } from './language.ts'
import { settle } from './overlap.ts'
import { folded, normalised, segmentsOf, type Token, tokensOf } from './tokens.ts'
import { eachInside, wordOf } from './words.ts'

/** A place in a comment where a rule found its theme. */
export interface Mention {
  readonly theme: string
  /** The rule as it was written. */
  readonly rule: string
  /** UTF-16 places in the comment as it was written, the end not included. */
  readonly start: number
  readonly end: number
}

/** A place where a rule fits, before exclusions and overlaps are settled. */
export interface Hit {
  readonly source: Source
  readonly start: number
  readonly end: number
}

/**
 * Finds where a comment mentions the themes of a codebook, in the order of the text, in linear
 * time. Of overlapping mentions of one theme the longest is kept. `!rule` takes back the mentions
 * it overlaps; where it overlaps none, it takes its theme out of the comment.
 *
 * `language` says which rules to use when the codebook has several languages; else the words tell.
 */
export function match(compiled: Compiled, text: string, language?: string): Mention[] {
  const tokens = tokensOf(text)
  return mentionsOf(sectionFor(compiled, tokens, language), tokens, text)
}

/** The mentions among the tokens of a text. */
export function mentionsOf(section: Section, tokens: readonly Token[], text: string): Mention[] {
  const hits: Hit[] = []
  const words = section.segments ? parted(tokens, text) : tokens
  for (let at = 0; at < words.length; at++) {
    for (const symbol of wordOf(section, words[at]!.word).symbols)
      follow(section, words, at, at, symbol, section.root, hits)
  }
  if (section.letters.next.size > 0)
    for (const token of tokens) if (isSpaceless(token.word)) findInside(section, token, text, hits)
  return hits.length === 0 ? [] : settle(hits)
}

function parted(tokens: readonly Token[], text: string): Token[] {
  return tokens.flatMap((token) => (isSpaceless(token.word) ? segmentsOf(token, text) : [token]))
}

/** Walks the trie over the words of a clause; as deep as a rule is long. */
function follow(
  section: Section,
  words: readonly Token[],
  first: number,
  at: number,
  symbol: number,
  node: Node,
  hits: Hit[],
) {
  const reached = node.next.get(symbol)
  if (!reached) return
  const { start, clause } = words[first]!
  for (const source of reached.sources) hits.push({ source, start, end: words[at]!.end })
  const following = words[at + 1]
  if (reached.next.size === 0 || following?.clause !== clause) return
  for (const next of wordOf(section, following.word).symbols)
    follow(section, words, first, at + 1, next, reached, hits)
}

/** Substrings of a run without spaces have places of their own in the text. */
function findInside(section: Section, token: Token, text: string, hits: Hit[]) {
  const word = folded(token.word)
  let places: number[][] | undefined
  eachInside(section.letters, word, (symbol, from, to) => {
    places ??= placesOf(text.slice(token.start, token.end), word)
    for (const source of section.root.next.get(symbol)?.sources ?? [])
      hits.push({ source, start: token.start + places[from]![0]!, end: token.start + places[to - 1]![1]! })
  })
}

/**
 * Where each unit of a normalised run comes from in the run as written: pieces that normalise by
 * themselves are laid end to end. If they do not make the same run, each unit is of all of it.
 */
function placesOf(written: string, word: string): number[][] {
  const places: number[][] = []
  for (const { 0: piece, index } of written.matchAll(/[^\p{M}ﾞﾟ][\p{M}ﾞﾟ\u200b-\u200d]*/gu)) {
    for (const _ of folded(normalised(piece)).split('')) places.push([index, index + piece.length])
  }
  return places.length === word.length ? places : Array.from(word.split(''), () => [0, written.length])
}
