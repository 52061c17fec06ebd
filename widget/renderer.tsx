import { render } from 'preact'
import type { PublicSurvey } from '../shared/survey.ts'
import { postResponse, postView } from './collector.ts'
import { advance, answerOf, beginning, type Deed } from './conversation.ts'
import { createDelivery } from './delivery.ts'
import { createHost } from './host.ts'
import { newIdentifier } from './identifier.ts'
import type { Circumstances } from './options.ts'
import { quietly } from './quietly.ts'
import { createRevisions } from './revisions.ts'
import { SurveyCard } from './SurveyCard.tsx'
import { whenLeaving } from './whenLeaving.ts'
import { whenLeftAlone } from './whenLeftAlone.ts'
import { whenWorthRetrying } from './whenWorthRetrying.ts'

/** One showing of a survey, as the loader asks for it. */
export interface Showing {
  readonly survey: PublicSurvey
  /** The collector's address, without a slash at its end. */
  readonly collector: string
  /** The element to show it in; without one it is a popover. */
  readonly target: Element | null
  /** Asked at every save, as the host may say who this is after the survey was shown. */
  circumstances(): Circumstances
  /** The person answered it, or put it away. */
  done(deed: 'answered' | 'dismissed'): void
  /** It is no longer on the page. */
  gone(): void
}

/** A survey on the page, until it is closed or the page takes it away itself. */
export interface Shown {
  readonly element: Element
  close(): void
}

/** How long the thanks stay in the corner, in milliseconds. */
const thanksStay = 4000

/** Shows a survey and saves what the person says. */
export function show(showing: Showing): Shown {
  const { survey, collector, target } = showing
  const isPopover = !target
  const identity = { surveyId: survey.id, id: newIdentifier() }
  const nextRevision = createRevisions({
    ...identity,
    surveyVersion: survey.version,
    writeKey: newIdentifier(),
  })
  const deliver = createDelivery(postResponse.bind(null, collector), whenWorthRetrying)
  const tell = (event: 'shown' | 'dismissed') =>
    createDelivery(postView.bind(null, collector), whenWorthRetrying)({ ...identity, event })

  const host = createHost(target)
  let conversation = beginning
  let forgetThanks = () => {}

  const save = quietly(() => {
    const answer = answerOf(conversation)
    const revision = answer && nextRevision(answer, showing.circumstances())
    if (revision) deliver(revision)
  })
  const stopWatching = whenLeaving(save)

  const act = quietly((deed: Deed) => {
    conversation = advance(conversation, deed)
    if (deed.type !== 'write') save()
    if (deed.type === 'choose') showing.done('answered')
    if (deed.type === 'send' && isPopover) {
      host.returnFocus()
      forgetThanks = whenLeftAlone(host.element, thanksStay, close)
    }
    draw()
    moveFocus(deed)
  })

  function moveFocus(deed: Deed) {
    const next = { choose: 'textarea', write: '', send: isPopover ? '' : '.thanks' }[deed.type]
    if (next) host.root.querySelector<HTMLElement>(next)?.focus({ preventScroll: true })
  }

  const dismiss = quietly(() => {
    if (conversation.step === 'asking') {
      tell('dismissed')
      showing.done('dismissed')
    }
    close()
  })

  const close = quietly(() => {
    save()
    stopWatching()
    forgetThanks()
    host.returnFocus()
    render(null, host.root)
    host.remove()
    showing.gone()
  })

  const draw = () =>
    render(
      <SurveyCard
        survey={survey}
        conversation={conversation}
        isPopover={isPopover}
        act={act}
        dismiss={dismiss}
      />,
      host.root,
    )

  draw()
  tell('shown')
  return { element: host.element, close }
}
