import type { NewResponse } from '../shared/response.ts'
import { postResponse, postView } from './collector.ts'
import { type Answer, answerOf, type Conversation } from './conversation.ts'
import { createDelivery } from './delivery.ts'
import { newIdentifier } from './identifier.ts'
import { quietly } from './quietly.ts'
import type { Showing, SurveyEvent } from './renderer.tsx'
import { createRevisions } from './revisions.ts'
import { whenWorthRetrying } from './whenWorthRetrying.ts'

/** What one showing leaves behind: views and revisions at the collector, events with the host's code. */
export function createRecord({ survey, collector, test, rehearsal, circumstances, on }: Showing) {
  const identity = { surveyId: survey.id, id: newIdentifier() }
  const nextRevision = createRevisions({
    ...identity,
    surveyVersion: survey.version,
    writeKey: newIdentifier(),
    test,
  })

  /** Tells the host's code. What it throws goes nowhere. */
  const announce = quietly((event: SurveyEvent, detail?: Partial<Answer> | string) => on?.(event, detail))

  const deliver = createDelivery(async (revision: NewResponse) => {
    const result = await postResponse(collector, revision)
    if (result.outcome === 'refused') announce('error', 'the collector refused the answer')
    return result
  }, whenWorthRetrying)

  /** Sends what has been said so far, if that is anything new. */
  const save = quietly((conversation: Conversation) => {
    const answer = answerOf(conversation)
    const revision = !rehearsal && answer && nextRevision(answer, circumstances())
    if (revision) deliver(revision)
  })

  /** Counts the view. One of somebody trying the survey out would lower its response rate. */
  function tell(event: 'shown' | 'dismissed'): void {
    announce(event)
    const { respondent } = circumstances()
    const view = { ...identity, event, respondent }
    if (!test && !rehearsal) createDelivery(postView.bind(null, collector), whenWorthRetrying)(view)
  }

  return { announce, save, tell }
}
