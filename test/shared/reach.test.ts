import { describe, expect, it } from 'vitest'
import { cesScales } from '../../shared/ces.ts'
import { fromPointCounts } from '../../shared/distribution.ts'
import { npsScales } from '../../shared/nps.ts'
import { reachOf } from '../../shared/reach.ts'

const nps = { metric: 'nps' } as const
/** Detractors, passives and promoters. */
const spread = (low: number, middle: number, high: number) =>
  fromPointCounts(npsScales['0-10'], [
    { rating: 3, count: low },
    { rating: 8, count: middle },
    { rating: 10, count: high },
  ])

describe('reachOf', () => {
  it('says how many people a day, and after how many weeks the score is sure to ±5', () => {
    // By hand, adjusted Wald: 240/192/240 of 672 have a variance of 0.714. 8 weeks bring 1344: 196·√(0.714/1347) = 4.5;
    // 6 weeks 1008: 196·√(0.714/1011) = 5.2.
    const reach = reachOf(nps, { days: 28, views: 868, distribution: spread(240, 192, 240) })
    expect(reach).toEqual({
      perDay: 31,
      precision: { weeks: 8, unit: 'points', margin: expect.closeTo(4.51, 2) },
    })
  })

  it('says how sure it is after a year where ±5 takes longer', () => {
    const { precision } = reachOf(nps, { days: 28, views: 40, distribution: spread(4, 4, 4) })!
    expect(precision).toMatchObject({ weeks: 52 })
    expect(precision!.margin).toBeCloseTo(196 * Math.sqrt(2 / 3 / (156 + 3)), 0)
  })

  it('aims at 0.2 points for a mean', () => {
    const distribution = fromPointCounts(cesScales['1-7'], [
      { rating: 2, count: 100 },
      { rating: 6, count: 100 },
    ])
    const { precision } = reachOf({ metric: 'ces', primary: 'mean' }, { days: 28, views: 400, distribution })!
    expect(precision!.unit).toBe('scale points')
    expect(precision!.margin).toBeLessThanOrEqual(0.2)
  })

  it('tells no precision from under ten answers, and nothing without views or a whole week', () => {
    expect(reachOf(nps, { days: 14, views: 140, distribution: spread(3, 3, 3) })).toEqual({
      perDay: 10,
      precision: null,
    })
    expect(reachOf(nps, { days: 28, views: 0, distribution: spread(100, 100, 100) })).toBeNull()
    expect(reachOf(nps, { days: 6, views: 600, distribution: spread(10, 10, 10) })).toBeNull()
  })
})
