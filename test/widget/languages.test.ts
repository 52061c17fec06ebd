import { expect, test } from 'vitest'
import { locale as german } from '../../shared/locales/de.ts'
import type { PublicSurvey } from '../../shared/survey.ts'
import { english, wordsFor } from '../../widget/languages.ts'

const survey = (language: string, wordsIn?: string) => ({ language, wordsIn }) as PublicSurvey

test('words may be those of another language than the survey is in', async () => {
  expect(await wordsFor(survey('tlh', 'en'))).toBe(english)
  expect(await wordsFor(survey('de-CH', 'de'))).toEqual(german.widget)
})

test('words that there are not reject', async () => {
  await expect(wordsFor(survey('tlh'))).rejects.toThrow()
})
