import type { Band } from '../scale.ts'
import { isSpaceless } from './characters.ts'
import type { LanguageRules } from './language-rules.ts'
import { emptySpans, findWords, folded, segmented } from './tokens.ts'
import { lookUp } from './word-lookup.ts'

/** A comment to find terms in. */
export interface SearchedComment {
  readonly text: string
  readonly band: Band | null
  /** Whether a rule found a theme in it. */
  readonly matched: boolean
}

/** The number of comments with a term: in all, without a theme, and by outer band. */
export interface TermCounts {
  n: number
  unmatched: number
  positive: number
  negative: number
}

/** A word or phrase of up to three words that several comments share. */
export interface Term extends Readonly<TermCounts> {
  readonly text: string
  readonly words: number
  /** Pointwise mutual information in bits: how much more often its words occur together than by chance; 0 for one word. */
  readonly pmi: number
  /** The indices of the comments with the term, computed on demand. */
  readonly comments: () => ReadonlySet<number>
}

/** The fewest comments that share a term. */
const fewest = 3

/** For each comment, the number of the n-gram that begins at each position; −1 for none or an uncommon one. */
type Sequences = readonly Int32Array[]

/** A run of n words, by their numbers, and its two parts of n − 1 words: without the last, and without the first. */
interface Ngram extends TermCounts {
  readonly words: readonly number[]
  readonly prefix?: Ngram
  readonly suffix?: Ngram
}

/** All n-grams of one length, and where they begin. */
interface NgramLevel {
  readonly sequences: Sequences
  readonly ngrams: readonly Ngram[]
}

/**
 * Counts the comments with each word, bigram and trigram (document frequency). Phrases lie within a
 * clause, and begin and end with a content word. Words with one stem count together, under their most
 * common form.
 */
export function countTerms(
  comments: readonly SearchedComment[],
  language: LanguageRules,
): { all: TermCounts; terms: Term[] } {
  const { sequences, forms, isContent } = numberWords(comments, language)
  const unigrams = count(
    comments,
    sequences,
    forms.map((_, id) => ({ words: [id] })),
  )
  const bigrams = extendNgrams(comments, unigrams)
  const all = noCounts()
  for (const comment of comments) increase(all, comment)
  const spaced = forms.some((form) => isSpaceless(form)) ? '' : ' '
  const pmiOf = (together: number, a: TermCounts, b: TermCounts) =>
    Math.log2((together * all.n) / (a.n * b.n))
  const terms = [unigrams, bigrams, extendNgrams(comments, bigrams)].flatMap(({ sequences, ngrams }) =>
    ngrams.flatMap(({ words, prefix, suffix, ...counts }, id): Term[] => {
      const [first, last] = [words[0]!, words.at(-1)!]
      if (counts.n < fewest || !isContent[first] || !isContent[last]) return []
      if (!prefix && language.negations.includes(folded(forms[id]!))) return []
      const pmis = prefix && [
        pmiOf(counts.n, prefix, unigrams.ngrams[last]!),
        pmiOf(counts.n, unigrams.ngrams[first]!, suffix!),
      ]
      return [
        {
          ...counts,
          text: words.map((word) => forms[word]).join(spaced),
          words: words.length,
          pmi: pmis ? Math.min(...pmis) : 0,
          comments: () => new Set(sequences.flatMap((sequence, at) => (sequence.includes(id) ? [at] : []))),
        },
      ]
    }),
  )
  return { all, terms }
}

/** Numbers the words of all comments by stem, with −1 between clauses. */
function numberWords(comments: readonly SearchedComment[], language: LanguageRules) {
  const { stem, stopWords } = language
  const spans = emptySpans()
  const seen = new Map<string, { id: number; times: number; word: string }>()
  const ids = new Map<string, number>()
  const best: { times: number; word: string }[] = []
  const sequences = comments.map(({ text }) => {
    const sequence: number[] = []
    const words = segmented(findWords(text, spans))
    lookUp(language, words)
    for (let at = 0; at < words.count; at++) {
      if (at > 0 && words.clauses[at] !== words.clauses[at - 1]) sequence.push(-1)
      const { word } = words.known[at]!
      let entry = seen.get(word)
      if (!entry) {
        const key = stem(folded(word))
        entry = { id: ids.get(key) ?? ids.size, times: 0, word }
        ids.set(key, entry.id)
        seen.set(word, entry)
      }
      entry.times += 1
      if (entry.times > (best[entry.id]?.times ?? 0)) best[entry.id] = entry
      sequence.push(entry.id)
    }
    return Int32Array.from(sequence)
  })
  const forms = best.map(({ word }) => word)
  const hasMeaning = (form: string) => (form.length > 1 ? /\p{L}/u : /\p{sc=Han}/u).test(form)
  const isContent = forms.map(
    (form) => hasMeaning(form) && !stopWords.has(form) && !stopWords.has(folded(form)),
  )
  return { sequences, forms, isContent }
}

/** Counts the comments with each n-gram. */
function count(
  comments: readonly SearchedComment[],
  sequences: Sequences,
  drafts: readonly Omit<Ngram, keyof TermCounts>[],
): NgramLevel {
  const ngrams = drafts.map((ngram) => ({ ...noCounts(), ...ngram }))
  const last = new Int32Array(drafts.length).fill(-1)
  sequences.forEach((sequence, at) => {
    for (const id of sequence) {
      if (id < 0 || last[id] === at) continue
      last[id] = at
      increase(ngrams[id]!, comments[at]!)
    }
  })
  return { sequences, ngrams }
}

/** The n-grams one word longer: two neighbours that overlap and are both common (the Apriori principle). */
function extendNgrams(comments: readonly SearchedComment[], { sequences, ngrams }: NgramLevel): NgramLevel {
  const ids = new Map<number, number>()
  const drafts: Omit<Ngram, keyof TermCounts>[] = []
  const common = ngrams.map(({ n }) => n >= fewest)
  /** Pairs by hash, counted up to `fewest`: most pairs occur once, and get no number. */
  const pairCounts = new Uint8Array(1 << 22)
  const slotOf = (prefix: number, suffix: number) => (prefix * 8191 + suffix) % pairCounts.length
  const eachPair = (sequence: Int32Array, found: (prefix: number, suffix: number, at: number) => void) => {
    for (let at = 1; at < sequence.length; at++)
      if (common[sequence[at - 1]!] && common[sequence[at]!]) found(sequence[at - 1]!, sequence[at]!, at - 1)
  }
  for (const sequence of sequences)
    eachPair(sequence, (prefix, suffix) => {
      const slot = slotOf(prefix, suffix)
      if (pairCounts[slot]! < fewest) pairCounts[slot]! += 1
    })
  const paired = sequences.map((sequence) => {
    const next = new Int32Array(sequence.length).fill(-1)
    eachPair(sequence, (prefix, suffix, at) => {
      if (pairCounts[slotOf(prefix, suffix)]! < fewest) return
      const key = prefix * ngrams.length + suffix
      if (!ids.has(key)) {
        const [a, b] = [ngrams[prefix]!, ngrams[suffix]!]
        ids.set(key, drafts.push({ words: [...a.words, b.words.at(-1)!], prefix: a, suffix: b }) - 1)
      }
      next[at] = ids.get(key)!
    })
    return next
  })
  return count(comments, paired, drafts)
}

function noCounts(): TermCounts {
  return { n: 0, unmatched: 0, positive: 0, negative: 0 }
}

function increase(counts: TermCounts, { band, matched }: SearchedComment) {
  counts.n += 1
  if (!matched) counts.unmatched += 1
  if (band && band !== 'neutral') counts[band] += 1
}
