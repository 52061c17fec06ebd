import { describe, expect, it } from 'vitest'
import { cesScales } from '../../shared/ces.ts'
import { agrestiCaffo } from '../../shared/change/alternatives.ts'
import { meanChange } from '../../shared/change/mean-change.ts'
import { npsChange } from '../../shared/change/nps-change.ts'
import { newcombe, shareChange, waldShareChange } from '../../shared/change/share-change.ts'
import { compareMany, compareScores } from '../../shared/comparison.ts'
import { csatScales } from '../../shared/csat.ts'
import {
  type Distribution,
  emptyDistribution,
  fromPointCounts,
  fromRatings,
} from '../../shared/distribution.ts'
import { moments } from '../../shared/moments.ts'
import { npsScales } from '../../shared/nps.ts'
import type { Reading } from '../../shared/score.ts'
import { fc } from '../support/seeded.ts'

/** NPS answers by band, lowest first. */
function answers(detractors: number, passives: number, promoters: number): Distribution {
  return fromPointCounts(npsScales['0-10'], [
    { rating: 6, count: detractors },
    { rating: 7, count: passives },
    { rating: 9, count: promoters },
  ])
}

/** Thumbs: `up` of `of`. */
function thumbs(up: number, of: number): Distribution {
  return fromPointCounts(csatScales['0-1'], [
    { rating: 1, count: up },
    { rating: 0, count: of - up },
  ])
}

const effort = (...ratings: number[]) => fromRatings(cesScales['1-7'], ratings)
const nps: Reading = { metric: 'nps' }

describe('compareScores', () => {
  it('finds NPS 20/30/50 against 30/30/40 not distinguishable: 20 points, p 0.0832', () => {
    const comparison = compareScores(nps, answers(20, 30, 50), answers(30, 30, 40))
    expect(comparison).toMatchObject({
      first: { n: 100, value: 30 },
      second: { n: 100, value: 10 },
      unit: 'points',
      difference: 20,
      verdict: 'not distinguishable',
    })
    expect(comparison.p).toBeCloseTo(0.0832, 4)
    expect(comparison.adjustedP).toBe(comparison.p)
  })

  it('reverses the sign when the sides are swapped', () => {
    const there = compareScores(nps, answers(10, 20, 70), answers(40, 30, 30))
    const back = compareScores(nps, answers(40, 30, 30), answers(10, 20, 70))
    expect(there.verdict).toBe('real')
    expect(back.difference).toBe(-there.difference!)
    expect(back.interval!.low).toBeCloseTo(-there.interval!.high, 10)
    expect(back.p).toBeCloseTo(there.p!, 14)
  })

  it('compares CSAT by Newcombe’s interval and the pooled z test', () => {
    const comparison = compareScores({ metric: 'csat' }, thumbs(160, 200), thumbs(140, 200))
    expect(comparison).toMatchObject({ unit: 'percent', verdict: 'real' })
    expect(comparison.difference).toBeCloseTo(10, 10)
    expect(comparison.p).toBeCloseTo(0.020921, 6)
    expect(comparison.interval!.low).toBeCloseTo(1.506344, 6)
  })

  it('compares CES means by the permutation test, and its top box as shares', () => {
    const first = effort(7, 6, 6, 5, 7, 4, 6, 5, 7, 7)
    const second = effort(5, 4, 6, 3, 5, 5, 4, 6, 2, 5)
    const means = compareScores({ metric: 'ces', primary: 'mean' }, first, second)
    expect(means).toMatchObject({ unit: 'scale points', difference: 1.5, verdict: 'real' })
    // scipy.stats.permutation_test of |difference| over all 184,756 splits; Welch's t test has 0.0103.
    expect(means.p).toBeCloseTo(0.016811362, 8)
    const shares = compareScores({ metric: 'ces' }, first, second)
    expect(shares).toMatchObject({ unit: 'percent', difference: 30 })
  })

  it('tests from ten answers a side, not nine', () => {
    const ten = thumbs(10, 10)
    expect(compareScores({ metric: 'csat' }, ten, thumbs(0, 10)).verdict).toBe('real')
    const few = compareScores({ metric: 'csat' }, ten, thumbs(0, 9))
    expect(few).toMatchObject({
      difference: 100,
      verdict: 'too few',
      p: null,
      adjustedP: null,
      interval: null,
    })
    expect(compareScores({ metric: 'csat' }, thumbs(0, 9), ten).verdict).toBe('too few')
  })

  it('has no difference when nobody answered on one side', () => {
    const nobody = emptyDistribution(csatScales['0-1'])
    const comparison = compareScores({ metric: 'csat' }, thumbs(10, 20), nobody)
    expect(comparison).toMatchObject({
      second: { n: 0, value: null },
      difference: null,
      interval: null,
      verdict: 'too few',
    })
  })

  it('finds equal samples not distinguishable, even without variance', () => {
    const same = compareScores({ metric: 'csat' }, thumbs(20, 20), thumbs(30, 30))
    expect(same).toMatchObject({ difference: 0, p: 1, verdict: 'not distinguishable' })
  })

  it('returns too few for means without variance, where t is undefined', () => {
    const sixes = effort(...Array(20).fill(6))
    const sevens = effort(...Array(20).fill(7))
    expect(compareScores({ metric: 'ces', primary: 'mean' }, sevens, sixes)).toMatchObject({
      difference: 1,
      p: null,
      interval: null,
      verdict: 'too few',
    })
  })

  it('keeps p within 0–1 and the interval within ±200 points', () => {
    const side = fc.tuple(fc.nat(30), fc.nat(30), fc.nat(30))
    fc.assert(
      fc.property(side, side, (a, b) => {
        const { p, interval } = compareScores(nps, answers(...a), answers(...b))
        if (p === null) {
          expect(interval).toBeNull()
          return
        }
        expect(p).toBeGreaterThanOrEqual(0)
        expect(p).toBeLessThanOrEqual(1)
        expect(interval!.low).toBeGreaterThanOrEqual(-200)
        expect(interval!.high).toBeLessThanOrEqual(200)
        expect(interval!.low).toBeLessThanOrEqual(interval!.high)
      }),
    )
  })
})

describe('compareMany', () => {
  const reading: Reading = { metric: 'csat' }
  const changed = [thumbs(160, 200), thumbs(140, 200)] as const
  const same = [thumbs(150, 200), thumbs(151, 200)] as const
  const small = [thumbs(9, 9), thumbs(0, 9)] as const

  it('finds a change real alone, but not as one of four comparisons', () => {
    const pairs = [changed, same, same, same]
    const [alone] = compareMany(reading, [changed])
    const [among] = compareMany(reading, pairs)
    const [uncorrected] = compareMany(reading, pairs, { correction: 'none' })
    expect(alone?.verdict).toBe('real')
    expect(among?.verdict).toBe('not distinguishable')
    expect(among?.adjustedP).toBeCloseTo(4 * alone!.p!, 12)
    expect(among?.p).toBe(alone?.p)
    expect(uncorrected?.verdict).toBe('real')
  })

  it('leaves pairs with too few answers out of the correction', () => {
    const comparisons = compareMany(reading, [small, changed, small])
    expect(comparisons.map(({ verdict }) => verdict)).toEqual(['too few', 'real', 'too few'])
    expect(comparisons[1]?.adjustedP).toBe(comparisons[1]?.p)
  })

  it('returns an empty list for no pairs', () => {
    expect(compareMany(reading, [])).toEqual([])
  })
})

describe('every change', () => {
  it('is null when nobody answered on one side', () => {
    const some = { count: 3, of: 10 }
    const none = { count: 0, of: 0 }
    const counts = { promoters: 1, passives: 1, detractors: 1 }
    const nobody = { promoters: 0, passives: 0, detractors: 0 }
    expect([npsChange(counts, nobody), npsChange(nobody, counts)]).toEqual([null, null])
    for (const change of [shareChange, newcombe, waldShareChange, agrestiCaffo])
      expect([change(some, none), change(none, some)]).toEqual([null, null])
    expect(meanChange(moments(effort(1, 2)), moments(effort(1)))).toBeNull()
  })
})
