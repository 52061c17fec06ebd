import { describe, expect, it } from 'vitest'
import { codebookHash, readCodebook } from '../../../shared/themes/codebook.ts'
import { readComment } from '../../../shared/themes/comment.ts'
import { compile } from '../../../shared/themes/compile.ts'
import { match } from '../../../shared/themes/match.ts'
import { tokensOf } from '../../../shared/themes/tokens.ts'
import { bookOf } from './book.ts'

/** The parts of a text that the rules of one theme match, as written. */
function found(rules: string[], text: string, language = 'en'): string[] {
  const compiled = compile(bookOf({ theme: rules }, { language }))
  return match(compiled, text).map(({ start, end }) => text.slice(start, end))
}

describe('a rule', () => {
  it.each([
    [['price'], 'The prices, the PRICE', ['prices', 'PRICE']],
    [['customer service'], 'customer services. Customer, service', ['customer services']],
    [['cancel*'], 'cancelled cancel chancel', ['cancelled', 'cancel']],
    [['=app'], 'app apps App', ['app', 'App']],
    [['=two words'], 'two words, two word', ['two words']],
    [['~load'], 'uploads downloading', ['uploads', 'downloading']],
    [['fast', '!fast food'], 'fast food, fast service', ['fast']],
    [['price', '!discount'], 'the price after a discount', []],
    [['easy', 'easy to use'], 'easy to use', ['easy to use']],
    [["can't log in"], 'I can’t log in', ['can’t log in']],
    [['cant log-in'], 'I CAN`T log in', ['CAN`T log in']],
    [['cafe'], 'Un café', ['café']],
    [['=cafe'], 'Un café', []],
    [['user friendly'], 'user-friendly', ['user-friendly']],
    [['app'], "the app's look", ["app's"]],
    [['slo*', '=slo'], `sl${'o'.repeat(400)}`, [`sl${'o'.repeat(400)}`]],
  ])('%j in «%s»', (rules, text, places) => {
    expect(found(rules as string[], text as string)).toEqual(places)
  })

  it('in Japanese is found with and without segmentation', () => {
    expect(found(['~サポート'], '電話ｻﾎﾟｰﾄが遅い', 'ja')).toEqual(['ｻﾎﾟｰﾄ'])
    expect(found(['価格'], 'この価格は高い', 'ja')).toEqual(['価格'])
  })
})

it('a word that grows under normalisation takes no longer than another', () => {
  const compiled = compile(bookOf({ theme: ['slow', 'price*', '~support'] }))
  const timeOf = (text: string) => {
    const times = Array.from({ length: 20 }, () => {
      const begun = performance.now()
      match(compiled, text)
      return performance.now() - begun
    })
    return Math.min(...times)
  }
  expect(timeOf('\ufdfa'.repeat(5000))).toBeLessThan(10 * timeOf('a'.repeat(5000)))
})

it('words are normalised, offsets are those of the text as written', () => {
  const text = 'Ｓlow ﬁles 👍🏽 don’t, cafe\u0301 l’application 3.5'
  const tokens = tokensOf(text)
  expect(tokens.map(({ word }) => word)).toEqual([
    'slow',
    'files',
    "don't",
    'café',
    'l',
    'application',
    '3',
    '5',
  ])
  expect(tokens.map(({ start, end }) => text.slice(start, end)).join(' ')).toBe(
    'Ｓlow ﬁles don’t cafe\u0301 l application 3 5',
  )
})

describe('a codebook', () => {
  it.each([
    [{ themes: { pricing: ['price', '*'] } }, 'themes.pricing[1]', /«\*»/],
    [{ themes: { pricing: ['~a'] } }, 'themes.pricing[0]', /«~a».*two letters/],
    [{ themes: { pricing: ['x'.repeat(1e6)] } }, 'themes.pricing[0]', /longer than 100/],
    [{ themes: { pricing: ['a b c d e f g h i'] } }, 'themes.pricing[0]', /more than 8 words/],
    [{ themes: { pricing: [7] } }, 'themes.pricing[0]', /is not text/],
    [{ themes: { pricing: 'price' } }, 'themes.pricing', /list of rules/],
    [{ themes: { pricing: ['(a+)+$!'] } }, 'themes.pricing[0]', /mark/],
    [{ themes: { a: [] }, parents: { a: 'a' } }, 'parents.a', /ancestor/],
    [{ themes: {} }, 'themes', /one theme/],
    [[], 'themes', /object/],
  ])('%j is refused', (value, field, detail) => {
    const read = readCodebook(value)
    expect(read).toHaveProperty('errors')
    const [error] = (read as { errors: { field: string; detail: string }[] }).errors
    expect(error!.field).toBe(field)
    expect(error!.detail).toMatch(detail)
  })

  it('may have a theme named like a property of Object', () => {
    const book = bookOf(JSON.parse('{"__proto__":["price"],"constructor":["speed"]}'))
    const themes = match(compile(book), 'price and speed').map(({ theme }) => theme)
    expect(themes).toEqual(['__proto__', 'constructor'])
  })

  it('has a hash that changes with its rules but not with their order', () => {
    const hash = (themes: Record<string, string[]>) => codebookHash(bookOf(themes))
    expect(hash({ a: ['x1', 'y1'], b: [] })).toBe(hash({ b: [], a: ['y1', 'x1'] }))
    expect(hash({ a: ['x1'] })).not.toBe(hash({ a: ['x1', 'y1'] }))
  })
})

describe('polarity', () => {
  const compiled = compile(bookOf({ price: ['price'], speed: ['speed'] }), {
    en: { valences: { good: 3, bad: -3, great: 4 }, negations: ['not'], conjunctions: ['but'] },
  })
  const told = (text: string, band: 'positive' | 'neutral' | null) =>
    readComment(compiled, text, { band }).themes.map(({ theme, polarity, source }) => [
      theme,
      polarity,
      source,
    ])

  it('comes from the rating, else from the clause, else from the comment', () => {
    expect(told('bad price', 'positive')).toEqual([['price', 'positive', 'score']])
    expect(told('bad price, great speed', 'neutral')).toEqual([
      ['price', 'negative', 'clause'],
      ['speed', 'positive', 'clause'],
    ])
    expect(told('not good price but speed', null)).toEqual([
      ['price', 'negative', 'clause'],
      ['speed', 'negative', 'comment'],
    ])
    expect(told('price', null)).toEqual([['price', 'neutral', 'none']])
  })

  it('comes from the comment for hand tags and choices that no rule found', () => {
    const themes = (known: object) => readComment(compiled, 'good price', known).themes
    expect(themes({ tagged: ['speed'] })).toEqual([
      { theme: 'speed', polarity: 'positive', source: 'comment' },
    ])
    expect(themes({ ticked: ['speed'] }).map(({ theme }) => theme)).toEqual(['price', 'speed'])
  })
})
