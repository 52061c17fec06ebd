import { words as english } from '../shared/languages/en.ts'
import type { PublicSurvey } from '../shared/survey.ts'
import type { Words } from '../shared/words.ts'

/** The interface's words for a survey. Rejects when they do not arrive. */
export async function wordsFor({ language, wordsIn = language }: PublicSurvey): Promise<Words> {
  // The build gives every language one file and all of them one hash, so that this is all it needs to know.
  return wordsIn === 'en' ? english : (await import(`../shared/languages/${wordsIn}.ts`)).words
}

export { english }
