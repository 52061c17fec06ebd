import type { PublicSurvey } from '../shared/survey.ts'
import type { PreviewOptions } from './preview.ts'
import type { Visit } from './visit.ts'

export interface Known {
  readonly visit: Visit
  find(surveyId: string): Promise<PublicSurvey | null>
  tell(event: 'error', problem: string): void
}

/** Does what a developer asks for and no visitor's page does. */
export async function act(command: string, given: readonly unknown[], known: Known): Promise<unknown> {
  if (command === 'explain') return (await import('./explain.ts')).explain(known.visit, known.find)
  if (command === 'preview') return (await import('./preview.ts')).preview(given[0] as PreviewOptions)
  return known.tell('error', `there is no command ${command}`)
}
