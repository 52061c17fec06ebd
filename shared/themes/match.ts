import { isSpaceless } from './characters.ts'
import type { Compiled } from './compile.ts'
import { addHit, hitOffsets, hits } from './hits.ts'
import { rulesFor } from './language.ts'
import type { LanguageRules, Node } from './language-rules.ts'
import { resolveOverlaps } from './overlap.ts'
import { emptySpans, findWords, folded, normalised, segmented, type WordSpans } from './tokens.ts'
import { eachInside, lookUp } from './word-lookup.ts'

/** A place in a comment where a rule found its theme. */
export interface Mention {
  readonly theme: string
  /** The rule as it was written. */
  readonly rule: string
  /** UTF-16 offsets in the comment as written; `end` is exclusive. */
  readonly start: number
  readonly end: number
}

const spans = emptySpans()

/**
 * Finds where a comment mentions the themes of a codebook, in the order of the text, in linear
 * time. Of overlapping mentions of one theme the earliest, then the longest, is kept. `!rule` removes
 * the mentions it overlaps; where it overlaps none, it removes its theme from the whole comment.
 *
 * `language` chooses the rules of a codebook in several languages; when left out it is detected.
 */
export function match(compiled: Compiled, text: string, language?: string): Mention[] {
  findHits(compiled, text, language)
  return hitOffsets().map((at) => mentionAt(compiled, at))
}

/** The hit at an offset of `hits.list`, by names. */
export function mentionAt({ sources, themes }: Compiled, at: number): Mention {
  const [rule, start, end] = hits.list.slice(at, at + 3) as [number, number, number]
  return { theme: themes[sources.sides[rule]! >> 1]!, rule: sources.texts[rule]!, start, end }
}

/**
 * Fills `hits` for a text, overlaps resolved, and returns its words. Both are reused for the next text.
 * With `tagged`, hits of all other themes are left out.
 */
export function findHits(
  compiled: Compiled,
  text: string,
  language?: string,
  tagged?: readonly string[],
): WordSpans {
  findWords(text, spans)
  const rules = rulesFor(compiled, spans, language)
  const words = rules.segments ? segmented(spans) : spans
  lookUp(rules, words)
  const { count, starts, ends, known } = words
  hits.count = 0
  hits.isMixed = false
  for (let at = 0; at < count; at++) {
    const { nextBits, nodes, wordRules } = known[at]!
    if (at + 1 < count && nextBits & known[at + 1]!.symbolBits)
      for (const node of nodes) walkTrie(words, at, at + 1, node)
    for (let each = 0; each < wordRules.length; each++) addHit(wordRules[each]!, starts[at]!, ends[at]!)
  }
  if (rules.longest) findInside(rules, text)
  resolveOverlaps(compiled, tagged)
  return words
}

/** Follows the trie over the next words of the clause, and adds a hit for every rule that ends. */
function walkTrie(words: WordSpans, first: number, at: number, { next }: Node) {
  const { count, starts, ends, clauses, known } = words
  if (at === count || clauses[at] !== clauses[first]) return
  for (const symbol of known[at]!.symbols) {
    const child = next.get(symbol)
    if (!child) continue
    walkTrie(words, first, at + 1, child)
    for (const rule of child.rules) addHit(rule, starts[first]!, ends[at]!)
    hits.isMixed = true
  }
}

/** Adds hits of `~substring` rules within runs of scripts without spaces, at their exact offsets. */
function findInside(rules: LanguageRules, text: string) {
  for (let run = 0; run < spans.count; run++) {
    const start = spans.starts[run]!
    if (!isSpaceless(text, start)) continue
    const written = text.slice(start, spans.ends[run])
    const word = folded(normalised(written))
    let origins: number[][] | undefined
    eachInside(rules, word, (symbol, from, to) => {
      origins ??= originsOf(written, word)
      for (const rule of rules.root.next.get(symbol)?.rules ?? [])
        addHit(rule, start + origins[from]![0]!, start + origins[to - 1]![1]!)
      hits.isMixed = true
    })
  }
}

/**
 * For each code unit of a normalised run, the `[start, end]` it comes from in the run as written.
 * Each base letter with its marks is normalised alone; if together they do not give the same run,
 * every unit is mapped to all of it.
 */
function originsOf(written: string, word: string): number[][] {
  const origins: number[][] = []
  for (const { 0: piece, index } of written.matchAll(/[^\p{M}ﾞﾟ][\p{M}ﾞﾟ\u200b-\u200d]*/gu)) {
    for (const _ of folded(normalised(piece)).split('')) origins.push([index, index + piece.length])
  }
  return origins.length === word.length ? origins : word.split('').map(() => [0, written.length])
}
