import { isSpaceless } from './characters.ts'
import type { KnownWord, Letter, Section, Source } from './compile.ts'
import { folded } from './tokens.ts'

const wordsKept = 50_000
const longestKept = 40

/** What a section knows of a normalised word; remembered for the usual words. */
export function wordOf(section: Section, word: string): KnownWord {
  const known = section.seen.get(word)
  if (known) return known
  const found = findWord(section, word)
  if (word.length <= longestKept) {
    if (section.seen.size >= wordsKept) section.seen.clear()
    section.seen.set(word, found)
  }
  return found
}

function findWord(section: Section, word: string): KnownWord {
  const plain = folded(word)
  const { negations, conjunctions, root } = section
  const symbols = findSymbols(section, word, plain)
  const reached = symbols.flatMap((symbol) => root.next.get(symbol) ?? [])
  return {
    symbols,
    alone: firstOfThemes(reached.flatMap(({ sources }) => sources)),
    onward: reached.filter(({ next }) => next.size > 0),
    valence: section.valences.get(word) ?? section.valences.get(plain) ?? 0,
    negates: negations.has(plain),
    parts: conjunctions.has(plain),
  }
}

/** Of each theme the first rule that finds it and the first that excludes it. */
function firstOfThemes(sources: readonly Source[]): Source[] {
  const backwards = sources.toReversed()
  return [...new Map(backwards.map((each) => [`${each.place}${each.excludes}`, each])).values()]
}

function findSymbols(
  { symbols, stem, letters, longestPrefix }: Section,
  word: string,
  plain: string,
): number[] {
  const found = [symbols.word.get(stem(plain)), symbols.exact.get(word)]
  for (let length = Math.min(plain.length, longestPrefix); length > 0; length--)
    found.push(symbols.prefix.get(plain.slice(0, length)))
  if (letters.next.size > 0 && !isSpaceless(word)) eachInside(letters, plain, (symbol) => found.push(symbol))
  return [...new Set(found)].filter((symbol) => symbol !== undefined)
}

/** Calls back for each substring that rules look for in a word. */
export function eachInside(
  letters: Letter,
  word: string,
  found: (symbol: number, start: number, end: number) => void,
) {
  for (let start = 0; start < word.length; start++) {
    let letter: Letter | undefined = letters
    for (let at = start; at < word.length; at++) {
      letter = letter.next.get(word.charCodeAt(at))
      if (!letter) break
      if (letter.symbol !== null) found(letter.symbol, start, at + 1)
    }
  }
}
