import { tagFor } from '../../shared/languages.ts'
import { readData } from '../built-data/read-data.ts'
import type { Services } from '../services.ts'
import { englishQuestions, type UsualQuestions } from './words.ts'

/** What surveys ask that bring no question, in a language; English where there are no words for it. */
export async function usualQuestionsIn(
  services: Pick<Services, 'asset'>,
  language = 'en',
): Promise<UsualQuestions> {
  const tag = tagFor(language)
  return tag ? (await readData(services, 'questions'))[tag]! : englishQuestions
}
