import { defaultCodebooks } from '../../shared/themes/codebooks.ts'
import examples from '../openapi/examples.json' with { type: 'json' }
import type { Examples } from '../openapi/examples.ts'
import { arabic } from '../pages/texts/arabic.ts'
import { migrations } from '../storage/migrations/all.ts'
import type { LanguageData } from '../themes/language-data.ts'
import { languages } from '../themes/word-lists.ts'
import { readDocs } from './read-docs.ts'
import { readLocales } from './read-locales.ts'

/**
 * What `npm run build` writes into `dist/data`, a JSON file each. Tables of data and whatever needs
 * a library to be made belong here: the Worker reads them as assets when it needs them, instead of
 * carrying them in its code. Imported by the build, and elsewhere for its type alone.
 */
export const dataFiles = {
  words: (): LanguageData => ({ languages, codebooks: defaultCodebooks }),
  locales: readLocales,
  docs: readDocs,
  translations: () => ({ ar: arabic }),
  migrations: () => migrations,
  examples: (): Examples => examples,
} as const satisfies Record<string, () => unknown>

export type DataFiles = {
  readonly [Name in keyof typeof dataFiles]: Awaited<ReturnType<(typeof dataFiles)[Name]>>
}
