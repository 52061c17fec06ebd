import { describe, expect, it, test } from 'vitest'
import { readLocales } from '../../server/built-data/read-locales.ts'
import { tagFor } from '../../shared/locale.ts'

const locales = await readLocales()
const tags = Object.keys(locales)
const english = locales.en!

it('comes in at least thirty languages, each a tag as browsers write it', () => {
  expect(tags.length).toBeGreaterThanOrEqual(30)
  expect(Intl.getCanonicalLocales(tags)).toEqual(tags)
})

test.each([
  ['de', 'de'],
  ['de-CH', 'de'],
  ['DE-at', 'de'],
  ['pt-BR', 'pt-BR'],
  ['pt-br', 'pt-BR'],
  ['pt-AO', 'pt'],
  ['zh', 'zh'],
  ['zh-CN', 'zh'],
  ['zh-Hans-SG', 'zh'],
  ['zh-TW', 'zh-Hant'],
  ['zh-HK', 'zh-Hant'],
  ['zh-mo', 'zh-Hant'],
  ['zh-Hant-TW', 'zh-Hant'],
  ['no', 'nb'],
  ['nn-NO', 'nb'],
  ['sr-Latn-RS', 'sr-Latn'],
  ['sr-RS', 'sr'],
  ['en-GB', 'en'],
  ['tlh', undefined],
  ['', undefined],
  ['not a tag', undefined],
])('%j is spoken to in %s', (language, tag) => {
  expect(tagFor(language, tags)).toBe(tag)
})

/** Every word of a locale by its path: `links.linkExpired`. */
function wordsOf(value: object, path = ''): [string, string][] {
  return Object.entries(value).flatMap(([name, inside]): [string, string][] =>
    typeof inside === 'string' ? [[path + name, inside]] : wordsOf(inside, `${path}${name}.`),
  )
}

describe.each(Object.entries(locales))('%s', (tag, locale) => {
  it('says all there is to say', () => {
    expect(wordsOf(locale).map(([path]) => path)).toEqual(wordsOf(english).map(([path]) => path))
    for (const [path, text] of wordsOf(locale)) expect(text, path).toMatch(/^\S(.*\S)?$/)
    expect(locale.widget.of).toMatch(/\{n\}/)
    expect(locale.widget.of).toMatch(/\{max\}/)
  })

  it.skipIf(tag === 'en')('and not in English', () => {
    expect(locale.widget.reason).not.toBe(english.widget.reason)
    expect(locale.widget.thanks).not.toBe(english.widget.thanks)
    const { links } = english
    for (const [name, text] of Object.entries(locale.links))
      expect(text).not.toBe(links[name as keyof typeof links])
  })
})
