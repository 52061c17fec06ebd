import type { NewResponse } from '../../shared/response.ts'
import { safely } from '../browser/safely.ts'
import { newUuid } from '../browser/uuid.ts'
import type { Answer, Message, Showing } from '../session.ts'
import { postResponse, postView } from './client.ts'
import { createDelivery, createRevisions } from './delivery.ts'
import { unsentTo } from './outbox.ts'

/** Reports one showing: views and revisions to the collector, events to the host's code. `kept` hears what is stored. */
export function createReporter(
  { survey, collector, test, rehearsal, circumstances, on }: Showing,
  kept: (revision: NewResponse) => void = () => {},
) {
  let { language } = survey
  const identity = { surveyId: survey.id, id: newUuid() }
  const nextRevision = createRevisions({
    ...identity,
    surveyVersion: survey.version,
    writeKey: newUuid(),
    test,
  })

  /** Tells the host's code. What it throws is ignored. */
  const announce = safely(on ?? (() => {}))

  const deliver = createDelivery(async (revision: NewResponse) => {
    const result = await postResponse(collector, revision)
    if (result.outcome === 'kept') kept(revision)
    if (result.outcome === 'refused') announce('error', 'the collector refused the answer')
    return result
  })

  /** Sends what has been said so far, if that is anything new. */
  const save = safely((answer: Answer | null) => {
    const revision = !rehearsal && answer && nextRevision(answer, circumstances(), language)
    if (revision) deliver(revision)
  })

  /** Counts the view, except of somebody trying the survey out, who would lower its response rate. */
  function countView(event: 'shown' | 'dismissed'): void {
    announce(event)
    const { respondent } = circumstances()
    const view = { ...identity, event, respondent }
    if (!test && !rehearsal) createDelivery(postView.bind(null, collector))(view)
  }

  /** From now on the survey is shown in this language. */
  function speak(next: string): void {
    language = next
  }

  return { announce, save, countView, speak }
}

/** Sends what an earlier page of this site could not, until the collector has answered for it. */
export function resend(collector: string): void {
  const post = (message: Message) =>
    'event' in message ? postView(collector, message) : postResponse(collector, message)
  for (const message of unsentTo(collector)) createDelivery(post)(message)
}
