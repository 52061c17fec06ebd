import { describe, expect, it } from 'vitest'
import { fisherExact } from '../../../shared/fisher.ts'
import { draw, seededRandom } from '../../../shared/random.ts'
import { calibrate } from '../../../shared/themes/calibration.ts'
import { compile } from '../../../shared/themes/compile.ts'
import { discover } from '../../../shared/themes/discovery.ts'
import { bookOf } from './book.ts'

const compiled = compile(bookOf({ price: ['price'] }), {
  en: { stopWords: ['the', 'a', 'is', 'of', 'to', 'and', 'it'] },
})

/** Comments of made-up words; earlier words are more common. */
function comments(n: number, random: () => number) {
  const word = () => `w${Math.floor(400 ** random())}x`
  return Array.from({ length: n }, () => ({
    text: Array.from({ length: 8 + Math.floor(random() * 20) }, word).join(' '),
    band: random() < 0.5 ? ('positive' as const) : ('negative' as const),
    matched: false,
  }))
}

describe('contrast', () => {
  it('finds anything in at most 7 % of 200 runs with random scores', () => {
    let named = 0
    for (let run = 0; run < 200; run++) {
      const random = seededRandom(run + 1)
      if (discover(comments(150, random), compiled).contrast.length > 0) named += 1
    }
    expect(named).toBeLessThanOrEqual(14)
  })

  it('finds what one band says', () => {
    const searched = comments(300, seededRandom(5)).map((comment, at) =>
      comment.band === 'negative' && at % 3 === 0
        ? { ...comment, text: `${comment.text} the parking garage` }
        : comment,
    )
    const [first] = discover(searched, compiled).contrast
    expect(first).toMatchObject({ text: 'parking garage', of: 'negative', positive: 0 })
  })
})

it('words and phrases count once a comment, plurals together, duplicates left out', () => {
  const searched = Array.from({ length: 12 }, (_, at) => ({
    text: at % 2 === 0 ? 'Ease of use, ease of use! The price' : 'the prices',
    band: null,
    matched: at % 2 === 0,
  }))
  const { words, phrases, unmatched } = discover(searched, compiled)
  expect(words).toMatchObject([{ text: 'price', n: 12, themes: ['price'] }])
  expect(phrases).toMatchObject([{ text: 'ease of use', n: 6, themes: [] }])
  expect(unmatched).toEqual([])
})

it('Fisher’s exact test agrees with R', () => {
  expect(fisherExact({ first: 8, ofFirst: 10, second: 1, ofSecond: 6 })).toBeCloseTo(0.03496503, 8)
  expect(fisherExact({ first: 3, ofFirst: 4, second: 1, ofSecond: 4 })).toBeCloseTo(0.4857143, 7)
  expect(fisherExact({ first: 0, ofFirst: 5, second: 0, ofSecond: 5 })).toBe(1)
  expect(fisherExact({ first: 2000, ofFirst: 2000, second: 0, ofSecond: 2000 })).toBeGreaterThanOrEqual(0)
})

it('calibration brings shares closer to the tagged ones', () => {
  const random = seededRandom(9)
  // Rules miss a third of each theme's comments, and match a tenth of the others by mistake.
  const people = Array.from({ length: 4000 }, () =>
    [0.05, 0.1, 0.2, 0.4].map((share) => {
      const tagged = random() < share
      return { tagged, found: tagged ? random() < 0.67 : random() < 0.1 }
    }),
  )
  const share = (theme: number, what: 'tagged' | 'found') => people.filter((one) => one[theme]![what]).length
  let [raw, corrected] = [0, 0]
  for (let run = 0; run < 20; run++) {
    const sample = draw(people, 200, seededRandom(run))
    const themes = [0, 1, 2, 3].map((theme) => ({
      theme: String(theme),
      found: { count: share(theme, 'found'), of: 4000, percent: null },
      sample: sample.map((one) => one[theme]!),
    }))
    calibrate(themes).forEach(({ percent }, theme) => {
      raw += Math.abs(share(theme, 'found') - share(theme, 'tagged')) / 40 / 80
      corrected += Math.abs(percent - share(theme, 'tagged') / 40) / 80
    })
  }
  expect(raw).toBeGreaterThan(4)
  expect(corrected).toBeLessThan(2)
})
