import type { MiddlewareHandler } from 'hono'
import { contextStorage } from 'hono/context-storage'
import { getCookie, setCookie } from 'hono/cookie'
import { readData } from '../built-data/read-data.ts'
import { type Ctx, type Env, pathTo, publicUrlOf } from '../context.ts'
import { acceptedLanguages } from '../http/accepted-languages.ts'
import { catalogue } from './texts/catalogue.ts'
import { textsByPath } from './texts/translation.ts'
import { english, type Words } from './texts/words.ts'

/** The languages that the pages of the console and its doors have texts in, by their own names. */
export const languages = { en: 'English', ar: 'العربية' } as const
export type Language = keyof typeof languages

const cookie = 'sayso_language'
const secondsOfChoice = 400 * 24 * 60 * 60

/** Shows pages in the language that was chosen in this browser, else in the first that it accepts and we have. */
export const inLanguage: MiddlewareHandler<Env> = async (c, next) => {
  c.set('words', await wordsFor(c))
  c.set('askedWords', c.var.words)
  return contextStorage()(c, next)
}

/** Keeps the choice of a language in this browser. Returns whether we have it. */
export function keepLanguage(c: Ctx, asked: string | null): boolean {
  const language = languageOf(asked ?? '')
  if (!language) return false
  setCookie(c, cookie, language, {
    path: pathTo(c, '/console'),
    httpOnly: true,
    sameSite: 'Lax',
    secure: publicUrlOf(c).startsWith('https:'),
    maxAge: secondsOfChoice,
  })
  return true
}

/** The language of ours that a tag asks for. */
function languageOf(tag: string): Language | undefined {
  const [primary] = tag.toLowerCase().split('-')
  return (Object.keys(languages) as Language[]).find((each) => each === primary)
}

async function wordsFor(c: Ctx): Promise<Words> {
  const accepted = acceptedLanguages(c)
  const [first = 'en'] = [getCookie(c, cookie) ?? '', ...accepted].flatMap((tag) => languageOf(tag) ?? [])
  if (first === 'en') return english
  // Whoever reads Arabic in Cairo writes numbers otherwise than in Rabat.
  const regional = accepted.find((tag) => languageOf(tag) === first && isLocale(tag))
  return { language: first, locale: regional ?? first, texts: await textsIn(c, first) }
}

const compiled = new Map<Language, Words['texts']>()

async function textsIn(c: Ctx, language: Exclude<Language, 'en'>): Promise<Words['texts']> {
  const known = compiled.get(language)
  if (known) return known
  const translations = await readData(c.var.services, 'translations')
  const texts = new Map(textsByPath(catalogue, translations[language]))
  compiled.set(language, texts)
  return texts
}

function isLocale(tag: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(tag).length > 0
  } catch {
    return false
  }
}
