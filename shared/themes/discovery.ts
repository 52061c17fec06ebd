import { benjaminiHochberg } from '../adjustment.ts'
import { fisherExact } from '../fisher.ts'
import type { Compiled } from './compile.ts'
import { match } from './match.ts'
import { countTerms, type Searched, type Term } from './terms.ts'

/** A term that may be worth a rule. */
export interface Suggestion {
  readonly text: string
  /** Comments it occurs in, those without a theme, and those of each outer band. */
  readonly n: number
  readonly unmatched: number
  readonly positive: number
  readonly negative: number
  /** Themes whose rules find it already. */
  readonly themes: readonly string[]
}

/** A term that one band says more often than the other. */
export interface Contrast extends Suggestion {
  readonly of: 'positive' | 'negative'
  /** Fisher's exact test, before and after correction for all terms tested (Benjamini–Hochberg). */
  readonly p: number
  readonly adjustedP: number
}

/** What comments speak of, whether a rule looks for it or not; each list best first. */
export interface Discovery {
  readonly n: number
  readonly words: readonly Suggestion[]
  readonly phrases: readonly Suggestion[]
  /** Words and phrases of comments in which no theme was found. */
  readonly unmatched: readonly Suggestion[]
  readonly contrast: readonly Contrast[]
}

/** How many terms a list holds, and how many are looked at for it. */
const listed = 25
const considered = 200
/** Terms that share more of the rarer one's comments say the same. */
const sameOverlap = 0.7
/** Fewer comments without a theme need none. */
const fewestUnmatched = 3
/** Fewer comments of either band tell nothing. */
const fewestToContrast = 5
const falseShare = 0.05

/**
 * Finds the words and phrases that comments share: the most common words, phrases by how often
 * and how firmly their words go together (document frequency times PMI), the same of comments no
 * theme was found in, and what promoters say and detractors do not, or the reverse. Of uncorrected
 * contrasts some dozen are chance; corrected, one list in twenty has any. Real ones begin to show
 * at some 300 comments.
 */
export function discover(
  comments: readonly Searched[],
  compiled: Compiled,
  language = compiled.language,
): Discovery {
  const section = compiled.sections.get(language) ?? compiled.sections.get(compiled.language)!
  const { all, terms } = countTerms(comments, section)
  const suggested = (term: Term): Suggestion => {
    const { text, n, unmatched, positive, negative } = term
    const themes = [...new Set(match(compiled, text, language).map(({ theme }) => theme))]
    return { text, n, unmatched, positive, negative, themes }
  }
  /** How far beyond its share a term is of comments without a theme. */
  const lift = ({ n, unmatched }: Term) => Math.log2((unmatched / n) * (all.n / Math.max(1, all.unmatched)))
  /** Whether words go together a quarter as firmly as words that occur only together (normalised PMI). */
  const isFirm = ({ words, bond, n }: Term) => words === 1 || bond > Math.log2(all.n / n) / 4
  const best = (score: (term: Term) => number) =>
    withoutEchoes(ranked(terms, score)).slice(0, listed).map(suggested)
  return {
    n: all.n,
    words: best(({ words, n }) => (words === 1 ? n : 0)),
    phrases: best(({ n, bond }) => n * bond),
    unmatched: best((term) =>
      term.unmatched >= fewestUnmatched && isFirm(term) ? term.unmatched * lift(term) : 0,
    ),
    contrast: contrastOf(terms, all.positive, all.negative).map(({ term, ...tested }) => ({
      ...suggested(term),
      ...tested,
    })),
  }
}

/** The terms with a score above zero, the highest first. */
function ranked(terms: readonly Term[], score: (term: Term) => number): Term[] {
  return terms
    .map((term) => ({ term, score: score(term) }))
    .filter((each) => each.score > 0)
    .sort((a, b) => b.score - a.score || b.term.words - a.term.words || (a.term.text < b.term.text ? -1 : 1))
    .slice(0, considered)
    .map(({ term }) => term)
}

/** The terms but for those that occur in the same comments as a better one. */
function withoutEchoes(terms: readonly Term[]): Term[] {
  const kept: { term: Term; comments: ReadonlySet<number> }[] = []
  for (const term of terms) {
    if (kept.length === listed) break
    const comments = term.comments()
    const echoes = kept.some((other) => overlap(comments, other.comments) > sameOverlap)
    if (!echoes) kept.push({ term, comments })
  }
  return kept.map(({ term }) => term)
}

function overlap(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  let shared = 0
  for (const each of small) if (large.has(each)) shared += 1
  return shared / small.size
}

function contrastOf(terms: readonly Term[], ofFirst: number, ofSecond: number) {
  const tested = terms.filter(({ positive, negative }) => positive + negative >= fewestToContrast)
  const ps = tested.map(({ positive, negative }) =>
    fisherExact({ first: positive, ofFirst, second: negative, ofSecond }),
  )
  const adjusted = benjaminiHochberg(ps)
  const found = new Map(
    tested.flatMap((term, at) =>
      adjusted[at]! < falseShare ? [[term, { p: ps[at]!, adjustedP: adjusted[at]! }] as const] : [],
    ),
  )
  return withoutEchoes(ranked([...found.keys()], (term) => 1 - Math.log(found.get(term)!.p))).map((term) => {
    const isPositive = term.positive * ofSecond > term.negative * ofFirst
    return { term, of: isPositive ? ('positive' as const) : ('negative' as const), ...found.get(term)! }
  })
}
