import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readComment } from '../../../shared/themes/comment.ts'
import { compile } from '../../../shared/themes/compile.ts'
import { match } from '../../../shared/themes/match.ts'
import { folded, normalised, tokensOf } from '../../../shared/themes/tokens.ts'
import { bookOf } from './book.ts'

/** Pieces that change length when normalised, or are more than one unit, or run the other way. */
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

describe('places', () => {
  it('of tokens are in order, apart, and of the text as written', () => {
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

  it('of mentions hold the word the rule looks for, whatever stands around it', () => {
    const compiled = compile(bookOf({ price: ['price'], bugs: ['~バグ'] }))
    fc.assert(
      fc.property(texts, planted, texts, (before, word, after) => {
        const text = `${before.join('')} ${word} ﾊﾞｸﾞ ${after.join('')}`
        const mentions = match(compiled, text)
        for (const { theme, start, end } of mentions) {
          const said = folded(normalised(text.slice(start, end)))
          expect(said).toMatch(theme === 'price' ? /^prices?$/ : /^バグ$/)
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
  /** How many times a reading looks something up, which no other work on the machine disturbs. */
  function lookUps(text: string): number {
    let times = 0
    const section = compiled.sections.get('en')!
    const counted = (map: Map<string, never>) => ({
      get: (key: string) => {
        times += 1
        return map.get(key)
      },
    })
    const seen = { ...counted(section.seen as never), set: () => {}, size: 0 }
    const sections = new Map([['en', { ...section, seen: seen as never }]])
    readComment({ ...compiled, sections }, text, { band: 'neutral' })
    return times
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
  ])(
    'for %j repeated',
    (piece) => {
      const [short, long] = [lookUps(piece.repeat(500)), lookUps(piece.repeat(4000))]
      expect(long).toBeLessThanOrEqual(8 * short * 1.1)
      // Ten seconds would be a thousand times what it takes.
      expect(readComment(compiled, piece.repeat(100_000)).mentions.length).toBeLessThanOrEqual(100_000)
    },
    10_000,
  )
})
