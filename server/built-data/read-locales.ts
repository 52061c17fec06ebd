import { readdirSync } from 'node:fs'
import type { Locale, Locales } from '../../shared/locale.ts'

const folder = new URL('../../shared/locales/', import.meta.url)

/** Every locale there is a file of. For the build and tests, which have the sources: the server asks `localeFor`. */
export async function readLocales(): Promise<Locales> {
  const files = readdirSync(folder).sort()
  const entries = files.map(async (file) => {
    const { locale } = (await import(new URL(file, folder).href)) as { locale: Locale }
    return [file.replace(/\.ts$/, ''), locale] as const
  })
  return Object.fromEntries(await Promise.all(entries))
}
