import { describe, expect, it } from 'vitest'
import { readComment } from '../../../shared/themes/comment.ts'
import { compile } from '../../../shared/themes/compile.ts'
import { match } from '../../../shared/themes/match.ts'
import { count, makeCounter } from '../../../shared/themes/tally.ts'
import { folded, normalised, tokensOf } from '../../../shared/themes/tokens.ts'
import { fc } from '../../support/seeded.ts'
import { stepsOf } from '../../support/steps.ts'
import { bookOf } from './book.ts'

/** Pieces that change length when normalised, take several code units, or are right to left. */
const awkward = fc.constantFrom(
  ...[
    '👍🏽',
    '👨‍👩‍👧',
    'e\u0301',
    'ﬁ',
    'Ｐｒｉｃｅ',
    'İ',
    '㍿',
    'مرحبا',
    'שלום',
    '\u202e',
    '\u200d',
    '\u00ad',
    '\ud83d',
  ],
  ...['ﾊﾞｸﾞ', '価格', 'ก็', '\u0301', '½', 'ΑΣ', 'ß', ' ', ', ', '\n', "'", '’'],
)
const planted = fc.constantFrom('price', 'PRICES', 'ｐｒｉｃｅ', 'pri\u00adce', 'price’s', 'prıce')
const texts = fc.array(fc.oneof(awkward, fc.string({ unit: 'binary', maxLength: 8 }), planted), {
  maxLength: 30,
})

describe('offsets', () => {
  it('of tokens are ordered, disjoint, and those of the text as written', () => {
    fc.assert(
      fc.property(texts, (pieces) => {
        const text = pieces.join('')
        let end = 0
        for (const token of tokensOf(text)) {
          expect(token.start).toBeGreaterThanOrEqual(end)
          expect(token.end).toBeGreaterThan(token.start)
          expect(normalised(text.slice(token.start, token.end))).toBe(token.word)
          end = token.end
        }
        expect(end).toBeLessThanOrEqual(text.length)
      }),
      { numRuns: 500 },
    )
  })

  it('of mentions contain the word of the rule, whatever surrounds it', () => {
    const compiled = compile(bookOf({ price: ['price'], bugs: ['~バグ'] }))
    fc.assert(
      fc.property(texts, planted, texts, (before, word, after) => {
        const text = `${before.join('')} ${word} ﾊﾞｸﾞ ${after.join('')}`
        const mentions = match(compiled, text)
        for (const { theme, start, end } of mentions) {
          const said = folded(normalised(text.slice(start, end)))
          // Marks of other scripts that happen to follow belong to the last letter, and so to the word.
          expect(said).toMatch(theme === 'price' ? /^prices?\p{M}*$/u : /^バグ\p{M}*$/u)
        }
        const start = before.join('').length + 1
        expect(mentions).toContainEqual({ theme: 'price', rule: 'price', start, end: start + word.length })
        expect(mentions.some(({ theme }) => theme === 'bugs')).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})

describe('reading takes linear time', () => {
  const compiled = compile(
    bookOf({
      a: ['a', 'a a', 'a a a a a a a a', 'aa*', '~aa', '!b a', 'aa* aa* aa* aa*'],
      b: ['~あ', '~ああ', '~あああああああああああああああああ', '!~あい'],
    }),
    { en: { valences: { a: 1 }, conjunctions: ['but'] } },
  )
  const read = (text: string) => {
    readComment(compiled, text, { band: 'neutral' })
    count(makeCounter(compiled), { text, rating: null })
  }

  it.each([
    ['a '],
    ['a, but '],
    ['aaaaaaaaa'],
    ['あ'],
    ['b a '],
    ["a'"],
    ['a\u0301'],
    ['\ud83d'],
    ['\u0301'],
    ['...'],
  ])('for %j repeated', async (piece) => {
    read(piece.repeat(10)) // Warm-up: caches, such as that of character classes, are filled once.
    const [short, long] = [
      await stepsOf(() => read(piece.repeat(250))),
      await stepsOf(() => read(piece.repeat(2000))),
    ]
    expect(short).toBeGreaterThan(250)
    expect(long).toBeLessThanOrEqual(8 * short * 1.1)
  })
})

it('the linear-time check fails for a quadratic function', async () => {
  const pairs = (n: number) => {
    let found = 0
    for (let a = 0; a < n; a++) for (let b = 0; b < n; b++) found += a === b ? 1 : 0
    return found
  }
  const [short, long] = [await stepsOf(() => pairs(25)), await stepsOf(() => pairs(200))]
  expect(long).toBeGreaterThan(50 * short)
})
