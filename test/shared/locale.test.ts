import { describe, expect, it, test } from 'vitest'
import { readLocales } from '../../server/built-data/read-locales.ts'
import { type Locale, tagFor } from '../../shared/locale.ts'

const locales = await readLocales()
const tags = Object.keys(locales)
const english = locales.en!

it('comes in fifty-two languages at least, each a tag as browsers write it', () => {
  expect(tags.length).toBeGreaterThanOrEqual(52)
  expect(Intl.getCanonicalLocales(tags)).toEqual(tags)
})

test.each([
  ['de', 'de'],
  ['de-CH', 'de'],
  ['DE-at', 'de'],
  ['de-1996', 'de'],
  ['de-u-co-phonebk', 'de'],
  ['pt', 'pt'],
  ['pt-BR', 'pt-BR'],
  ['pt-br', 'pt-BR'],
  ['pt-Latn-BR', 'pt-BR'],
  ['pt-AO', 'pt'],
  ['es-419', 'es'],
  ['fr-CA', 'fr'],
  ['ar-EG', 'ar'],
  ['en-GB', 'en'],
  ['zh', 'zh'],
  ['zh-CN', 'zh'],
  ['zh-SG', 'zh'],
  ['zh-Hans', 'zh'],
  ['zh-Hans-SG', 'zh'],
  ['zh-Hans-TW', 'zh'],
  ['zh-TW', 'zh-Hant'],
  ['zh-HK', 'zh-Hant'],
  ['zh-mo', 'zh-Hant'],
  ['zh-hant', 'zh-Hant'],
  ['zh-Hant-TW', 'zh-Hant'],
  ['cmn', 'zh'],
  ['cmn-Hans', 'zh'],
  ['cmn-Hans-CN', 'zh'],
  ['cmn-Hant', 'zh-Hant'],
  ['yue', 'zh-Hant'],
  ['yue-HK', 'zh-Hant'],
  ['yue-Hans', 'zh'],
  ['no', 'nb'],
  ['nn', 'nb'],
  ['nn-NO', 'nb'],
  ['iw', 'he'],
  ['iw-IL', 'he'],
  ['in', 'id'],
  ['in-ID', 'id'],
  ['tl', 'fil'],
  ['tl-PH', 'fil'],
  ['mo', 'ro'],
  ['bs', 'bs'],
  ['bs-Latn-BA', 'bs'],
  ['sh', 'sr-Latn'],
  ['sr', 'sr'],
  ['sr-RS', 'sr'],
  ['sr-Latn-RS', 'sr-Latn'],
  ['sr-ME', 'sr-Latn'],
  ['sr-Cyrl', 'sr'],
  ['sr-Cyrl-BA', 'sr'],
  ['sr-Cyrl-ME', 'sr'],
  ['tlh', undefined],
  ['und', undefined],
  ['', undefined],
  ['-', undefined],
  ['de-', undefined],
  ['de_DE', undefined],
  ['x-private', undefined],
  ['constructor', undefined],
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

const questionsOf = ({ widget, mail, links, questions }: Locale) => [
  // Japanese asks to be told.
  widget.reason.replace(/を教えてください。$/, '？'),
  mail.confirmUnsubscribe,
  // Of two sentences, the first is the question.
  links.confirmErase.replace(/(?<=[?？؟;]).+$/, ''),
  ...Object.values(questions).map(({ question }) => question),
]

/** What is written the same in English. */
const alsoEnglish: Readonly<Record<string, readonly string[]>> = {
  da: ['Feedback', 'Send'],
  de: ['Feedback'],
  fil: ['Feedback'],
  it: ['Feedback'],
  nb: ['Send'],
  nl: ['Feedback'],
  'pt-BR': ['Feedback'],
  ro: ['Feedback'],
  sv: ['Feedback'],
}

/** Words in Latin letters that a language in another script writes so. */
const latinWords: Readonly<Record<string, RegExp>> = { el: /\bemail\b/g }

const scriptOf = (tag: string) => new Intl.Locale(tag).maximize().script!

const lettersOf: Readonly<Record<string, string>> = {
  Hans: '\\p{scx=Han}',
  Hant: '\\p{scx=Han}',
  Jpan: '\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}',
  Kore: '\\p{scx=Hang}',
}

const questionMarks: Readonly<Record<string, string>> = {
  Arab: '؟',
  Grek: ';',
  Hans: '？',
  Hant: '？',
  Jpan: '？',
  Thai: '',
}

const fullStops: Readonly<Record<string, string>> = {
  bn: '।',
  hi: '।',
  ja: '。',
  th: '',
  ur: '۔',
  zh: '。',
  'zh-Hant': '。',
}

describe.each(Object.entries(locales))('%s', (tag, locale) => {
  const words = wordsOf(locale)

  it('says all there is to say', () => {
    expect(words.map(([path]) => path)).toEqual(wordsOf(english).map(([path]) => path))
    for (const [path, text] of words) {
      expect(text, path).toMatch(/^\S(.*\S)?$/)
      expect(text, path).toBe(text.normalize('NFC'))
    }
  })

  it('keeps the places of numbers, choice and name, and has no others', () => {
    const placesIn = (text: string) => text.match(/\{.*?\}/g) ?? []
    expect(placesIn(locale.widget.of).sort()).toEqual(['{max}', '{n}'])
    expect(placesIn(locale.widget.chosen)).toEqual(['{choice}'])
    expect(placesIn(locale.mail.subject)).toEqual(['{from}'])
    expect(placesIn(locale.links.madeWith)).toEqual(['{name}'])
    expect(placesIn(locale.links.whoSees)).toEqual(['{name}'])
    const withPlaces = words.filter(([, text]) => /[{}]/.test(text)).map(([path]) => path)
    expect(withPlaces).toEqual([
      'widget.of',
      'widget.chosen',
      'mail.subject',
      'links.madeWith',
      'links.whoSees',
    ])
  })

  it.skipIf(tag === 'en')('says nothing in English', () => {
    const inEnglish = wordsOf(english).map(([, text]) => text)
    inEnglish.splice(inEnglish.indexOf(english.widget.of), 1)
    const same = words.map(([, text]) => text).filter((text) => inEnglish.includes(text))
    expect(same).toEqual(alsoEnglish[tag] ?? [])
  })

  it('is written in one script', () => {
    const script = scriptOf(tag)
    const foreign = new RegExp(`[^\\P{L}\\p{sc=Zyyy}${lettersOf[script] ?? `\\p{scx=${script}}`}]`, 'u')
    for (const [path, text] of words)
      expect(text.replace(/\{\w+\}/g, '').replace(latinWords[tag] ?? '', ''), path).not.toMatch(foreign)
  })

  it('ends questions and sentences as its script does', () => {
    const mark = questionMarks[scriptOf(tag)] ?? '?'
    const stop = fullStops[tag] ?? '.'
    const foreignMarks = [...'?？؟;'].filter((each) => each !== mark)
    for (const question of questionsOf(locale)) if (mark) expect(question.at(-1)).toBe(mark)
    for (const [path, text] of words) {
      expect([...text].filter((letter) => foreignMarks.includes(letter)).join(''), path).toBe('')
      expect(text.split('¿').length, path).toBe(tag === 'es' ? text.split('?').length : 1)
    }
    for (const [index, [path, text]] of wordsOf(english).entries())
      if (text.endsWith('.')) expect(words[index]![1].match(/[.。।۔]?$/)![0], path).toBe(stop)
  })

  // The space is narrow and does not break: a plain one lets the sign start a line alone.
  it('puts a space before ? ! : ; in French alone', () => {
    for (const [path, text] of words) {
      expect(text, path).not.toMatch(tag === 'fr' ? /(?<!\u202f)[?!:;]/ : /\s[?!:;]/)
    }
  })
})

it('says the same in both scripts of Serbian', () => {
  const cyrillic = [...'абвгдђежзијклљмнњопрстћуфхцчџшАБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ']
  const latin = 'a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š'.split(' ')
  const upper = latin.map((letters) => letters[0]!.toUpperCase() + letters.slice(1))
  const inLatin = new Map([...latin, ...upper].map((letters, index) => [cyrillic[index]!, letters]))
  const transliterated = wordsOf(locales.sr!).map(([path, text]) => [
    path,
    path === 'widget.of'
      ? text.replace('од', 'od')
      : [...text].map((each) => inLatin.get(each) ?? each).join(''),
  ])
  expect(wordsOf(locales['sr-Latn']!)).toEqual(transliterated)
})
