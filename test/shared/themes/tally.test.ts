import { describe, expect, it } from 'vitest'
import { npsScales } from '../../../shared/nps.ts'
import { readComment } from '../../../shared/themes/comment.ts'
import { compile } from '../../../shared/themes/compile.ts'
import {
  addTally,
  type CountedComment,
  type Counter,
  count,
  countRead,
  type MutableTally,
  makeCounter,
  type Tally,
  tallyOf,
} from '../../../shared/themes/tally.ts'
import { themeReport } from '../../../shared/themes/theme-report.ts'
import { fc } from '../../support/seeded.ts'
import { bookOf } from './book.ts'

const codebook = bookOf(
  { product: [], price: ['price'], speed: ['speed'], bugs: ['bug', 'crash*'] },
  { parents: { bugs: 'product', speed: 'product' } },
)
const compiled = compile(codebook)

const words = fc.constantFrom('price', 'speed', 'bugs', 'crashed', 'good', 'and', ',')
const comments: fc.Arbitrary<CountedComment> = fc
  .tuple(
    fc.array(words, { maxLength: 6 }),
    fc.option(fc.integer({ min: 0, max: 10 })),
    fc.option(fc.constantFrom('positive' as const, 'neutral' as const)),
    fc.subarray(['price', 'bugs', 'nothing known']),
    fc.constantFrom('none', 'ticked', 'tagged'),
  )
  .map(([text, rating, band, themes, how]) => ({
    text: text.join(' '),
    rating,
    band,
    ...(how !== 'none' && { [how]: themes }),
  }))

const inOrder = (tally: Tally) => [...tally].sort()

function counterOf(counted: readonly CountedComment[]): Counter {
  const counter = makeCounter(compiled)
  for (const each of counted) count(counter, each)
  return counter
}

const added = (...parts: readonly Tally[]): Tally => {
  const sum: MutableTally = new Map()
  for (const part of parts) addTally(sum, part)
  return sum
}

describe('a tally', () => {
  it('is unchanged after a comment is added and subtracted', () => {
    fc.assert(
      fc.property(fc.array(comments), fc.array(comments), (kept, passing) => {
        const counter = counterOf(kept)
        for (const each of passing) count(counter, each)
        for (const each of passing) count(counter, each, -1)
        expect(inOrder(tallyOf(counter))).toEqual(inOrder(tallyOf(counterOf(kept))))
      }),
    )
  })

  it('equals the sum of the tallies of its parts, in any order', () => {
    fc.assert(
      fc.property(fc.array(comments), fc.array(comments), (some, others) => {
        const [first, second] = [some, others].map((each) => tallyOf(counterOf(each))) as [Tally, Tally]
        const whole = inOrder(tallyOf(counterOf([...some, ...others])))
        expect(inOrder(added(first, second))).toEqual(whole)
        expect(inOrder(added(second, first))).toEqual(whole)
        const left: MutableTally = new Map(added(first, second))
        addTally(left, second, -1)
        expect(inOrder(left)).toEqual(inOrder(first))
      }),
    )
  })

  it('counted by numbers equals the one counted by keys', () => {
    fc.assert(
      fc.property(fc.array(comments), (counted) => {
        const named: MutableTally = new Map()
        for (const each of counted) countRead(named, readComment(compiled, each.text, each), each.rating)
        expect(inOrder(tallyOf(counterOf(counted)))).toEqual(inOrder(named))
      }),
    )
  })

  it.each([11, -1, 3.5, Number.NaN])('refuses the rating %d', (rating) => {
    expect(() => count(makeCounter(compiled), { text: 'price', rating })).toThrow(RangeError)
  })
})

describe('the report', () => {
  const answers = (n: number, text: string, rating: number) =>
    Array.from({ length: n }, () => ({ rating, text }))
  const tally = tallyOf(
    counterOf([
      ...answers(40, 'the price', 2),
      ...answers(40, 'I like it', 10),
      ...answers(5, 'speed', 10),
      ...answers(15, 'bugs', 0),
    ]),
  )
  const report = themeReport(tally, { metric: 'nps' }, npsScales['0-10'], codebook)
  const of = (name: string) => report.themes.find(({ theme }) => theme === name)!

  it('gives share, score, delta and impact with n and interval', () => {
    const price = of('price')
    expect(price).toMatchObject({ n: 40, score: -100, share: { count: 40, of: 100, percent: 40 } })
    expect(price.share!.interval!.low).toBeCloseTo(30.9, 1)
    // With the theme −100, without it (45 − 15) / 60 = 50; of all −10.
    expect(price.delta).toMatchObject({
      difference: -150,
      first: { n: 40 },
      second: { n: 60 },
      verdict: 'real',
    })
    expect(price.impact!.value).toBeCloseTo(-60)
    expect(price.impact!.interval.high).toBeLessThan(0)
  })

  it('gives only counts below ten comments, and lists themes no comment has', () => {
    expect(of('speed')).toMatchObject({
      n: 5,
      caution: 'counts only',
      share: null,
      score: null,
      impact: null,
    })
    const empty = themeReport(new Map(), { metric: 'nps' }, npsScales['0-10'], codebook)
    expect(empty.themes).toHaveLength(4)
    expect(empty.coverage).toMatchObject({ count: 0, of: 0, percent: null, interval: null })
  })

  it('counts a parent with each of its themes', () => {
    expect(of('product')).toMatchObject({ n: 20, parent: null })
    expect(of('bugs').parent).toBe('product')
  })
})
