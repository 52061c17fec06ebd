import { isSpaceless } from './characters.ts'
import type { Compiled, Node, Section, Source } from './compile.ts'
import { sectionFor } from './language.ts'
import { settle } from './overlap.ts'
import { folded, normalised, parted, type Token, tokensOf } from './tokens.ts'
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
  return hitsOf(sectionFor(compiled, tokens, language), tokens, text).map(mentionOf)
}

/** A hit that remained, as it is told. */
function mentionOf({ source: { theme, rule }, start, end }: Hit): Mention {
  return { theme, rule, start, end }
}

/** The hits among the tokens of a text that remain when exclusions and overlaps are settled. */
export function hitsOf(section: Section, tokens: readonly Token[], text: string): Hit[] {
  const hits: Hit[] = []
  const words = section.segments ? parted(tokens, text) : tokens
  for (let at = 0; at < words.length; at++) {
    const { word, start, end } = words[at]!
    const { alone, onward } = wordOf(section, word)
    for (const node of onward) follow(section, words, at, at, node, hits)
    for (const source of alone) hits.push({ source, start, end })
  }
  if (section.letters.next.size > 0)
    for (const token of tokens) if (isSpaceless(token.word)) findInside(section, token, text, hits)
  return hits.length === 0 ? hits : settle(hits)
}

/** Walks the trie over what follows in the clause; as deep as a rule is long. */
function follow(
  section: Section,
  words: readonly Token[],
  first: number,
  at: number,
  node: Node,
  hits: Hit[],
) {
  const { start, clause } = words[first]!
  const following = words[at + 1]
  if (following?.clause !== clause) return
  for (const symbol of wordOf(section, following.word).symbols) {
    const reached = node.next.get(symbol)
    if (!reached) continue
    if (reached.next.size > 0) follow(section, words, first, at + 1, reached, hits)
    for (const source of reached.sources) hits.push({ source, start, end: following.end })
  }
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
