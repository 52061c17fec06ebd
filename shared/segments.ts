import { type Comparison, compareMany, type Family, familyOf } from './comparison.ts'
import { type Distribution, emptyDistribution, merge, subtract, total } from './distribution.ts'
import { type Interval, intervalOf } from './interval.ts'
import { type Reading, scoreOf } from './score.ts'

/** The counts of one property: a distribution for each of its values. */
export interface PropertyCounts {
  readonly property: string
  readonly values: readonly { readonly value: string; readonly distribution: Distribution }[]
}

/**
 * Whether there are enough answers for a score. Under 10 only the counts are shown; under 30
 * the score is marked as based on few answers.
 */
export type Caution = 'counts only' | 'few answers' | null

const fewestForScore = 10
const fewestForTrust = 30

/** The caution for a number of answers; `null` from 30 on. */
export function cautionOf(n: number): Caution {
  if (n < fewestForScore) return 'counts only'
  return n < fewestForTrust ? 'few answers' : null
}

/** One segment: score and interval are `null` below ten answers. */
export interface Segment {
  readonly n: number
  readonly score: number | null
  readonly interval: Interval | null
  readonly caution: Caution
  /** This segment against everybody else, corrected for all segments of the report; `null` below ten answers. */
  readonly difference: Comparison | null
}

/** The segments of one property, largest first, and the small ones together. */
export interface PropertySegments {
  readonly property: string
  readonly values: readonly (Segment & { readonly value: string })[]
  /** The segments that are not listed, taken together; `null` when all are. */
  readonly other: (Segment & { readonly values: number }) | null
}

/** How many segments of a property are listed by name. */
export const segmentsListed = 10

/** Every segment of a report, and how their verdicts were corrected for each other. */
export interface Segments {
  readonly properties: readonly PropertySegments[]
  readonly family: Family
}

/**
 * The score of every segment of every property and its difference from the rest. The verdicts are
 * corrected (Holm) over all segments of the report, since among many some differ by chance. The rest
 * is everybody else counted in `all`, including those without the property.
 */
export function segmentsOf(
  reading: Reading,
  all: Distribution,
  properties: readonly PropertyCounts[],
): Segments {
  const laidOut = properties.map((each) => ({ property: each.property, ...listedOf(all, each) }))
  const pairs = laidOut.flatMap(({ groups }) => groups.map((group) => [group, subtract(all, group)] as const))
  const compared = compareMany(reading, pairs, { correction: 'holm' })
  const next = compared.values()
  return {
    properties: laidOut.map(({ property, listed, small, groups }) => {
      const segments = groups.map((group) => segmentOf(reading, group, next.next().value!))
      return {
        property,
        values: listed.map(({ value }, place) => ({ value, ...segments[place]! })),
        other: small > 0 ? { values: small, ...segments[listed.length]! } : null,
      }
    }),
    family: familyOf(pairs, compared, 'holm'),
  }
}

/** The largest values of a property, how many are not listed, and the groups to compare: those, then the rest. */
function listedOf(all: Distribution, { values }: PropertyCounts) {
  const bySize = [...values].sort(
    (a, b) => total(b.distribution) - total(a.distribution) || (a.value < b.value ? -1 : 1),
  )
  const listed = bySize.slice(0, segmentsListed)
  const small = bySize.slice(segmentsListed)
  const rest = small.reduce((sum, each) => merge(sum, each.distribution), emptyDistribution(all.scale))
  const groups = [...listed.map(({ distribution }) => distribution), ...(small.length > 0 ? [rest] : [])]
  return { listed, small: small.length, groups }
}

function segmentOf(reading: Reading, distribution: Distribution, difference: Comparison): Segment {
  const { n, value } = scoreOf(reading, distribution)
  const caution = cautionOf(n)
  const shown = caution !== 'counts only'
  return {
    n,
    score: shown ? value : null,
    interval: shown ? intervalOf(reading, distribution) : null,
    caution,
    difference: shown ? difference : null,
  }
}
