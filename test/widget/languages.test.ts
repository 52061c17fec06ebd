import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { languages, tagFor } from '../../shared/languages.ts'
import type { PublicSurvey } from '../../shared/survey.ts'
import { english, wordsFor } from '../../widget/languages.ts'

const folder = new URL('../../shared/languages/', import.meta.url)

test('every file is a language that is known, and the other way round', () => {
  const files = readdirSync(folder).map((name) => name.replace('.ts', ''))
  expect([...languages, 'en'].sort()).toEqual(files.sort())
  expect(files.length).toBeGreaterThanOrEqual(30)
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
  ['zh-Hant-TW', 'zh-Hant'],
  ['no', 'nb'],
  ['nn-NO', 'nb'],
  ['sr-Latn-RS', 'sr-Latn'],
  ['sr-RS', 'sr'],
  ['en-GB', undefined],
  ['mt', undefined],
  ['', undefined],
  ['not a tag', undefined],
])('%j is spoken to in %s', (language, tag) => {
  expect(tagFor(language)).toBe(tag)
})

const survey = (language: string, wordsIn?: string) => ({ language, wordsIn }) as PublicSurvey

test('words may be those of another language than the survey is in', async () => {
  expect(await wordsFor(survey('tlh', 'en'))).toBe(english)
  expect(await wordsFor(survey('de-CH', 'de'))).toEqual(await wordsFor(survey('de')))
})

test('words that there are not reject', async () => {
  await expect(wordsFor(survey('tlh'))).rejects.toThrow()
})

describe.each(languages)('%s', (language) => {
  test('says all there is to say, and not in English', async () => {
    const words = await wordsFor(survey(language))
    expect(Object.keys(words)).toEqual(Object.keys(english))
    for (const text of Object.values(words).flat()) expect(text).toMatch(/\S/)
    expect(words.of).toMatch(/\{n\}/)
    expect(words.of).toMatch(/\{max\}/)
    expect(words.reason).not.toBe(english.reason)
    expect(words.thanks).not.toBe(english.thanks)
  })
})
