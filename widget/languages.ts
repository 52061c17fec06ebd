import type { WidgetWords } from '../shared/locale.ts'
import { widget as english } from '../shared/locales/en.ts'
import type { PublicSurvey } from '../shared/survey.ts'

/** The interface's words for a survey. Rejects when they do not arrive. */
export async function wordsFor({ language, wordsIn = language }: PublicSurvey): Promise<WidgetWords> {
  // The build gives every language one file and all of them one hash, so that this is all it needs to know.
  return wordsIn === 'en' ? english : (await import(`../shared/locales/${wordsIn}.ts`)).locale.widget
}

export { english }
