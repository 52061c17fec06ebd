import { describe, expect, it } from 'vitest'
import { cesScales } from '../../shared/ces.ts'
import { exactSharesP } from '../../shared/change/exact-shares.ts'
import { permutationP } from '../../shared/change/permutation.ts'
import { compareScores } from '../../shared/comparison.ts'
import { csatScales } from '../../shared/csat.ts'
import { type Distribution, fromPointCounts } from '../../shared/distribution.ts'
import { meanScoreInterval } from '../../shared/interval/mean-score-interval.ts'
import { tango } from '../../shared/interval/tango.ts'
import { npsScales } from '../../shared/nps.ts'
import { report } from '../../shared/report.ts'
import { points } from '../../shared/scale.ts'
import type { Reading } from '../../shared/score.ts'
import { segmentsOf } from '../../shared/segments.ts'
import { fc } from '../support/seeded.ts'

const effort: Reading = { metric: 'ces', primary: 'mean' }
const csat: Reading = { metric: 'csat' }

/** Answers on the 1–7 scale, lowest first. */
const seven = (...counts: number[]): Distribution => ({ scale: cesScales['1-7'], counts })

function thumbs(up: number, of: number): Distribution {
  return fromPointCounts(csatScales['0-1'], [
    { rating: 1, count: up },
    { rating: 0, count: of - up },
  ])
}

describe('permutationP', () => {
  it('is the share of all splits that differ at least as much: 2 of 20 for 1 2 3 against 4 5 6', () => {
    expect(permutationP([1, 2, 3, 4, 5, 6], [1, 1, 1, 0, 0, 0], [0, 0, 0, 1, 1, 1])).toBeCloseTo(2 / 20, 12)
  })

  it('agrees with counting every split of a few answers', () => {
    const side = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 3, maxLength: 3 })
    fc.assert(
      fc.property(side, side, (first, second) => {
        fc.pre(first.some(Boolean) && second.some(Boolean))
        expect(permutationP([1, 4, 7], first, second)).toBeCloseTo(bySplitting([1, 4, 7], first, second), 9)
      }),
      { numRuns: 60 },
    )
  })

  it('approximates larger samples by the splits’ mean, variance and skewness', () => {
    // 100,000 random splits by numpy: 0.0227 are farther, or as far for half of them.
    expect(permutationP([1, 2, 3], [5, 10, 35], [20, 30, 50])).toBeCloseTo(0.0227, 3)
  })
})

/** The p of the permutation test by listing every split. */
function bySplitting(values: number[], first: number[], second: number[]): number {
  const spread = (counts: number[]) => counts.flatMap((count, at) => Array<number>(count).fill(values[at]!))
  const all = [...spread(first), ...spread(second)]
  const size = spread(first).length
  const mean = (list: number[]) => list.reduce((sum, value) => sum + value, 0) / list.length
  const observed = Math.abs(mean(spread(first)) - mean(spread(second)))
  let [splits, far] = [0, 0]
  for (let mask = 0; mask < 2 ** all.length; mask++) {
    const inside = all.filter((_, at) => (mask >> at) & 1)
    if (inside.length !== size) continue
    const outside = all.filter((_, at) => !((mask >> at) & 1))
    splits++
    if (Math.abs(mean(inside) - mean(outside)) >= observed - 1e-9) far++
  }
  return far / splits
}

describe('exactSharesP', () => {
  it('calls 9 of 10 and 990 of 1,000 not different, where z has 0.006', () => {
    const comparison = compareScores(csat, thumbs(9, 10), thumbs(990, 1000))
    expect(comparison).toMatchObject({ verdict: 'not distinguishable' })
    expect(comparison.p).toBeGreaterThan(0.05)
  })

  it('calls ten and a thousand of one mind different at most 5.5 times in a hundred, at every share', () => {
    for (const share of [0.9, 0.95, 0.98, 0.99, 0.995]) {
      let alarms = 0
      for (let a = 0; a <= 10; a++)
        for (let b = Math.floor(1000 * share - 30); b <= Math.min(1000, 1000 * share + 30); b += 1)
          if (binomial(10, a, share) * binomial(1000, b, share) > 1e-6)
            if (compareScores(csat, thumbs(a, 10), thumbs(b, 1000)).verdict === 'real')
              alarms += binomial(10, a, share) * binomial(1000, b, share)
      expect(alarms, `at ${share}`).toBeLessThan(0.055)
    }
  })

  it('is the same for the opposite answer, and for the sides exchanged', () => {
    const p = exactSharesP({ count: 1, of: 12 }, { count: 30, of: 90 })
    expect(exactSharesP({ count: 11, of: 12 }, { count: 60, of: 90 })).toBeCloseTo(p, 9)
    expect(exactSharesP({ count: 30, of: 90 }, { count: 1, of: 12 })).toBeCloseTo(p, 9)
  })
})

function binomial(n: number, k: number, p: number): number {
  let result = (1 - p) ** n
  for (let at = 1; at <= k; at++) result *= ((n - at + 1) / at) * (p / (1 - p))
  return result
}

describe('meanScoreInterval', () => {
  it('is Tango’s interval on a scale of three points', () => {
    const answers = {
      scale: { min: -1, max: 1, direction: 'up', positive: 1, negative: -1 },
      counts: [6, 13, 32],
    } as const
    const score = meanScoreInterval(answers)!
    const expected = tango({ detractors: 6, passives: 13, promoters: 32 })!
    expect(100 * score.low).toBeCloseTo(expected.low, 5)
    expect(100 * score.high).toBeCloseTo(expected.high, 5)
  })
})

describe('a comparison', () => {
  it('does not call ten 7s real against 200 with the mean 6.90', () => {
    const many = seven(0, 0, 0, 0, 10, 0, 190)
    expect(compareScores(effort, seven(0, 0, 0, 0, 0, 0, 10), many).verdict).toBe('not distinguishable')
  })

  const counts = (most: number) => fc.array(fc.nat(most), { minLength: 7, maxLength: 7 })

  it('is real exactly when its interval leaves out 0, whatever the metric', () => {
    fc.assert(
      fc.property(counts(20), counts(40), (a, b) => {
        for (const reading of [effort, { metric: 'ces' }, csat] as const) {
          const { verdict, interval } = compareScores(reading, seven(...a), seven(...b))
          if (interval) expect(verdict === 'real').toBe(interval.low > 0 || interval.high < 0)
        }
        const nps = (each: number[]) => ({ scale: npsScales['0-10'], counts: [...each, ...each.slice(0, 4)] })
        const { verdict, interval } = compareScores({ metric: 'nps' }, nps(a), nps(b))
        if (interval) expect(verdict === 'real').toBe(interval.low > 0 || interval.high < 0)
      }),
      { numRuns: 300 },
    )
  })
})

describe('segmentsOf', () => {
  const all = thumbs(300, 400)
  const property = (name: string, ...ups: number[]) => ({
    property: name,
    values: ups.map((up, at) => ({ value: `${name}${at}`, distribution: thumbs(up, 400 / ups.length) })),
  })

  it('corrects over all properties of the report, counting two values once', () => {
    const two = segmentsOf(csat, all, [property('plan', 160, 140)])
    expect(two.family).toEqual({ correction: 'holm', comparisons: 1 })
    expect(two.properties[0]!.values.map(({ difference }) => difference!.verdict)).toEqual(['real', 'real'])
    const many = segmentsOf(csat, all, [
      property('plan', 160, 140),
      property('country', 75, 75, 75, 75),
      property('role', 75, 75, 75, 75),
    ])
    expect(many.family.comparisons).toBe(9)
    const [plan] = many.properties[0]!.values
    expect(plan!.difference!.adjustedP).toBeCloseTo(9 * plan!.difference!.p!, 12)
    expect(plan!.difference!.verdict).toBe('not distinguishable')
  })
})

describe('NPS of people of one mind', () => {
  const nps = (promoters: number, detractors: number): Distribution =>
    fromPointCounts(npsScales['0-10'], [
      { rating: 10, count: promoters },
      { rating: 0, count: detractors },
    ])

  it('differs by no less chance than that of all splits', () => {
    // By hypergeometric probabilities: none of 20 in 1,000 falls among 200 drawn, or as far on the other side.
    const { p, verdict } = compareScores({ metric: 'nps' }, nps(200, 0), nps(780, 20))
    expect(p).toBeCloseTo(0.04171, 5)
    expect(verdict).toBe('real')
    // The adjusted test alone has 0.034 here, and all splits 0.058.
    expect(compareScores({ metric: 'nps' }, nps(200, 0), nps(783, 17)).verdict).toBe('not distinguishable')
  })
})

describe('a report', () => {
  const small = seven(0, 0, 1, 2, 2, 2, 2)
  const counted = {
    period: { from: null, to: null, timezone: 'UTC' },
    isGroup: true,
    distribution: small,
    commented: 0,
    leftOut: { held: 0, test: 0, superseded: 0 },
    previous: null,
    interval: 'month',
    trend: [{ from: '', to: '', content: small }],
    segments: [],
    tooManyValues: [],
    channels: [{ channel: 'widget', distribution: small }],
    funnel: null,
    count: 'all' as const,
    thresholdChanges: [],
    accounts: null,
    asked: null,
  }

  it('gives a chosen group, a trend’s point and a channel no score below ten answers', () => {
    for (const reading of [{ metric: 'nps' }, csat, { metric: 'ces' }] as const) {
      const found = report(reading, reading.metric === 'nps' ? onNps(counted) : counted)
      expect(found.score).toMatchObject({ n: 9, value: null, mean: null, interval: null })
      expect(found.caution).toBe('counts only')
      expect(found.trend[0]).toMatchObject({ n: 9, value: null, interval: null, caution: 'counts only' })
      expect(found.channels[0]).toMatchObject({ n: 9, value: null, interval: null })
    }
    expect(report(csat, { ...counted, isGroup: false }).score.value).not.toBeNull()
  })

  function onNps(each: typeof counted) {
    const nine = { scale: npsScales['0-10'], counts: points(npsScales['0-10']).map((at) => (at < 9 ? 1 : 0)) }
    const channels = [{ channel: 'widget', distribution: nine }]
    return { ...each, distribution: nine, trend: [{ from: '', to: '', content: nine }], channels }
  }
})
