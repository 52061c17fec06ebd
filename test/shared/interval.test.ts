import { describe, expect, it } from 'vitest'
import { cesScales } from '../../shared/ces.ts'
import { csatScales } from '../../shared/csat.ts'
import { emptyDistribution, fromPointCounts, fromRatings } from '../../shared/distribution.ts'
import { agrestiCoull, clopperPearson, jeffreys } from '../../shared/interval/alternatives.ts'
import {
  adjusted,
  adjustedWald,
  npsCounts,
  npsError,
  npsMoments,
  wald,
} from '../../shared/interval/nps-interval.ts'
import { wilson } from '../../shared/interval/share-interval.ts'
import { tango } from '../../shared/interval/tango.ts'
import { intervalOf } from '../../shared/interval.ts'
import { npsScales } from '../../shared/nps.ts'
import type { Scale } from '../../shared/scale.ts'
import { type Reading, scoreOf } from '../../shared/score.ts'
import { fc } from '../support/seeded.ts'

const { '0-10': npsScale } = npsScales
const nobody = { promoters: 0, passives: 0, detractors: 0 }

const readings: readonly (readonly [Reading, Scale])[] = [
  [{ metric: 'nps' }, npsScale],
  [{ metric: 'csat' }, csatScales['1-5']],
  [{ metric: 'csat' }, csatScales['0-1']],
  [{ metric: 'ces' }, cesScales['1-7']],
  [{ metric: 'ces' }, cesScales['1-5-effort']],
  [{ metric: 'ces', primary: 'mean' }, cesScales['1-7']],
]

describe('intervalOf', () => {
  it('is the adjusted Wald for NPS: 6/13/32 gives 50.98 with [29.3, 67.0]', () => {
    const answers = fromPointCounts(npsScale, [
      { rating: 6, count: 6 },
      { rating: 8, count: 13 },
      { rating: 9, count: 32 },
    ])
    const interval = intervalOf({ metric: 'nps' }, answers)!
    expect(interval.low).toBeCloseTo(29.295, 3)
    expect(interval.high).toBeCloseTo(67.001, 3)
    expect(interval.confidence).toBe(0.95)
    expect(npsError(npsCounts(answers))).toBeCloseTo(9.7538, 4)
  })

  it('clips NPS to −100…100', () => {
    const ten = fromRatings(npsScale, Array(10).fill(10))
    expect(adjustedWald(npsCounts(ten))?.high).toBeCloseTo(106.3426, 4)
    expect(intervalOf({ metric: 'nps' }, ten)?.high).toBe(100)
  })

  it('contains the score: one detractor alone gives −100 with [−100, 48.5]', () => {
    const interval = intervalOf({ metric: 'nps' }, fromRatings(npsScales['0-10'], [0]))!
    expect(interval.low).toBe(-100)
    expect(interval.high).toBeCloseTo(48.4986, 4)
  })

  it('contains the score of any answers', () => {
    const counts = fc.array(fc.nat(12), { minLength: 11, maxLength: 11 })
    fc.assert(
      fc.property(counts, (each) => {
        for (const [reading, scale] of readings) {
          const distribution = { scale, counts: each.slice(0, scale.max - scale.min + 1) }
          const { value } = scoreOf(reading, distribution)
          const interval = intervalOf(reading, distribution)
          expect(interval === null).toBe(value === null)
          if (value === null) return
          expect(interval!.low).toBeLessThanOrEqual(value)
          expect(interval!.high).toBeGreaterThanOrEqual(value)
        }
      }),
    )
  })

  it('is Wilson for CSAT and CES top box: 8 of 10 is [49.0, 94.3]', () => {
    const eightOfTen = (scale: Scale, good: number, bad: number) =>
      fromPointCounts(scale, [
        { rating: good, count: 8 },
        { rating: bad, count: 2 },
      ])
    for (const interval of [
      intervalOf({ metric: 'csat' }, eightOfTen(csatScales['1-5'], 4, 3)),
      intervalOf({ metric: 'ces' }, eightOfTen(cesScales['1-7'], 5, 4)),
      intervalOf({ metric: 'ces', primary: 'topBox' }, eightOfTen(cesScales['1-5-effort'], 2, 3)),
    ]) {
      expect(interval?.low).toBeCloseTo(49.016, 3)
      expect(interval?.high).toBeCloseTo(94.332, 3)
    }
  })

  it('is t for a CES mean, clipped to the scale: 4 and 5 give all of 1–7', () => {
    const reading: Reading = { metric: 'ces', primary: 'mean' }
    expect(intervalOf(reading, fromRatings(cesScales['1-7'], [4, 5]))).toMatchObject({ low: 1, high: 7 })
    const ten = fromRatings(cesScales['1-7'], [7, 6, 6, 5, 7, 4, 6, 5, 7, 7])
    expect(intervalOf(reading, ten)?.low).toBeCloseTo(5.245948, 6)
    expect(intervalOf(reading, ten)?.high).toBeCloseTo(6.754052, 6)
  })

  it('does not take equal answers for certainty: ten 7s may come from people whose mean is 5.4', () => {
    const reading: Reading = { metric: 'ces', primary: 'mean' }
    const interval = intervalOf(reading, fromRatings(cesScales['1-7'], Array(10).fill(7)))!
    // With all answers at the end, the likeliest other people have ratings at both ends only, as Wilson's have.
    expect(interval.low).toBeCloseTo(1 + (6 * wilson(10, 10)!.low) / 100, 6)
    expect(interval.high).toBe(7)
    expect(intervalOf(reading, fromRatings(cesScales['1-7'], [7]))).toMatchObject({ high: 7 })
  })

  it.each(readings)('is null when nobody answered: %o', (reading, scale) => {
    expect(intervalOf(reading, emptyDistribution(scale))).toBeNull()
  })

  it.each(readings)('stays within the score’s limits, and widens with confidence: %o', (reading, scale) => {
    const [min, max] =
      reading.metric === 'nps' ? [-100, 100] : reading.primary === 'mean' ? [scale.min, scale.max] : [0, 100]
    const answers = fc.array(fc.integer({ min: scale.min, max: scale.max }), { minLength: 1, maxLength: 50 })
    fc.assert(
      fc.property(answers, (ratings) => {
        const distribution = fromRatings(scale, ratings)
        const interval = intervalOf(reading, distribution, 0.9)
        if (!interval) return
        expect(interval.low).toBeLessThanOrEqual(interval.high)
        expect(interval.low).toBeGreaterThanOrEqual(min)
        expect(interval.high).toBeLessThanOrEqual(max)
        const wider = intervalOf(reading, distribution, 0.99)!
        expect(wider.low).toBeLessThanOrEqual(interval.low)
        expect(wider.high).toBeGreaterThanOrEqual(interval.high)
        if (reading.metric === 'nps') return
        const { value } = scoreOf(reading, distribution)
        expect(interval.low).toBeLessThanOrEqual(value! + 1e-9)
        expect(interval.high).toBeGreaterThanOrEqual(value! - 1e-9)
      }),
    )
  })
})

describe('every interval', () => {
  it('is null when nobody answered', () => {
    expect([wald(nobody), adjustedWald(nobody), tango(nobody), npsMoments(nobody), npsError(nobody)]).toEqual(
      Array(5).fill(null),
    )
    expect([wilson(0, 0), agrestiCoull(0, 0), clopperPearson(0, 0), jeffreys(0, 0)]).toEqual(
      Array(4).fill(null),
    )
    expect(adjusted(nobody)).toEqual(nobody)
  })
})

describe('tango', () => {
  it('is symmetric for passives alone, at Wilson’s bound for 0 of 10', () => {
    const interval = tango({ promoters: 0, passives: 10, detractors: 0 })!
    expect(interval.high).toBeCloseTo(wilson(0, 10)!.high, 9)
    expect(interval.low).toBeCloseTo(-interval.high, 9)
  })
})
