import type { Circumstances, NewResponse } from '../shared/response.ts'
import type { Answer } from './conversation.ts'

/**
 * Makes the revisions of one response: each carries the whole of it, and saying the same
 * thing twice makes no second one (`null`).
 */
export function createRevisions(
  identity: Pick<NewResponse, 'surveyId' | 'surveyVersion' | 'id' | 'writeKey' | 'test'>,
): (answer: Answer, circumstances: Circumstances) => NewResponse | null {
  let revision = 0
  let said = ''

  return (answer, { respondent, properties }) => {
    const content = { ...answer, respondent, properties }
    const saying = JSON.stringify(content)
    if (saying === said) return null
    said = saying
    revision += 1
    return { ...identity, revision, ...content, channel: 'widget' }
  }
}
