import { readFileSync } from 'node:fs'
import { expect, it, test } from 'vitest'
import { localeFor } from '../../server/built-data/locales.ts'
import { readLocales } from '../../server/built-data/read-locales.ts'
import { completeSurvey } from '../../server/surveys/complete-survey.ts'
import { spokenSurvey } from '../../server/surveys/spoken-survey.ts'
import { scaleOfSurvey } from '../../server/surveys/survey-scale.ts'

const built = readFileSync(new URL('../../dist/data/locales.json', import.meta.url), 'utf8')
const locales = await readLocales()
const services = { asset: async () => ({ text: built, etag: '' }) }

it('has a file of every language in what was built, and nothing else there', () => {
  expect(JSON.parse(built)).toEqual(locales)
})

test.each([
  ['en', undefined],
  ['de', undefined],
  ['pt-BR', undefined],
  ['en-GB', 'en'],
  ['de-CH', 'de'],
  ['pt-br', 'pt-BR'],
  ['zh-TW', 'zh-Hant'],
  ['tlh', 'en'],
])('a survey in %s has its interface words in %s', async (language, wordsIn) => {
  const survey = completeSurvey({ metric: 'nps', language }, 'a', 'main', 0)
  expect((await spokenSurvey(services, survey, scaleOfSurvey(survey))).shown.wordsIn).toBe(wordsIn)
})

test.each([
  ['de-CH', 'de'],
  ['nn-NO', 'nb'],
  ['en-GB', 'en'],
  ['tlh', 'en'],
  [undefined, 'en'],
])('%s is spoken to with the words of %s', async (language, tag) => {
  expect(await localeFor(services, language)).toEqual(locales[tag])
})

test.each([
  ['de', 'Wie zufrieden sind Sie mit uns?', 'Vielen Dank für Ihr Feedback.'],
  ['tlh', 'How satisfied are you with us?', 'Thank you for your feedback.'],
  ['en-GB', 'How satisfied are you with us?', 'Thank you!'],
])(
  'a new survey in %s that brings no texts asks and thanks by its locale',
  async (language, question, thanks) => {
    const locale = await localeFor(services, language)
    const { definition } = completeSurvey({ metric: 'csat', language }, 'a', 'main', 0, locale)
    expect(definition).toMatchObject({ question, thanks, commentPrompt: locale.widget.reason })
  },
)

it('has questions of its own in every language, none as in English', () => {
  const { en, ...others } = locales
  const english = Object.values(en!.questions).flatMap((each) => Object.values(each))
  for (const { questions: usual } of Object.values(others)) {
    const words = Object.values(usual).flatMap((each) => Object.values(each))
    for (const word of words) expect(word).toMatch(/^\S.*\S$/)
    expect(words.filter((word) => english.includes(word))).toEqual([])
    const questions = Object.values(usual).map(({ question }) => question)
    expect(new Set(questions).size).toBe(4)
    for (const { lowLabel, highLabel } of Object.values(usual)) expect(lowLabel).not.toBe(highLabel)
  }
})
