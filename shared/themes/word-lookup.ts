import { isSpaceless } from './characters.ts'
import type { LanguageRules, WordEntry } from './language-rules.ts'
import { folded, normalised, type WordSpans } from './tokens.ts'

const wordsCached = 50_000
const longestCached = 40
/** Longer words are cut here; NFKC can turn one character into eighteen. */
const longestRead = 200

/** Fills `spans.known` with the entry of every word, for the rules of one language. */
export function lookUp(language: LanguageRules, { text, count, starts, ends, known }: WordSpans): void {
  const { seen } = language
  for (let at = 0; at < count; at++) {
    const written = text.slice(starts[at], ends[at])
    known[at] = seen.get(written) ?? makeEntry(language, written)
  }
}

function makeEntry(language: LanguageRules, piece: string): WordEntry {
  const { root, sources, valences, negations, conjunctions, seen } = language
  // Copied, because a slice keeps the whole comment in memory for as long as it is cached.
  const written = piece.slice(0, longestRead).split('').join('')
  const word = normalised(written).slice(0, longestRead)
  const plain = folded(word)
  const fitting = symbolsOf(language, word, plain)
  const nodes = fitting.flatMap((symbol) => root.next.get(symbol) ?? [])
  const symbols = fitting.filter((symbol) => language.later.has(symbol))
  const rules = nodes.flatMap((node) => node.rules)
  const sides = rules.map((rule) => sources.sides[rule])
  const entry = {
    word,
    wordRules: rules.filter((_, at) => sides.indexOf(sides[at]) === at),
    nodes,
    nextBits: bitsOf(nodes.flatMap(({ next }) => [...next.keys()])),
    symbols,
    symbolBits: bitsOf(symbols),
    valence: valences.get(word) ?? valences.get(plain) ?? 0,
    negates: negations.includes(plain),
    startsClause: conjunctions.includes(plain),
  }
  if (seen.size >= wordsCached) seen.clear()
  if (written.length <= longestCached) seen.set(written, entry)
  return entry
}

const bitsOf = (symbols: readonly number[]) =>
  symbols.reduce((bits, symbol) => bits | (1 << (symbol & 31)), 0)

function symbolsOf(language: LanguageRules, word: string, plain: string): number[] {
  const { symbols, stem, longest } = language
  const found = [symbols.get(stem(plain)), symbols.get(`=${word}`)]
  for (let length = Math.min(plain.length, longest); length > 0; length--)
    found.push(symbols.get(`*${plain.slice(0, length)}`))
  if (!isSpaceless(word)) eachInside(language, plain, (symbol) => found.push(symbol))
  return [...new Set(found)].filter((symbol) => symbol !== undefined)
}

/** Calls `found` for each substring of a word that a rule looks for (`~substring`). */
export function eachInside(
  { symbols, longest }: LanguageRules,
  word: string,
  found: (symbol: number, start: number, end: number) => void,
) {
  for (let start = 0; start < word.length; start++)
    for (let end = start + 1; end <= Math.min(word.length, start + longest); end++) {
      const symbol = symbols.get(`~${word.slice(start, end)}`)
      if (symbol !== undefined) found(symbol, start, end)
    }
}
