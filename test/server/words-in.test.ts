import { expect, test } from 'vitest'
import { toPublicSurvey } from '../../server/public-survey.ts'
import { scaleOfSurvey } from '../../server/survey-scale.ts'
import { completeSurvey } from '../../server/surveys.ts'

test.each([
  ['en', undefined],
  ['de', undefined],
  ['pt-BR', undefined],
  ['en-GB', 'en'],
  ['de-CH', 'de'],
  ['pt-br', 'pt-BR'],
  ['zh-TW', 'zh-Hant'],
  ['mt', 'en'],
])('a survey in %s has its interface words in %s', (language, wordsIn) => {
  const survey = completeSurvey({ metric: 'nps', language }, 'a', 'main', 0)
  expect(toPublicSurvey(survey, scaleOfSurvey(survey)).wordsIn).toBe(wordsIn)
})
