import { benjaminiHochberg } from '../adjustment.ts'
import { fisherExact } from '../fisher.ts'
import type { Compiled } from './compile.ts'
import { match } from './match.ts'
import { countTerms, type SearchedComment, type Term } from './terms.ts'

/** A term that may be worth a rule. */
export interface Suggestion {
  readonly text: string
  /** Comments with the term: in all, without any theme, and by outer band. */
  readonly n: number
  readonly unmatched: number
  readonly positive: number
  readonly negative: number
  /** Themes whose rules match it already. */
  readonly themes: readonly string[]
}

/** A term significantly more common in one outer band than in the other. */
export interface Contrast extends Suggestion {
  readonly of: 'positive' | 'negative'
  /** Fisher's exact test, before and after correction for all terms tested (Benjamini–Hochberg). */
  readonly p: number
  readonly adjustedP: number
}

/** The terms of the comments, found without rules; each list best first. */
export interface Discovery {
  readonly n: number
  readonly words: readonly Suggestion[]
  readonly phrases: readonly Suggestion[]
  /** Words and phrases of comments in which no theme was found. */
  readonly unmatched: readonly Suggestion[]
  readonly contrast: readonly Contrast[]
}

/** The most terms a list holds, and the most candidates considered for it. */
const listed = 25
const considered = 200
/** Terms are duplicates when they share more than this part of the rarer one's comments. */
const sameOverlap = 0.7
/** The fewest comments without a theme that make a term worth a suggestion. */
const fewestUnmatched = 3
/** The fewest comments of both outer bands that are tested. */
const fewestToContrast = 5
/** The false discovery rate accepted. */
const falseShare = 0.05

/**
 * Finds the words and phrases that comments share: the most common words; phrases by document frequency
 * × PMI; terms of comments without a theme; and terms that contrast the positive band with the negative.
 * Without correction a dozen contrasts would be chance; with it, one list in twenty has any. Real ones
 * begin to show at about 300 comments.
 */
export function discover(
  comments: readonly SearchedComment[],
  compiled: Compiled,
  language = compiled.language,
): Discovery {
  const rules = compiled.byLanguage.get(language) ?? compiled.byLanguage.get(compiled.language)!
  const { all, terms } = countTerms(comments, rules)
  const suggested = (term: Term): Suggestion => {
    const { text, n, unmatched, positive, negative } = term
    const themes = [...new Set(match(compiled, text, language).map(({ theme }) => theme))]
    return { text, n, unmatched, positive, negative, themes }
  }
  /** log₂ of how overrepresented a term is in comments without a theme. */
  const lift = ({ n, unmatched }: Term) => Math.log2((unmatched / n) * (all.n / Math.max(1, all.unmatched)))
  /** Whether a phrase is a collocation: normalised PMI above ¼. */
  const isCollocation = ({ words, pmi, n }: Term) => words === 1 || pmi > Math.log2(all.n / n) / 4
  const best = (score: (term: Term) => number) =>
    withoutDuplicates(ranked(terms, score)).slice(0, listed).map(suggested)
  return {
    n: all.n,
    words: best(({ words, n }) => (words === 1 ? n : 0)),
    phrases: best(({ n, pmi }) => n * pmi),
    unmatched: best((term) =>
      term.unmatched >= fewestUnmatched && isCollocation(term) ? term.unmatched * lift(term) : 0,
    ),
    contrast: contrastOf(terms, all.positive, all.negative).map(({ term, ...tested }) => ({
      ...suggested(term),
      ...tested,
    })),
  }
}

/** The terms with a positive score, highest first, at most `considered`. */
function ranked(terms: readonly Term[], score: (term: Term) => number): Term[] {
  return terms
    .map((term) => ({ term, score: score(term) }))
    .filter((each) => each.score > 0)
    .sort((a, b) => b.score - a.score || b.term.words - a.term.words || (a.term.text < b.term.text ? -1 : 1))
    .slice(0, considered)
    .map(({ term }) => term)
}

/** The terms without those that occur in mostly the same comments as a better one, at most `listed`. */
function withoutDuplicates(terms: readonly Term[]): Term[] {
  const kept: { term: Term; comments: ReadonlySet<number> }[] = []
  for (const term of terms) {
    if (kept.length === listed) break
    const comments = term.comments()
    const isDuplicate = kept.some((other) => overlap(comments, other.comments) > sameOverlap)
    if (!isDuplicate) kept.push({ term, comments })
  }
  return kept.map(({ term }) => term)
}

/** The shared part of the smaller set, 0–1. */
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
  return withoutDuplicates(ranked([...found.keys()], (term) => 1 - Math.log(found.get(term)!.p))).map(
    (term) => {
      const isPositive = term.positive * ofSecond > term.negative * ofFirst
      return { term, of: isPositive ? ('positive' as const) : ('negative' as const), ...found.get(term)! }
    },
  )
}
