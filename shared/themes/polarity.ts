import type { Band } from '../scale.ts'
import { hits } from './hits.ts'
import type { WordSpans } from './tokens.ts'

/** The sentiment a mention expresses about its theme. */
export type Polarity = Band

/** The basis of a polarity: the rating's band, the words of the clause, of the whole comment, or nothing. */
export type PolaritySource = 'score' | 'clause' | 'comment' | 'none'

export interface PolarityVerdict {
  readonly polarity: Polarity
  readonly source: PolaritySource
}

/** Every verdict by its number: three a source, so that the sign (−1, 0, 1) is the number % 3 − 1. */
export const verdicts: readonly PolarityVerdict[] = (['score', 'clause', 'comment', 'none'] as const).flatMap(
  (source) => (['negative', 'neutral', 'positive'] as const).map((polarity) => ({ polarity, source })),
)

/** The scope of a negation, in words after it. */
const negationScope = 3

/**
 * The start and the summed valence of each clause of the comment being read, and whether it begins with
 * a conjunction such as «but»; reused for the next.
 */
const starts: number[] = []
const valences: number[] = []
const turns: boolean[] = []

/**
 * Sets the verdict of each hit and returns that of the whole comment, as numbers of `verdicts`. The
 * band of the person's rating decides unless it is neutral: on tagged comments it is right 93 times
 * of 100, words 77 times. In a clause after «but» the rating counts only where the words say the same: «I love it,
 * but pricing is a bit high» is no praise of pricing. Where the rating is neutral the summed valences of the clause
 * decide, reversed within the scope of a negation; else those of the whole comment.
 */
export function judgePolarity(words: WordSpans, band: Band | null | undefined): number {
  const { list, count } = hits
  const sign = band === 'positive' ? 1 : band === 'negative' ? -1 : 0
  const clauses = weighClauses(words)
  const sum = valences.slice(0, clauses).reduce((all, each) => all + each, 0)
  const whole = sign ? 1 + sign : sum ? 7 + Math.sign(sum) : 10
  for (let at = 0, clause = 0; at < count; at += 4) {
    while (clause + 1 < clauses && starts[clause + 1]! <= list[at + 1]!) clause += 1
    const valence = Math.sign(valences[clause]!)
    list[at + 3] = (turns[clause] || !sign) && valence !== sign ? 4 + valence : whole
  }
  return whole
}

/** Fills `starts` and `valences` for a comment, and returns the number of its clauses. */
function weighClauses({ count, clauses, known, starts: places }: WordSpans): number {
  let last = -1
  let negated = -1
  for (let at = 0; at < count; at++) {
    const { valence, negates, startsClause } = known[at]!
    if (at === 0 || clauses[at] !== clauses[at - 1] || startsClause) {
      starts[++last] = places[at]!
      valences[last] = 0
      turns[last] = startsClause
      negated = -1
    }
    if (negates) {
      negated = at + negationScope
      valences[last]! -= 1 // Mostly something good is negated: «does not work».
    } else valences[last]! += at <= negated ? -valence : valence
  }
  return last + 1
}
