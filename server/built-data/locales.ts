import { type Locale, tagFor } from '../../shared/locale.ts'
import { locale as english } from '../../shared/locales/en.ts'
import type { Services } from '../services.ts'
import { readData } from './read-data.ts'

type Assets = Pick<Services, 'asset'>

/** The words to use in a language; English where it has no locale. */
export async function localeFor(services: Assets, language = 'en'): Promise<Locale> {
  const tag = await localeTagFor(services, language)
  return tag === 'en' ? english : (await readData(services, 'locales'))[tag]!
}

/** The tag of the locale `localeFor` returns. */
export async function localeTagFor(services: Assets, language: string): Promise<string> {
  return (await ownTagFor(services, language)) ?? 'en'
}

/** Whether a language has a locale, its own or one close to it. */
export async function hasLocale(services: Assets, language: string): Promise<boolean> {
  return (await ownTagFor(services, language)) !== undefined
}

/** The tag of a language's locale, its own or one close to it; `undefined` when there is none. */
export async function ownTagFor(services: Assets, language: string): Promise<string | undefined> {
  // English comes with the code: most surveys are in it, and a Worker need not read the file for them.
  if (language === 'en') return 'en'
  return tagFor(language, Object.keys(await readData(services, 'locales')))
}
