import type { Band } from '../scale.ts'
import { isSpaceless } from './characters.ts'
import type { Section } from './compile.ts'
import { folded, parted, tokensOf } from './tokens.ts'

/** A comment in which terms are looked for. */
export interface Searched {
  readonly text: string
  readonly band: Band | null
  /** Whether a theme was found in it. */
  readonly matched: boolean
}

/** In how many comments something occurs: in all, and of which sort they are. */
export interface Occurrence {
  n: number
  unmatched: number
  positive: number
  negative: number
}

/** A word, or words in a row, that several comments share. */
export interface Term extends Readonly<Occurrence> {
  readonly text: string
  readonly words: number
  /** How much more often its words occur together than by chance, in doublings (PMI); 0 of one word. */
  readonly bond: number
  /** The places of the comments it occurs in, found when asked for. */
  readonly comments: () => ReadonlySet<number>
}

/** A term occurs in this many comments at least. */
const fewest = 3

/** Of each comment, the numbers of what stands at each of its places; −1 where nothing common does. */
type Lines = readonly Int32Array[]

/** Everything of one length: where it stands, how often it occurs, and what it is made of. */
interface Level {
  readonly lines: Lines
  readonly occurrences: readonly Occurrence[]
  /** Of a phrase the numbers, in the level below, of all but its last word and all but its first. */
  readonly halves: readonly (readonly [number, number])[]
}

/**
 * Counts in how many comments each word, and each two or three words in a row, occur. Phrases lie
 * within a clause, and begin and end with a word that carries meaning. Plurals count as their
 * singular under the form that is met most.
 */
export function countTerms(
  comments: readonly Searched[],
  section: Section,
): { all: Occurrence; terms: Term[] } {
  const { lines, forms, means } = numberWords(comments, section)
  const one = level(
    comments,
    lines,
    forms.map((_, id) => [id, id] as const),
  )
  const two = pairUp(comments, one)
  const three = pairUp(comments, two)
  const all = nobody()
  for (const comment of comments) increase(all, comment)
  const spaced = forms.some((form) => isSpaceless(form)) ? '' : ' '
  const bondOf = (together: number, a: number, b: number) => Math.log2((together * all.n) / (a * b))
  const terms: Term[] = []
  const add = (at: Level, id: number, words: readonly number[], bond: number) => {
    if (at.occurrences[id]!.n < fewest || !means[words[0]!] || !means[words.at(-1)!]) return
    const text = words.map((word) => forms[word]).join(spaced)
    terms.push({
      ...at.occurrences[id]!,
      text,
      words: words.length,
      bond,
      comments: () => linesWith(at.lines, id),
    })
  }
  one.occurrences.forEach((_, id) => {
    if (!section.negations.has(folded(forms[id]!))) add(one, id, [id], 0)
  })
  two.occurrences.forEach(({ n }, id) => {
    const [a, b] = two.halves[id]!
    add(two, id, [a, b], bondOf(n, one.occurrences[a]!.n, one.occurrences[b]!.n))
  })
  three.occurrences.forEach(({ n }, id) => {
    const [front, back] = three.halves[id]!
    const [[a, b], [, c]] = [two.halves[front]!, two.halves[back]!]
    const bonds = [
      bondOf(n, two.occurrences[front]!.n, one.occurrences[c]!.n),
      bondOf(n, one.occurrences[a]!.n, two.occurrences[back]!.n),
    ]
    add(three, id, [a, b, c], Math.min(...bonds))
  })
  return { all, terms }
}

/** Numbers the words of all comments, by their stems, with −1 between clauses. */
function numberWords(comments: readonly Searched[], { stem, stopWords }: Section) {
  const seen = new Map<string, { id: number; times: number; word: string }>()
  const ids = new Map<string, number>()
  const best: { times: number; word: string }[] = []
  const lines = comments.map(({ text }) => {
    const line: number[] = []
    let clause = 0
    for (const token of parted(tokensOf(text), text)) {
      if (token.clause !== clause) line.push(-1)
      clause = token.clause
      let known = seen.get(token.word)
      if (!known) {
        const key = stem(folded(token.word))
        known = { id: ids.get(key) ?? ids.size, times: 0, word: token.word }
        ids.set(key, known.id)
        seen.set(token.word, known)
      }
      known.times += 1
      if (known.times > (best[known.id]?.times ?? 0)) best[known.id] = known
      line.push(known.id)
    }
    return Int32Array.from(line)
  })
  const forms = best.map(({ word }) => word)
  const means = forms.map((form) => {
    const isShort = form.length < 2 && !/\p{sc=Han}/u.test(form)
    return !isShort && /\p{L}/u.test(form) && !stopWords.has(form) && !stopWords.has(folded(form))
  })
  return { lines, forms, means }
}

/** Counts in how many comments each number occurs. */
function level(comments: readonly Searched[], lines: Lines, halves: Level['halves']): Level {
  const occurrences = halves.map(nobody)
  const last = new Int32Array(halves.length).fill(-1)
  lines.forEach((line, at) => {
    for (const id of line) {
      if (id < 0 || last[id] === at) continue
      last[id] = at
      increase(occurrences[id]!, comments[at]!)
    }
  })
  return { lines, occurrences, halves }
}

/** The level of one word more: what two neighbours that are both common make together. */
function pairUp(comments: readonly Searched[], { lines, occurrences }: Level): Level {
  const ids = new Map<number, number>()
  const halves: [number, number][] = []
  const isCommon = (id: number) => id >= 0 && occurrences[id]!.n >= fewest
  const paired = lines.map((line) => {
    const next = new Int32Array(Math.max(0, line.length - 1)).fill(-1)
    for (let at = 0; at < next.length; at++) {
      const [front, back] = [line[at]!, line[at + 1]!]
      if (!isCommon(front) || !isCommon(back)) continue
      const key = front * occurrences.length + back
      let id = ids.get(key)
      if (id === undefined) {
        id = halves.push([front, back]) - 1
        ids.set(key, id)
      }
      next[at] = id
    }
    return next
  })
  return level(comments, paired, halves)
}

function linesWith(lines: Lines, id: number): Set<number> {
  const places = new Set<number>()
  lines.forEach((line, at) => {
    if (line.includes(id)) places.add(at)
  })
  return places
}

function nobody(): Occurrence {
  return { n: 0, unmatched: 0, positive: 0, negative: 0 }
}

function increase(occurrence: Occurrence, { band, matched }: Searched) {
  occurrence.n += 1
  if (!matched) occurrence.unmatched += 1
  if (band === 'positive') occurrence.positive += 1
  if (band === 'negative') occurrence.negative += 1
}
