import {
  apostrophe,
  invisible,
  isSpaceless,
  kindAt,
  letter,
  spaceless,
  spacelessLetters,
  stop,
} from './characters.ts'
import type { KnownWord } from './words.ts'

/** A word of a comment: normalised, and where it stands in the text as it was written. */
export interface Token {
  /** NFKC, lower case, apostrophes as ', nothing invisible. */
  readonly word: string
  /** UTF-16 places in the original text, the end not included. */
  readonly start: number
  readonly end: number
  /** Rises with every comma, full stop, bracket and line break that words are parted by. */
  readonly clause: number
}

/** Where the words of a text stand, one number a word in each list; of the lists only the first `count`. */
export interface Places {
  /** What the words are cut out of: in lower case, if that has the length of what was written. */
  text: string
  count: number
  readonly starts: number[]
  readonly ends: number[]
  readonly clauses: number[]
  /** What is known of them, when they were looked up. */
  readonly known: KnownWord[]
}

/** Room for the places of a text, which may be used again for another. */
export function noPlaces(): Places {
  return { text: '', count: 0, starts: [], ends: [], clauses: [], known: [] }
}

/** Before these an apostrophe parts two words, in French, Italian and Catalan: l'application. */
const elided = 'c d j l m n s t qu dell nell all un'.split(' ')

/**
 * The words of a text in their order, in linear time. Words are found in the text as written and
 * normalised one by one, so that a place is right although NFKC changes lengths. A run of a script
 * without spaces is one token; `parted` parts it.
 *
 * Example: "Ｓlow, isn't it?" gives slow, isn't and it, the last two in another clause.
 */
export function tokensOf(written: string): Token[] {
  const places = findWords(written, noPlaces())
  const { starts, ends, clauses } = places
  return wordsAt(places).map((word, at) => ({
    word,
    start: starts[at]!,
    end: ends[at]!,
    clause: clauses[at]!,
  }))
}

/** The words at places of a text. */
export function wordsAt({ text, count, starts, ends }: Places): string[] {
  return Array.from({ length: count }, (_, at) => normalised(text.slice(starts[at], ends[at])))
}

/** Finds the places of a text's words, as `tokensOf` does, without a look at what they are. */
export function findWords(written: string, places: Places): Places {
  const lower = written.toLowerCase()
  // İ alone grows in lower case; then places differ and every word is lowered by itself.
  // V8 cuts words out of the very string it scans seven times faster than out of another.
  const text = lower.length === written.length ? lower : written
  places.text = text
  places.count = 0
  let clause = 0
  let at = 0
  while (at < text.length) {
    const kind = kindAt(text, at)
    if (kind === letter || kind === spaceless) {
      const end = kind === letter ? endOfWord(text, at) : endOfRun(text, at)
      addPlace(places, at, end, clause)
      at = end
    } else {
      if (kind === stop && !isInNumber(text, at)) clause += 1
      at += 1
    }
  }
  return places
}

function addPlace(places: Places, start: number, end: number, clause: number) {
  const at = places.count++
  places.starts[at] = start
  places.ends[at] = end
  places.clauses[at] = clause
}

function endOfWord(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && (isOfWord(text, at) || joins(text, start, at))) at += 1
  return at
}

function isOfWord(text: string, at: number): boolean {
  const kind = kindAt(text, at)
  return kind === letter || kind === invisible
}

/** An apostrophe joins what is beside it, unless what it ends is elided. */
function joins(text: string, start: number, at: number): boolean {
  if (kindAt(text, at) !== apostrophe || at + 1 >= text.length || !isOfWord(text, at + 1)) return false
  return at - start > 4 || !elided.includes(text.slice(start, at).toLowerCase())
}

function endOfRun(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && (isSpaceless(text, at) || isMark(text, at))) at += 1
  return at
}

/** Marks belong to the letter before them, in scripts without spaces too. */
function isMark(text: string, at: number): boolean {
  return /^\p{M}/u.test(text.slice(at, at + 2))
}

/** The point of 3.5 and the comma of 1,000 part nothing. */
function isInNumber(text: string, at: number): boolean {
  return isDigit(text.charCodeAt(at - 1)) && isDigit(text.charCodeAt(at + 1))
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39
}

/** A word as rules and comments are compared: NFKC, lower case, one kind of apostrophe, nothing invisible. */
export function normalised(word: string): string {
  return word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/[’ʼ`´]/g, "'")
    .replace(/ς/g, 'σ') // Which one a word ends in depends on what follows it.
}

/**
 * A normalised word without accents and apostrophes, as many people type it: café, cafe. Kana,
 * Hangul and Indic signs are letters and stay.
 */
export function folded(word: string): string {
  return word
    .replace(/'s$/, '')
    .replace(/'/g, '')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replaceAll('ß', 'ss')
    .replaceAll('ı', 'i')
}

let segmenter: Intl.Segmenter | undefined

/** Places with those of scripts without spaces parted into their words, by the dictionary of the runtime. */
export function parted(places: Places): Places {
  const { text, count, starts, ends, clauses } = places
  if (!spacelessLetters.test(text)) return places
  segmenter ??= new Intl.Segmenter('ja', { granularity: 'word' })
  const parts = noPlaces()
  parts.text = text
  for (let at = 0; at < count; at++) {
    const start = starts[at]!
    const segment = text.slice(start, ends[at])
    const pieces = isSpaceless(segment) ? segmenter.segment(segment) : [{ segment, index: 0 }]
    for (const {
      segment: { length },
      index,
    } of pieces)
      addPlace(parts, start + index, start + index + length, clauses[at]!)
  }
  return parts
}
