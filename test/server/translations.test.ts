import { readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { readLocales } from '../../server/built-data/read-locales.ts'
import type { NewSurvey } from '../../server/contract/surveys.ts'
import type { Landing } from '../../server/links/landing.ts'
import { landingPage } from '../../server/pages/landing-page.ts'
import { completeSurvey } from '../../server/surveys/complete-survey.ts'
import { spokenSurvey } from '../../server/surveys/spoken-survey.ts'
import { scaleOfSurvey } from '../../server/surveys/survey-scale.ts'
import { warningsOf } from '../../server/surveys/survey-warnings.ts'
import { bandWords } from '../../shared/bandWords.ts'
import { mailTo } from '../support/mails.ts'

const locales = await readLocales()
const built = readFileSync(new URL('../../dist/data/locales.json', import.meta.url), 'utf8')
const services = { asset: async () => ({ text: built, etag: '' }) }

/** A survey as people get it who prefer these languages. */
async function speak(given: Partial<NewSurvey>, ...preferred: string[]) {
  const { language = 'en' } = given
  const record = completeSurvey({ metric: 'nps', ...given }, 'a', 'main', 0, locales[language])
  return spokenSurvey(services, record, scaleOfSurvey(record), preferred)
}

const link = { label: 'Review us', url: 'https://reviews.example/acme' }
const english = {
  question: 'How was getting started?',
  lowLabel: 'Hard',
  highLabel: 'Easy',
  commentPrompt: 'What made it so?',
  thanks: 'Thanks a lot!',
  choices: ['Price', 'Support'],
  contact: true,
  byBand: { positive: { commentPrompt: 'What did you like?', thanks: 'Great!', link } },
} as const satisfies Partial<NewSurvey>

/** Every string in something, however deep. */
const stringsIn = (thing: unknown): string[] =>
  typeof thing === 'string' ? [thing] : Object.values(thing ?? {}).flatMap(stringsIn)
const own = stringsIn({ ...english, byBand: null }).concat('What did you like?', 'Great!', 'Review us')
const builtIn = stringsIn(locales.en)

/** Each part of a translation alone: all others are missing. */
const partial = {
  nothing: {},
  'the question': { question: 'Q?' },
  'the ends': { lowLabel: 'L', highLabel: 'H' },
  'the prompt': { commentPrompt: 'P' },
  'the thanks': { thanks: 'T' },
  'the reasons': { choices: ['A'] },
  'words by band': { byBand: { negative: { thanks: 'N' } } },
}

describe.each(Object.keys(locales).filter((tag) => tag !== 'en'))(
  'a survey translated into %s',
  (language) => {
    it.each(Object.entries(partial))(
      'with %s has no word of another language on any surface',
      async (_, translation) => {
        const { shown, locale } = await speak(
          { ...english, translations: { [language]: translation } },
          language,
        )
        expect(shown.language).toBe(language)
        const page = async (rating: number | null) =>
          `${await landingPage({ link: {}, path: '/', shown, locale, customer: '' } as unknown as Landing, rating).body}`
        const mail = await mailTo(shown, { locale })
        const surfaces = [
          ...stringsIn({ ...shown, rules: null }),
          ...[9, 7, 0].flatMap((rating) => stringsIn(bandWords(shown, rating))),
        ]
        const texts = [await page(null), await page(9), mail.html, mail.text].join('\n')
        for (const text of [...own, ...builtIn]) {
          // Some words are the same in both languages.
          if (stringsIn(locales[language]).includes(text)) continue
          expect(surfaces).not.toContain(text)
          expect(texts).not.toContain(`>${text}<`)
        }
        for (const text of own) expect(texts).not.toContain(text)
        for (const text of stringsIn(translation))
          expect(surfaces).toContain(
            text === 'L' || text === 'H' ? shown.lowLabel && locale.questions.nps.lowLabel : text,
          )
        expect(shown.byBand?.positive?.link).toEqual({ label: 'reviews.example', url: link.url })
      },
    )
  },
)

test.each([
  ['de', ['de'], 'de'],
  ['the first there is', ['tlh', 'fr', 'de'], 'fr'],
  ['an alias', ['iw'], 'he'],
  ['another', ['sr-ME'], 'sr-Latn'],
  ['Taiwan', ['zh-TW'], 'zh-Hant'],
  ['its own', ['en-GB', 'de'], 'en'],
  ['none', ['tlh'], 'en'],
])(
  'a survey without words of its own speaks the language of its visitor: %s',
  async (_, preferred, language) => {
    const { shown } = await speak({}, ...preferred)
    expect(shown).toMatchObject({ language, question: locales[language]!.questions.nps.question })
    expect(shown.words).toEqual(locales[language]!.widget)
  },
)

test('a survey with words of its own speaks only the languages it was translated into', async () => {
  const translations = { he: { question: 'איך היה?' } }
  expect((await speak({ ...english, translations }, 'fr', 'iw;q=0.8', 'iw')).shown.language).toBe('he')
  expect((await speak({ ...english, translations }, 'fr')).shown).toMatchObject({
    language: 'en',
    question: english.question,
  })
})

test('a survey that says du says it everywhere: its own words come before the built-in ones', async () => {
  const words = {
    reason: 'Was ist dein Grund?',
    send: 'Schick es',
    close: 'Zu',
    thumbs: { low: 'Doof' },
    yourAnswer: 'Deine Antwort',
  }
  const german = await speak({ language: 'de', words })
  expect(german.locale.widget).toMatchObject({
    send: 'Schick es',
    close: 'Zu',
    thumbs: { low: 'Doof', high: 'Gut' },
  })
  expect(german.locale.links.yourAnswer).toBe('Deine Antwort')
  expect(german.shown.words).toEqual(german.locale.widget)
  const translated = await speak({ ...english, translations: { de: { question: 'Na?', words } } }, 'de')
  expect(translated.shown).toMatchObject({
    commentPrompt: 'Was ist dein Grund?',
    words: { send: 'Schick es' },
  })
  expect(
    (await speak({ ...english, translations: { de: { question: 'Na?', words } } }, 'en')).shown.words?.send,
  ).toBe('Send')
})

test('a language without built-in words is warned of, and never half English', async () => {
  const translation = {
    question: 'nuqneH?',
    lowLabel: 'ghobe',
    highLabel: 'HIja',
    commentPrompt: 'qatlh?',
    thanks: 'qatlho',
  }
  const words = {
    survey: 'a',
    send: 'b',
    close: 'c',
    of: '{n}/{max}',
    chosen: '{choice}',
    choices: 'd',
    contact: 'e',
    newWindow: 'f',
    thumbs: { low: 'g', high: 'h' },
  }
  expect((await speak({ ...english, translations: { tlh: translation } }, 'tlh')).shown.language).toBe('en')
  const whole = await speak({ ...english, translations: { tlh: { ...translation, words } } }, 'tlh')
  expect(whole.shown).toMatchObject({ language: 'tlh', words: { send: 'b' } })
  const warnings = async (given: Partial<NewSurvey>) =>
    (await warningsOf(services, completeSurvey({ metric: 'nps', ...given }, 'a', 'main', 0))).map(
      ({ field }) => field,
    )
  expect(
    await warnings({ ...english, byBand: null, choices: null, translations: { tlh: translation } }),
  ).toEqual(['translations.tlh'])
  expect(await warnings({ language: 'ps' })).toEqual(['language'])
  // English texts of a stock survey are English, and not mirrored in a language read from the right.
  expect((await speak({ language: 'ps' })).shown).toMatchObject({
    language: 'en',
    question: locales.en!.questions.nps.question,
  })
})

test('what a translation lacks of the survey’s own texts is warned of', async () => {
  const record = completeSurvey({ metric: 'nps', ...english, translations: { de: {} } }, 'a', 'main', 0)
  expect((await warningsOf(services, record)).map(({ field }) => field)).toEqual(
    ['question', 'choices', 'byBand'].map((name) => `translations.de.${name}`),
  )
})
