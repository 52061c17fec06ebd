import { describe, expect, it } from 'vitest'
import { compareClustered } from '../../shared/accounts.ts'
import { cesScales } from '../../shared/ces.ts'
import { clusteredScore } from '../../shared/clustered.ts'
import { csatScales } from '../../shared/csat.ts'
import { fromRatings, merge } from '../../shared/distribution.ts'
import { npsScales } from '../../shared/nps.ts'
import type { Scale } from '../../shared/scale.ts'

/** Answers of twelve companies of 5, 3, 4, 1, 2, 6, 2, 3, 1, 4, 3 and 2 people, in this order. */
const sizes = [5, 3, 4, 1, 2, 6, 2, 3, 1, 4, 3, 2]
const ratings = {
  nps: [
    ...[9, 10, 8, 9, 7, 5, 4, 5, 7, 8, 6, 9, 10, 7, 5, 10, 8, 10],
    ...[10, 10, 9, 7, 5, 10, 9, 10, 1, 10, 8, 10, 10, 6, 4, 5, 6, 9],
  ],
  csat: [
    5, 5, 5, 5, 4, 3, 3, 3, 4, 5, 4, 5, 5, 4, 3, 5, 5, 5, 5, 5, 5, 4, 3, 5, 5, 5, 1, 5, 5, 5, 5, 4, 3, 3, 4,
    5,
  ],
  ces: [
    6, 7, 6, 6, 5, 4, 3, 4, 5, 6, 5, 6, 7, 5, 4, 7, 6, 7, 7, 7, 6, 5, 4, 7, 6, 7, 2, 7, 6, 7, 7, 5, 3, 4, 5,
    6,
  ],
}

/** Answers in their clusters; those at `apart`, counted from 1, are of none. */
function clustersOf(scale: Scale, values: readonly number[], apart: readonly number[] = []) {
  let at = 0
  const clusters = sizes.map((size) => {
    const places = Array.from({ length: size }, () => ++at)
    return fromRatings(
      scale,
      places.filter((place) => !apart.includes(place)).map((place) => values[place - 1]!),
    )
  })
  const isFilled = ({ counts }: { readonly counts: readonly number[] }) => counts.some((count) => count > 0)
  return { all: fromRatings(scale, values), clusters: clusters.filter(isFilled) }
}

const nps = { reading: { metric: 'nps' }, scale: npsScales['0-10'] } as const
const csat = { reading: { metric: 'csat' }, scale: csatScales['1-5'] } as const
const ces = { reading: { metric: 'ces', primary: 'mean' }, scale: cesScales['1-7'] } as const

// R 4.2, survey 4.1-1: svydesign(ids = ~company, weights = ~1), svymean(deff = "replace"), confint(df = degf).
describe('a score of clusters equals that of R survey', () => {
  it.each([
    ['NPS', nps, ratings.nps, 23.0384606617, 2.4769297917, [-34.040643361, 67.3739766944]],
    ['CSAT', csat, ratings.csat, 10.7498316727, 2.3400673401, [54.1175577927, 100]],
    ['CES mean', ces, ratings.ces, 0.3680341582, 2.6301254555, [4.7455178349, 6.3655932762]],
  ] as const)('%s', (_, { reading, scale }, values, error, effect, [low, high]) => {
    const found = clusteredScore(reading, clustersOf(scale, values))
    expect(found.units).toBe(12)
    expect(found.error).toBeCloseTo(error, 8)
    expect(found.designEffect).toBeCloseTo(effect, 8)
    expect(found.interval!.low).toBeCloseTo(low, 7)
    expect(found.interval!.high).toBeCloseTo(high, 7)
  })

  it('with answers of no cluster, each of which stands for itself', () => {
    const found = clusteredScore(nps.reading, clustersOf(nps.scale, ratings.nps, [3, 9, 20, 30]))
    expect(found.units).toBe(16)
    expect(found.error).toBeCloseTo(21.4473973958, 8)
    expect(found.interval!.low).toBeCloseTo(-29.047378766, 7)
    expect(found.interval!.high).toBeCloseTo(62.3807120993, 7)
  })

  it('and with none but such answers that of as many independent ones', () => {
    const all = fromRatings(nps.scale, ratings.nps)
    const found = clusteredScore(nps.reading, { all, clusters: [] })
    expect(found.error).toBeCloseTo(14.6385010942, 8)
    expect(found.designEffect).toBeCloseTo(1, 10)
  })
})

describe('clusters say too little', () => {
  it('when there are under ten of them, or nothing varies', () => {
    const few = Array.from({ length: 9 }, (_, place) => fromRatings(nps.scale, [place, 10]))
    const one = fromRatings(nps.scale, [10, 10])
    const same = Array.from({ length: 20 }, () => one)
    for (const clusters of [few, same, []]) {
      const all = clusters.length === 0 ? fromRatings(nps.scale, []) : clusters.reduce(merge)
      expect(clusteredScore(nps.reading, { all, clusters }).interval).toBeNull()
      expect(compareClustered(nps.reading, { all, clusters }, { all, clusters }).verdict).toBe('too few')
    }
    const ten = [...few, fromRatings(nps.scale, [3])]
    expect(clusteredScore(nps.reading, { all: ten.reduce(merge), clusters: ten }).interval).not.toBeNull()
  })

  it('where a change of single opinions would be real', () => {
    const companies = (high: number) =>
      Array.from({ length: 12 }, (_, place) => fromRatings(nps.scale, Array(20).fill(place < high ? 10 : 2)))
    const side = (high: number) => ({ all: companies(high).reduce(merge), clusters: companies(high) })
    const asked = (clusters: readonly ReturnType<typeof fromRatings>[]) => ({
      all: clusters.reduce(merge),
      clusters,
    })
    expect(compareClustered(nps.reading, side(7), side(4))).toMatchObject({
      difference: 50,
      method: 'cluster-robust t',
      verdict: 'not distinguishable',
    })
    expect(compareClustered(nps.reading, asked(companies(11)), side(2)).verdict).toBe('real')
  })
})
