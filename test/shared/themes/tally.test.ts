import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { npsScales } from '../../../shared/nps.ts'
import { readComment } from '../../../shared/themes/comment.ts'
import { compile } from '../../../shared/themes/compile.ts'
import { themeReport } from '../../../shared/themes/report.ts'
import { addTally, type Counted, type Counting, count } from '../../../shared/themes/tally.ts'
import { bookOf } from './book.ts'

const codebook = bookOf(
  { product: [], price: ['price'], speed: ['speed'], bugs: ['bug', 'crash*'] },
  { parents: { bugs: 'product', speed: 'product' } },
)
const compiled = compile(codebook)

const words = fc.constantFrom('price', 'speed', 'bugs', 'crashed', 'good', 'and', ',')
const comments: fc.Arbitrary<Counted> = fc
  .tuple(fc.array(words, { maxLength: 6 }), fc.option(fc.integer({ min: 0, max: 10 })))
  .map(([text, rating]) => ({ rating, themed: readComment(compiled, text.join(' ')) }))

function tallyOf(counted: readonly Counted[]): Counting {
  const tally: Counting = new Map()
  for (const each of counted) count(tally, each)
  return tally
}

const inOrder = (tally: Counting) => [...tally].sort()

describe('a tally', () => {
  it('is as before when what was added is taken away', () => {
    fc.assert(
      fc.property(fc.array(comments), fc.array(comments), (kept, passing) => {
        const tally = tallyOf(kept)
        for (const each of passing) count(tally, each)
        for (const each of passing) count(tally, each, -1)
        expect(inOrder(tally)).toEqual(inOrder(tallyOf(kept)))
      }),
    )
  })

  it('of parts is that of the whole, in any order', () => {
    fc.assert(
      fc.property(fc.array(comments), fc.array(comments), (some, others) => {
        const tally = tallyOf(some)
        addTally(tally, tallyOf(others))
        const turned = tallyOf(others)
        addTally(turned, tallyOf(some))
        const whole = inOrder(tallyOf([...some, ...others]))
        expect(inOrder(tally)).toEqual(whole)
        expect(inOrder(turned)).toEqual(whole)
        addTally(tally, tallyOf(others), -1)
        expect(inOrder(tally)).toEqual(inOrder(tallyOf(some)))
      }),
    )
  })
})

describe('the report', () => {
  const answers = (n: number, text: string, rating: number) =>
    Array.from({ length: n }, () => ({ rating, themed: readComment(compiled, text) }))
  const tally = tallyOf([
    ...answers(40, 'the price', 2),
    ...answers(40, 'I like it', 10),
    ...answers(5, 'speed', 10),
    ...answers(15, 'bugs', 0),
  ])
  const report = themeReport(tally, { metric: 'nps' }, npsScales['0-10'], codebook)
  const of = (name: string) => report.themes.find(({ theme }) => theme === name)!

  it('gives share, score, delta and impact with their n and interval', () => {
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

  it('counts only below ten, and lists themes nobody spoke of', () => {
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

  it('counts a parent wherever its themes are', () => {
    expect(of('product')).toMatchObject({ n: 20, parent: null })
    expect(of('bugs').parent).toBe('product')
  })
})
