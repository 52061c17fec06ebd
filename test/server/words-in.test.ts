import { expect, it, test } from 'vitest'
import { translatedQuestions } from '../../server/questions/translated.ts'
import { englishQuestions } from '../../server/questions/words.ts'
import { toPublicSurvey } from '../../server/surveys/public-survey.ts'
import { completeSurvey } from '../../server/surveys/survey-routes.ts'
import { scaleOfSurvey } from '../../server/surveys/survey-scale.ts'
import { languages } from '../../shared/languages.ts'

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

it('has questions of its own in every language, none as in English', () => {
  const translated = translatedQuestions()
  expect(Object.keys(translated).sort()).toEqual([...languages].sort())
  const english = Object.values(englishQuestions).flatMap((each) => Object.values(each))
  for (const usual of Object.values(translated)) {
    const words = Object.values(usual).flatMap((each) => Object.values(each))
    for (const word of words) expect(word).toMatch(/^\S.*\S$/)
    expect(words.filter((word) => english.includes(word))).toEqual([])
    const questions = Object.values(usual).map(({ question }) => question)
    expect(new Set(questions).size).toBe(4)
    for (const { lowLabel, highLabel } of Object.values(usual)) expect(lowLabel).not.toBe(highLabel)
  }
})
