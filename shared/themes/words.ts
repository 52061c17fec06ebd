import { isSpaceless } from './characters.ts'
import type { Node, Section } from './compile.ts'
import { folded, normalised, type Places } from './tokens.ts'

/** What a section knows of a word; kept because comments repeat them. */
export interface KnownWord {
  /** Normalised. */
  readonly word: string
  /** Rules that it fits alone: of several of a theme, which would overlap, the first. */
  readonly alone: readonly number[]
  /** Where rules of several words go on from it, and with which symbols: those as bits, to see at a glance. */
  readonly onward: readonly Node[]
  readonly ahead: number
  /** Of all words that rules go on with those that it fits, and the same as bits. */
  readonly symbols: readonly number[]
  readonly fits: number
  readonly valence: number
  readonly negates: boolean
  /** Whether a clause begins with it. */
  readonly parts: boolean
}

const wordsKept = 50_000
const longestKept = 40
/** Of a longer word only the beginning is looked at: normalised, one character may become eighteen. */
const longestLooked = 200

/** Finds what is known of the words of a text. */
export function lookUp(section: Section, { text, count, starts, ends, known }: Places): void {
  const { seen } = section
  for (let at = 0; at < count; at++) {
    const written = text.slice(starts[at], ends[at])
    known[at] = seen.get(written) ?? learn(section, written)
  }
}

function learn(section: Section, piece: string): KnownWord {
  const { root, sources, valences, negations, conjunctions, seen } = section
  // The piece itself would keep all of its text in memory.
  const written = piece.slice(0, longestLooked).split('').join('')
  const word = normalised(written).slice(0, longestLooked)
  const plain = folded(word)
  const fitting = symbolsOf(section, word, plain)
  const onward = fitting.flatMap((symbol) => root.next.get(symbol) ?? [])
  const symbols = fitting.filter((symbol) => section.later.has(symbol))
  const rules = onward.flatMap((node) => node.rules)
  const sides = rules.map((rule) => sources.sides[rule])
  const known = {
    word,
    alone: rules.filter((_, at) => sides.indexOf(sides[at]) === at),
    onward,
    ahead: bitsOf(onward.flatMap(({ next }) => [...next.keys()])),
    symbols,
    fits: bitsOf(symbols),
    valence: valences.get(word) ?? valences.get(plain) ?? 0,
    negates: negations.includes(plain),
    parts: conjunctions.includes(plain),
  }
  if (seen.size >= wordsKept) seen.clear()
  if (written.length <= longestKept) seen.set(written, known)
  return known
}

const bitsOf = (symbols: readonly number[]) =>
  symbols.reduce((bits, symbol) => bits | (1 << (symbol & 31)), 0)

function symbolsOf(section: Section, word: string, plain: string): number[] {
  const { symbols, stem, longest } = section
  const found = [symbols.get(stem(plain)), symbols.get(`=${word}`)]
  for (let length = Math.min(plain.length, longest); length > 0; length--)
    found.push(symbols.get(`*${plain.slice(0, length)}`))
  if (!isSpaceless(word)) eachInside(section, plain, (symbol) => found.push(symbol))
  return [...new Set(found)].filter((symbol) => symbol !== undefined)
}

/** Calls back for each part of a word that rules look for. */
export function eachInside(
  { symbols, longest }: Section,
  word: string,
  found: (symbol: number, start: number, end: number) => void,
) {
  for (let start = 0; start < word.length; start++)
    for (let end = start + 1; end <= Math.min(word.length, start + longest); end++) {
      const symbol = symbols.get(`~${word.slice(start, end)}`)
      if (symbol !== undefined) found(symbol, start, end)
    }
}
