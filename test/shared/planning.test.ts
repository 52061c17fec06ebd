import { describe, expect, it } from 'vitest'
import { benjaminiHochberg, holm } from '../../shared/adjustment.ts'
import { npsScales } from '../../shared/nps.ts'
import {
  answersFor,
  answersForChange,
  answersForNps,
  answersWithin,
  finiteCorrection,
  marginOf,
  shareVariance,
} from '../../shared/sample-size.ts'
import { effectiveN, weightedNps } from '../../shared/weighting.ts'
import { fc } from '../support/seeded.ts'

const { '0-10': scale } = npsScales

describe('answersForChange', () => {
  it('is 356 a side from 60 to 70 % with 80 % power, and infinite without a change', () => {
    // R power.prop.test(p1 = .6, p2 = .7, power = .8): n = 355.6; the example of its manual, .5 to .75, n = 57.7.
    expect(answersForChange(0.6, 0.7)).toBeCloseTo(355.6, 0)
    expect(answersForChange(0.5, 0.75)).toBeCloseTo(57.7, 1)
    expect(answersForChange(0.5, 0.5)).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('sample sizes', () => {
  it.each([
    [10, 385],
    [5, 1537],
    [3, 4269],
  ])('an NPS ± %d needs %d answers at worst, three fewer when adjusted', (margin, n) => {
    expect(answersForNps(margin)).toEqual({ wald: n, adjusted: n - 3 })
  })

  it('are never negative', () => {
    expect(answersForNps(200).adjusted).toBe(0)
  })

  it('are the inverse of margins', () => {
    const planning = { confidence: 0.9, variance: shareVariance(0.3) }
    expect(marginOf(answersFor(4, planning), planning)).toBeCloseTo(4, 12)
    expect(marginOf(0)).toBeNull()
  })

  it('shrink in a small population', () => {
    expect(Math.ceil(answersWithin(385, 1000))).toBe(278)
    expect(finiteCorrection(12, 40)).toBeCloseTo(Math.sqrt(0.7), 15)
    expect([finiteCorrection(40, 40), finiteCorrection(50, 40), finiteCorrection(0, 0)]).toEqual([0, 0, 0])
  })
})

describe('corrections for many comparisons', () => {
  it('adjust 0.01, 0.04, 0.03 like R, in the order given', () => {
    const near = (ps: number[]) => ps.map((p) => Math.round(p * 1e12) / 1e12)
    expect(near(holm([0.01, 0.04, 0.03]))).toEqual([0.03, 0.06, 0.06])
    expect(near(benjaminiHochberg([0.01, 0.04, 0.03]))).toEqual([0.03, 0.04, 0.04])
  })

  it('leave a single p-value unchanged, and accept none', () => {
    expect([holm([0.2]), benjaminiHochberg([0.2])]).toEqual([[0.2], [0.2]])
    expect([holm([]), benjaminiHochberg([])]).toEqual([[], []])
  })

  it('never lower a p-value or pass 1, and Holm’s are never below Benjamini–Hochberg’s', () => {
    const ps = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 })
    fc.assert(
      fc.property(ps, (values) => {
        const strict = holm(values)
        const kind = benjaminiHochberg(values)
        values.forEach((p, at) => {
          expect(kind[at]).toBeGreaterThanOrEqual(p - 1e-15)
          expect(strict[at]).toBeGreaterThanOrEqual(kind[at]! - 1e-15)
          expect(strict[at]).toBeLessThanOrEqual(1)
        })
      }),
    )
  })
})

describe('weightedNps', () => {
  const answer = (rating: number, weight: number) => ({ rating, weight })

  it('counts an answer of weight 2 as two', () => {
    expect(weightedNps(scale, [answer(9, 2), answer(6, 1), answer(7, 1)])?.nps).toBe(25)
  })

  it('is null when nobody answered, and when all weights are 0', () => {
    expect(weightedNps(scale, [])).toBeNull()
    expect(weightedNps(scale, [answer(9, 0)])).toBeNull()
    expect(effectiveN([])).toBeNull()
  })

  it('has a score but no error for one answer', () => {
    expect(weightedNps(scale, [answer(9, 3)])).toMatchObject({ nps: 100, error: null, interval: null, n: 1 })
  })

  it('has no error when the whole population answered', () => {
    const all = [answer(9, 1), answer(6, 1)]
    expect(weightedNps(scale, all, { population: 2 })).toMatchObject({
      error: 0,
      interval: { low: 0, high: 0 },
    })
  })

  it('has a smaller effective n the more the weights differ', () => {
    expect(effectiveN([answer(9, 1), answer(9, 1), answer(9, 2)])).toBeCloseTo(16 / 6, 12)
    expect(effectiveN([answer(9, 5), answer(9, 5)])).toBe(2)
  })
})
