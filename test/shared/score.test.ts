import { describe, expect, it } from 'vitest'
import { ces, cesScales } from '../../shared/ces.ts'
import { csat, csatScales } from '../../shared/csat.ts'
import { emptyDistribution, fromRatings } from '../../shared/distribution.ts'
import { nps, npsScales } from '../../shared/nps.ts'
import type { Scale } from '../../shared/scale.ts'
import { scoreOf } from '../../shared/score.ts'
import { scaleOf } from '../../shared/survey.ts'

describe('nps', () => {
  it.each([
    [6, -100],
    [7, 0],
    [8, 0],
    [9, 100],
  ])('of one answer of %d is %d', (rating, score) => {
    expect(nps(fromRatings(npsScales['0-10'], [rating])).nps).toBe(score)
  })
})

describe('csat', () => {
  it.each<[keyof typeof csatScales, number, number]>([
    ['1-5', 3, 0],
    ['1-5', 4, 100],
    ['1-3', 2, 0],
    ['1-3', 3, 100],
    ['0-1', 0, 0],
    ['0-1', 1, 100],
    ['1-7', 5, 0],
    ['1-7', 6, 100],
    ['1-10', 8, 0],
    ['1-10', 9, 100],
  ])('on %s of one answer of %d is %d', (name, rating, score) => {
    const { csat: percent, mean } = csat(fromRatings(csatScales[name], [rating]))
    expect([percent, mean]).toEqual([score, rating])
  })
})

describe('ces', () => {
  const wootric = scaleOf('ces', '1-7', 6)!
  it.each<[string, Scale, number, number]>([
    ['1–7', cesScales['1-7'], 4, 0],
    ['1–7', cesScales['1-7'], 5, 100],
    ['1–7 from 6', wootric, 5, 0],
    ['1–7 from 6', wootric, 6, 100],
    ['1–5', cesScales['1-5'], 3, 0],
    ['1–5', cesScales['1-5'], 4, 100],
    ['1–5 effort', cesScales['1-5-effort'], 3, 0],
    ['1–5 effort', cesScales['1-5-effort'], 2, 100],
  ])('on %s of one answer of %d-%d is %d', (_name, scale, rating, score) => {
    expect(ces(fromRatings(scale, [rating])).topBox).toBe(score)
  })

  it('reports both outputs, whichever is the headline', () => {
    const answers = fromRatings(cesScales['1-7'], [7, 5, 2, 2])
    expect(ces(answers)).toMatchObject({ value: 50, unit: 'percent', topBox: 50, mean: 4 })
    expect(ces(answers, 'mean')).toMatchObject({ value: 4, unit: 'scale points', topBox: 50, mean: 4 })
  })
})

describe('every metric', () => {
  it('returns null, never 0, when nobody answered', () => {
    const nobody = { n: 0, value: null, mean: null }
    const scores = [
      scoreOf({ metric: 'nps' }, emptyDistribution(npsScales['0-10'])),
      scoreOf({ metric: 'csat' }, emptyDistribution(csatScales['1-5'])),
      scoreOf({ metric: 'ces' }, emptyDistribution(cesScales['1-7'])),
      scoreOf({ metric: 'ces', primary: 'mean' }, emptyDistribution(cesScales['1-7'])),
    ]
    for (const score of scores) {
      expect(score).toMatchObject(nobody)
      for (const band of score.bands) expect(band).toMatchObject({ count: 0, of: 0, percent: null })
    }
  })
})
