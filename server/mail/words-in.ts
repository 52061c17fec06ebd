import { tagFor } from '../../shared/languages.ts'
import { readData } from '../built-data/read-data.ts'
import type { Services } from '../services.ts'
import type { MailWords } from './words.ts'

/** The mail's own words in a language; English where there are none. */
export async function mailWordsIn(services: Pick<Services, 'asset'>, language: string): Promise<MailWords> {
  return (await readData(services, 'mail-words'))[tagFor(language) ?? 'en']!
}
