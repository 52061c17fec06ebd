import { tagFor } from '../../shared/languages.ts'
import { readData } from '../built-data/read-data.ts'
import type { Services } from '../services.ts'
import type { LinkWords } from './words.ts'

/** What the pages behind links say, in a language; English where there are no words for it. */
export async function linkWordsIn(services: Pick<Services, 'asset'>, language: string): Promise<LinkWords> {
  const byTag = await readData(services, 'link-words')
  return byTag[tagFor(language) ?? 'en']!
}
