import { describe, expect, it } from 'vitest'
import {
  countBands,
  emptyDistribution,
  fromPointCounts,
  fromRatings,
  mean,
  merge,
  toPointCounts,
  total,
} from '../../shared/distribution.ts'
import { fromBytes } from '../../shared/histogram.ts'
import { moments } from '../../shared/moments.ts'
import { scales } from '../../shared/survey.ts'
import { fc } from '../support/seeded.ts'

const anyScale = fc.constantFrom(...Object.values(scales).flatMap((named) => Object.values(named)))
const answersOn = (scale: { min: number; max: number }) =>
  fc.array(fc.integer({ min: scale.min, max: scale.max }), { maxLength: 60 })
const scaleAndAnswers = anyScale.chain((scale) =>
  fc.record({ scale: fc.constant(scale), a: answersOn(scale), b: answersOn(scale) }),
)

describe('a distribution', () => {
  it('has no mean and no variance when nobody answered', () => {
    const nobody = emptyDistribution(scales.nps['0-10'])
    expect(total(nobody)).toBe(0)
    expect(mean(nobody)).toBeNull()
    expect(moments(nobody)).toBeNull()
    expect(countBands(nobody)).toEqual({ positive: 0, neutral: 0, negative: 0 })
  })

  it('has a mean but no variance with one answer', () => {
    const one = fromRatings(scales.csat['1-5'], [4])
    expect(mean(one)).toBe(4)
    expect(moments(one)).toBeNull()
  })

  it('merges into the distribution of all answers', () => {
    fc.assert(
      fc.property(scaleAndAnswers, ({ scale, a, b }) => {
        expect(merge(fromRatings(scale, a), fromRatings(scale, b))).toEqual(fromRatings(scale, [...a, ...b]))
      }),
    )
  })

  it('does not depend on order, and adds up repeated points', () => {
    fc.assert(
      fc.property(scaleAndAnswers, ({ scale, a, b }) => {
        const once = fromRatings(scale, [...a, ...b])
        expect(fromRatings(scale, [...b, ...a])).toEqual(once)
        const rows = [...toPointCounts(fromRatings(scale, a)), ...toPointCounts(fromRatings(scale, b))]
        expect(fromPointCounts(scale, rows)).toEqual(once)
      }),
    )
  })

  it('puts every answer in exactly one band', () => {
    fc.assert(
      fc.property(scaleAndAnswers, ({ scale, a }) => {
        const { positive, neutral, negative } = countBands(fromRatings(scale, a))
        expect(positive + neutral + negative).toBe(a.length)
      }),
    )
  })

  it('refuses a rating outside its scale', () => {
    expect(() => fromRatings(scales.nps['0-10'], [10, 11])).toThrow(RangeError)
    expect(() => fromRatings(scales.ces['1-7'], [0])).toThrow(RangeError)
    expect(() => fromRatings(scales.ces['1-7'], [1.5])).toThrow(RangeError)
  })
})

describe('fromBytes', () => {
  it('counts like fromRatings at any length', () => {
    fc.assert(
      fc.property(scaleAndAnswers, ({ scale, a }) => {
        expect(fromBytes(scale, Uint8Array.from(a))).toEqual(fromRatings(scale, a))
      }),
    )
  })

  it('refuses a rating outside the scale at any position', () => {
    for (let at = 0; at < 9; at++) {
      const ratings = new Uint8Array(9).fill(5)
      ratings[at] = 11
      expect(() => fromBytes(scales.nps['0-10'], ratings), `at ${at}`).toThrow(RangeError)
    }
  })
})
