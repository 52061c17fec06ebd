import type { PublicSurvey } from '../shared/survey.ts'
import { fetchSurvey, isPassing } from './collector.ts'
import { OwnPromise } from './ownPromise.ts'

/** How long to wait before asking again, in milliseconds: twice as long each time, and no longer than this. */
const shortest = 1000
const longest = 32_000

/**
 * A survey's definition, in a language if one is given; `null`, with a word to the developer, when
 * there is none for this page. What failed is tried again, for about a minute.
 */
export async function findSurvey(
  collector: string,
  surveyId: string,
  language: string | undefined,
  tell: (event: 'error', problem: string) => void,
): Promise<PublicSurvey | null> {
  const more = language && `?language=${encodeURIComponent(language)}`
  for (let delay = shortest; ; delay *= 2) {
    const told = await fetchSurvey(collector, surveyId, more)
    if (typeof told !== 'number') return told
    if (!isPassing(told) || delay > longest) {
      // A closed survey is no mistake of the page's.
      if (told !== 410) tell('error', `no survey ${surveyId} for this page (${told})`)
      return null
    }
    await new OwnPromise((resolve) => setTimeout(resolve, delay))
  }
}
