import type { PublicSurvey } from '../shared/survey.ts'
import type { Filled } from './filled.ts'
import type { Visit } from './visit.ts'

/** What the collector has of the page's survey, once it has been seen to have it. */
export async function fillAgain(
  { collector, surveyId }: Visit,
  find: (surveyId: string) => Promise<PublicSurvey | null>,
): Promise<{ filled: Filled } | null> {
  // Under another address, as a browser may keep that the first one failed.
  return (await find(surveyId)) && import(/* @vite-ignore */ `${collector}/sayso/${surveyId}.mjs?again`)
}
