import { describe, expect, it } from 'vitest'
import { fromPointCounts } from '../../shared/distribution.ts'
import { nps, npsScales } from '../../shared/nps.ts'
import { roundHalfAway } from '../../shared/rounding.ts'
import { fc } from '../support/seeded.ts'

describe('roundHalfAway', () => {
  it.each([
    [2.5, 0, 3],
    [-2.5, 0, -3],
    [2.4, 0, 2],
    [-2.4, 0, -2],
    [-0.4, 0, 0],
    [0.5, 0, 1],
    [-0.5, 0, -1],
    [1.005, 2, 1.01],
    [-1.005, 2, -1.01],
    [46.15384615384615, 2, 46.15],
    [1234.5, -1, 1230],
    [1235, -1, 1240],
  ])('%d at %d digits is %d', (value, digits, rounded) => {
    expect(roundHalfAway(value, digits)).toBe(rounded)
  })

  it('rounds −2.5 (one detractor among 39 passives) to −3, where Math.round gives −2', () => {
    const score = nps(
      fromPointCounts(npsScales['0-10'], [
        { rating: 6, count: 1 },
        { rating: 7, count: 39 },
      ]),
    ).nps!
    expect(score).toBe(-2.5)
    expect(roundHalfAway(score)).toBe(-3)
  })

  it('rounds numbers written with an exponent: 1e-7 was NaN', () => {
    expect(roundHalfAway(1e-7)).toBe(0)
    expect(roundHalfAway(-1e-7)).toBe(0)
    expect(roundHalfAway(1.5e-7, 7)).toBe(2e-7)
    expect(roundHalfAway(-2.5e-9, 9)).toBe(-3e-9)
    expect(roundHalfAway(1e21, 2)).toBe(1e21)
    expect(roundHalfAway(1.5e300)).toBe(1.5e300)
  })

  it('returns NaN and infinities unchanged', () => {
    expect(roundHalfAway(Number.NaN)).toBeNaN()
    expect(roundHalfAway(Number.POSITIVE_INFINITY, 2)).toBe(Number.POSITIVE_INFINITY)
  })

  it('never returns −0, is symmetric, and changes nothing by more than half a unit', () => {
    const value = fc.double({ min: -1e6, max: 1e6, noNaN: true })
    fc.assert(
      fc.property(value, fc.integer({ min: 0, max: 6 }), (number, digits) => {
        const rounded = roundHalfAway(number, digits)
        expect(Object.is(rounded, -0)).toBe(false)
        expect(roundHalfAway(-number, digits) + rounded).toBe(0)
        expect(Math.abs(rounded - number)).toBeLessThanOrEqual(0.5 / 10 ** digits + 1e-9)
      }),
    )
  })
})
