import { render } from 'preact'
import type { Circumstances } from '../shared/response.ts'
import type { PublicSurvey } from '../shared/survey.ts'
import { type Answer, advance, answerOf, beginning, type Conversation, type Deed } from './conversation.ts'
import { createHost } from './host.ts'
import { fetchParts, type Parts } from './parts.ts'
import { quietly } from './quietly.ts'
import { createRecord } from './record.ts'
import { SurveyCard } from './SurveyCard.tsx'
import { whenLeaving } from './whenLeaving.ts'
import { whenLeftAlone } from './whenLeftAlone.ts'

/** What a host's code may hear of; `rated` brings the rating, `commented` the whole answer, `error` a sentence. */
export type SurveyEvent = 'shown' | 'rated' | 'commented' | 'dismissed' | 'error'

/** One showing of a survey, as the loader asks for it. */
export interface Showing {
  readonly survey: PublicSurvey
  /** The collector's address, without a slash at its end. */
  readonly collector: string
  /** The element to show it in; without one it is where its format says. */
  readonly target: Element | null
  /** Its answers are stored, but outside every score. */
  readonly test?: boolean
  /** Begins there, and nothing is sent or announced: the survey is only looked at. */
  readonly rehearsal?: Conversation
  /** Asked at every save, as the host may say who this is after the survey was shown. */
  circumstances(): Circumstances
  /** The person answered it, or put it away. */
  done(deed: 'answered' | 'dismissed'): void
  /** It is no longer on the page. */
  gone(): void
  /** Hears what happens. What it throws goes nowhere. */
  on?(event: SurveyEvent, detail?: Partial<Answer> | string): void
}

/** A survey on the page, until it is closed or the page takes it away itself. */
export interface Shown {
  readonly element: Element
  /** Shows the same survey in another language, with all that was said so far. */
  setSurvey(survey: PublicSurvey): void
  close(): void
}

/** How long the thanks stay, in milliseconds, and those with a link to follow. */
const thanksStay = 4000
const linkStays = 20_000

/** Shows a survey and saves what the person says. */
export function show(showing: Showing): Shown {
  const { target } = showing
  let { survey } = showing
  let parts: Parts | undefined
  let conversation = showing.rehearsal ?? beginning
  let isOpen = true
  let asked = 0
  let forgetThanks = () => {}

  const host = createHost(target, () => {
    // It still says that it is open, but no longer in front of everything.
    host.root.querySelector('dialog')?.removeAttribute('open')
    redraw()
  })
  const { announce, save, tell } = createRecord(showing)
  const stopWatching = whenLeaving(() => save(conversation))

  const act = quietly((deed: Deed) => {
    conversation = advance(conversation, deed)
    if (deed.type !== 'write') save(conversation)
    if (deed.type === 'choose') {
      showing.done('answered')
      announce('rated', { rating: deed.rating })
    }
    // While what has it is still there.
    if (deed.type === 'send' && !staysAfterwards()) host.returnFocus()
    redraw()
    if (deed.type === 'choose') focus('fieldset input, textarea')
    if (deed.type === 'send') finish()
  })

  /** The thanks of a corner or bar go by themselves; the others are in nobody's way, or all there is. */
  const staysAfterwards = () => parts?.format !== 'popover' && parts?.format !== 'bar'

  function finish() {
    const answer = answerOf(conversation)
    if (answer?.comment) announce('commented', answer)
    if (staysAfterwards()) return focus('.thanks')
    const stay = host.root.querySelector('a') ? linkStays : thanksStay
    forgetThanks = whenLeftAlone(host.element, stay, close)
  }

  function focus(selector: string) {
    host.root.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true })
  }

  const dismiss = quietly(() => {
    if (isOpen && conversation.step === 'asking') {
      tell('dismissed')
      showing.done('dismissed')
    }
    close()
  })

  const close = quietly(() => {
    if (!isOpen) return
    isOpen = false
    save(conversation)
    stopWatching()
    forgetThanks()
    host.returnFocus()
    // A modal dialog gives the focus back itself, but only when it closes.
    host.root.querySelector('dialog')?.close()
    host.remove()
    showing.gone()
  })

  function redraw() {
    if (!parts || !isOpen) return
    const circumstances = showing.circumstances()
    render(<SurveyCard {...{ survey, parts, conversation, circumstances, act, dismiss }} />, host.root)
    parts.formats?.openDialog(host.root)
  }

  const setSurvey = quietly(async (next: PublicSurvey) => {
    asked += 1
    const mine = asked
    const found = await fetchParts(next, target)
    if (!isOpen || mine !== asked) return
    const isFirst = !parts
    conversation = parts?.ticks?.renameChoices(conversation, survey.choices, next.choices) ?? conversation
    survey = next
    parts = found
    host.addStyles([found.drawn?.styles, found.ticks?.styles, found.formats?.styles])
    if (next.look) found.looks?.applyLook(host.element, host.root.adoptedStyleSheets, next.look)
    redraw()
    if (isFirst) tell('shown')
  })

  setSurvey(survey)
  return { element: host.element, setSurvey, close }
}
