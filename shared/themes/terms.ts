import type { Band } from '../scale.ts'
import { isSpaceless } from './characters.ts'
import type { Section } from './compile.ts'
import { findWords, folded, noPlaces, parted } from './tokens.ts'
import { lookUp } from './words.ts'

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

/** A word or phrase: in how many comments it is, its words by number, and all of them but the last and but the first. */
interface Piece extends Occurrence {
  readonly words: readonly number[]
  readonly front?: Piece
  readonly back?: Piece
}

/** Everything of one length, and where it stands. */
interface Level {
  readonly lines: Lines
  readonly pieces: readonly Piece[]
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
  const one = count(
    comments,
    lines,
    forms.map((_, id) => ({ words: [id] })),
  )
  const two = pairUp(comments, one)
  const all = nobody()
  for (const comment of comments) increase(all, comment)
  const spaced = forms.some((form) => isSpaceless(form)) ? '' : ' '
  const bondOf = (together: number, a: Occurrence, b: Occurrence) =>
    Math.log2((together * all.n) / (a.n * b.n))
  const terms = [one, two, pairUp(comments, two)].flatMap(({ lines, pieces }) =>
    pieces.flatMap(({ words, front, back, ...occurrence }, id): Term[] => {
      const [first, last] = [words[0]!, words.at(-1)!]
      if (occurrence.n < fewest || !means[first] || !means[last]) return []
      if (!front && section.negations.includes(folded(forms[id]!))) return []
      const bonds = front && [
        bondOf(occurrence.n, front, one.pieces[last]!),
        bondOf(occurrence.n, one.pieces[first]!, back!),
      ]
      return [
        {
          ...occurrence,
          text: words.map((word) => forms[word]).join(spaced),
          words: words.length,
          bond: bonds ? Math.min(...bonds) : 0,
          comments: () => new Set(lines.flatMap((line, at) => (line.includes(id) ? [at] : []))),
        },
      ]
    }),
  )
  return { all, terms }
}

/** Numbers the words of all comments, by their stems, with −1 between clauses. */
function numberWords(comments: readonly Searched[], section: Section) {
  const { stem, stopWords } = section
  const places = noPlaces()
  const seen = new Map<string, { id: number; times: number; word: string }>()
  const ids = new Map<string, number>()
  const best: { times: number; word: string }[] = []
  const lines = comments.map(({ text }) => {
    const line: number[] = []
    const words = parted(findWords(text, places))
    lookUp(section, words)
    for (let at = 0; at < words.count; at++) {
      if (at > 0 && words.clauses[at] !== words.clauses[at - 1]) line.push(-1)
      const { word } = words.known[at]!
      let known = seen.get(word)
      if (!known) {
        const key = stem(folded(word))
        known = { id: ids.get(key) ?? ids.size, times: 0, word }
        ids.set(key, known.id)
        seen.set(word, known)
      }
      known.times += 1
      if (known.times > (best[known.id]?.times ?? 0)) best[known.id] = known
      line.push(known.id)
    }
    return Int32Array.from(line)
  })
  const forms = best.map(({ word }) => word)
  const hasMeaning = (form: string) => (form.length > 1 ? /\p{L}/u : /\p{sc=Han}/u).test(form)
  const means = forms.map((form) => hasMeaning(form) && !stopWords.has(form) && !stopWords.has(folded(form)))
  return { lines, forms, means }
}

/** Counts in how many comments each piece occurs. */
function count(
  comments: readonly Searched[],
  lines: Lines,
  made: readonly Omit<Piece, keyof Occurrence>[],
): Level {
  const pieces = made.map((piece) => ({ ...nobody(), ...piece }))
  const last = new Int32Array(made.length).fill(-1)
  lines.forEach((line, at) => {
    for (const id of line) {
      if (id < 0 || last[id] === at) continue
      last[id] = at
      increase(pieces[id]!, comments[at]!)
    }
  })
  return { lines, pieces }
}

/** The level of one word more: what two neighbours that are both common make together. */
function pairUp(comments: readonly Searched[], { lines, pieces }: Level): Level {
  const ids = new Map<number, number>()
  const made: Omit<Piece, keyof Occurrence>[] = []
  const common = pieces.map(({ n }) => n >= fewest)
  /** How often pairs of a hash were met, at most three times: most pairs are met once, and need no number. */
  const met = new Uint8Array(1 << 22)
  const slotOf = (front: number, back: number) => (front * 8191 + back) % met.length
  const eachPair = (line: Int32Array, found: (front: number, back: number, at: number) => void) => {
    for (let at = 1; at < line.length; at++)
      if (common[line[at - 1]!] && common[line[at]!]) found(line[at - 1]!, line[at]!, at - 1)
  }
  for (const line of lines)
    eachPair(line, (front, back) => {
      const slot = slotOf(front, back)
      if (met[slot]! < fewest) met[slot]! += 1
    })
  const paired = lines.map((line) => {
    const next = new Int32Array(line.length).fill(-1)
    eachPair(line, (front, back, at) => {
      if (met[slotOf(front, back)]! < fewest) return
      const key = front * pieces.length + back
      if (!ids.has(key)) {
        const [a, b] = [pieces[front]!, pieces[back]!]
        ids.set(key, made.push({ words: [...a.words, b.words.at(-1)!], front: a, back: b }) - 1)
      }
      next[at] = ids.get(key)!
    })
    return next
  })
  return count(comments, paired, made)
}

function nobody(): Occurrence {
  return { n: 0, unmatched: 0, positive: 0, negative: 0 }
}

function increase(occurrence: Occurrence, { band, matched }: Searched) {
  occurrence.n += 1
  if (!matched) occurrence.unmatched += 1
  if (band && band !== 'neutral') occurrence[band] += 1
}
