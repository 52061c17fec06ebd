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
import type { WordEntry } from './language-rules.ts'

/** A word of a comment, normalised, with its position in the text as written. */
export interface Token {
  /** As `normalised` returns it. */
  readonly word: string
  /** UTF-16 offsets in the text as written; `end` is exclusive. */
  readonly start: number
  readonly end: number
  /** The number of the clause, from 0; a comma, full stop, bracket or line break begins another. */
  readonly clause: number
}

/** The positions of the words of a text: one entry per word in each list, of which the first `count` are valid. */
export interface WordSpans {
  /** The text the offsets refer to: in lower case where that keeps the length, else as written. */
  text: string
  count: number
  readonly starts: number[]
  readonly ends: number[]
  readonly clauses: number[]
  /** Filled by `lookUp`. */
  readonly known: WordEntry[]
}

/** An empty buffer for the positions of a text; it can be reused for the next text. */
export function emptySpans(): WordSpans {
  return { text: '', count: 0, starts: [], ends: [], clauses: [], known: [] }
}

/** Elided articles and pronouns of French, Italian and Catalan; the apostrophe after them ends a word: l'application. */
const elided = 'c d j l m n s t qu dell nell all un'.split(' ')

/**
 * The words of a text in order, in linear time. Words are found in the text as written and
 * normalised one by one, so that offsets stay right although NFKC changes lengths. A run of a script
 * without spaces is one token; `segmented` splits it.
 *
 * Example: "Ｓlow, isn't it?" gives slow, isn't and it, the last two in another clause.
 */
export function tokensOf(written: string): Token[] {
  const spans = findWords(written, emptySpans())
  const { starts, ends, clauses } = spans
  return wordsAt(spans).map((word, at) => ({
    word,
    start: starts[at]!,
    end: ends[at]!,
    clause: clauses[at]!,
  }))
}

/** The normalised words of a text. */
export function wordsAt({ text, count, starts, ends }: WordSpans): string[] {
  return Array.from({ length: count }, (_, at) => normalised(text.slice(starts[at], ends[at])))
}

/** Fills `spans` with the positions of a text's words, without normalising them, and returns it. */
export function findWords(written: string, spans: WordSpans): WordSpans {
  const lower = written.toLowerCase()
  // Only İ changes length in lower case; then offsets would differ, and each word is lowered by itself.
  // V8 slices the string it has just scanned seven times faster than another one.
  const text = lower.length === written.length ? lower : written
  spans.text = text
  spans.count = 0
  let clause = 0
  let at = 0
  while (at < text.length) {
    const kind = kindAt(text, at)
    if (kind === letter || kind === spaceless) {
      const end = kind === letter ? endOfWord(text, at) : endOfRun(text, at)
      addSpan(spans, at, end, clause)
      at = end
    } else {
      if (kind === stop && !isInNumber(text, at)) clause += 1
      at += 1
    }
  }
  return spans
}

function addSpan(spans: WordSpans, start: number, end: number, clause: number) {
  const at = spans.count++
  spans.starts[at] = start
  spans.ends[at] = end
  spans.clauses[at] = clause
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

/** Whether an apostrophe joins the letters beside it into one word: not after an elided article. */
function joins(text: string, start: number, at: number): boolean {
  if (kindAt(text, at) !== apostrophe || at + 1 >= text.length || !isOfWord(text, at + 1)) return false
  return at - start > 4 || !elided.includes(text.slice(start, at).toLowerCase())
}

function endOfRun(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && (isSpaceless(text, at) || isMark(text, at))) at += 1
  return at
}

/** Combining marks belong to the letter before them, also in scripts without spaces. */
function isMark(text: string, at: number): boolean {
  return /^\p{M}/u.test(text.slice(at, at + 2))
}

/** The point of 3.5 and the comma of 1,000 do not end a clause. */
function isInNumber(text: string, at: number): boolean {
  return isDigit(text.charCodeAt(at - 1)) && isDigit(text.charCodeAt(at + 1))
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39
}

/** The form in which words are compared: NFKC, lower case, one kind of apostrophe, no invisible characters. */
export function normalised(word: string): string {
  return word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/[’ʼ`´]/g, "'")
    .replace(/ς/g, 'σ') // Final sigma: which form is written depends on the next letter.
}

/**
 * A normalised word without accents and apostrophes, as many people type it: café becomes cafe.
 * Kana voicing, Hangul and Indic signs are part of the letter and stay.
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

/** The positions with runs of scripts without spaces split into words, by the runtime's dictionary (`Intl.Segmenter`). */
export function segmented(spans: WordSpans): WordSpans {
  const { text, count, starts, ends, clauses } = spans
  if (!spacelessLetters.test(text)) return spans
  segmenter ??= new Intl.Segmenter('ja', { granularity: 'word' })
  const split = emptySpans()
  split.text = text
  for (let at = 0; at < count; at++) {
    const start = starts[at]!
    const segment = text.slice(start, ends[at])
    const segments = isSpaceless(segment) ? segmenter.segment(segment) : [{ segment, index: 0 }]
    for (const {
      segment: { length },
      index,
    } of segments)
      addSpan(split, start + index, start + index + length, clauses[at]!)
  }
  return split
}
