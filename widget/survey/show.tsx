import type { PublicSurvey } from '../../shared/survey.ts'
import { safely } from '../browser/safely.ts'
import { whenLeaving, whenUnattended } from '../browser/timing.ts'
import { createReporter } from '../collector/reporter.ts'
import type { Conversation, Showing, Shown } from '../session.ts'
import { type Chunks, loadChunks } from './chunks.ts'
import { advance, answerOf, beginning, type Deed, renameChoices } from './conversation.ts'
import type { Host } from './host.ts'
import type { News } from './Said.tsx'
import { SurveyCard } from './SurveyCard.tsx'
import { createSurface } from './surface.ts'

/** How long thanks without a link stay, in milliseconds. */
const thanksStay = 4000

/** When a screen reader is told that the survey came, in milliseconds: it has to know the region by then. */
const arrivalAfter = 200
const arrivalUntil = 5000

/** Shows a survey and saves what the person says. */
export function show(showing: Showing): Shown {
  const { target } = showing
  let { survey } = showing
  let chunks: Chunks | undefined
  let conversation = showing.rehearsal ?? beginning
  let isOpen = true
  let newestSurvey = survey
  let stopTimers = () => {}
  const news: News = { isArriving: false, saved: null }

  const find = showing.find ?? (() => (target?.isConnected ? target : byId(target)))
  const moves = { restored: () => redraw(), lost: () => close(true) }
  const { host, spendKeys, draw, clear } = createSurface(target && find, moves, () => isAbovePage(chunks))
  const { announce, save, countView, speak } = createReporter(showing, ({ rating }) =>
    redraw({ saved: rating }),
  )
  const stopWatching = whenLeaving(() => save(answerOf(conversation)))

  const act = safely((deed: Deed) => {
    if (deed.type !== 'write') spendKeys()
    conversation = advance(conversation, deed)
    if (deed.type !== 'write') save(answerOf(conversation))
    if (deed.type === 'choose') showing.done('answered')
    if (deed.type === 'choose') announce('rated', { rating: deed.rating })
    // Before the redraw removes the element that has it.
    if (deed.type === 'send' && isAbovePage(chunks)) host.returnFocus()
    redraw()
    if (deed.type === 'choose') host.focus('fieldset input, textarea')
    if (deed.type === 'send') finish()
  })

  function finish(): void {
    const answer = answerOf(conversation)
    if (answer?.comment) announce('commented', answer)
    stopTimers()
    if (!isAbovePage(chunks)) host.focus('.said')
    else if (!host.root.querySelector('a'))
      stopTimers = whenUnattended(host.element, thanksStay, () => close())
  }

  const dismiss = safely(() => {
    spendKeys()
    if (isOpen && conversation.step === 'asking') {
      countView('dismissed')
      showing.done('dismissed')
    }
    close()
  })

  const close = safely((isLost?: boolean) => {
    if (!isOpen) return
    isOpen = false
    save(answerOf(conversation))
    stopWatching()
    stopTimers()
    clear()
    showing.gone(isLost)
  })

  function redraw(changed?: Partial<News>): void {
    Object.assign(news, changed, showing.rehearsal && rehearsed(conversation))
    if (!chunks || !isOpen) return
    const circumstances = showing.circumstances()
    draw(<SurveyCard {...{ survey, chunks, conversation, circumstances, news, act, dismiss }} />)
  }

  const setSurvey = safely(async (next: PublicSurvey) => {
    newestSurvey = next
    const loaded = await loadChunks(next, target)
    if (!isOpen || next !== newestSurvey) return
    const isFirst = !chunks
    conversation = renameChoices(conversation, survey.choices, next.choices)
    survey = next
    speak(next.language)
    chunks = loaded
    dress(host, loaded, next)
    redraw()
    if (isFirst) countView('shown')
    if (isFirst && isAbovePage(chunks) && !showing.rehearsal)
      stopTimers = tellArrival((isArriving) => redraw({ isArriving }))
  })

  setSurvey(survey)
  return {
    element: host.element,
    setSurvey,
    focus: () => focusSurvey(host),
    close: () => close(),
  }
}

/** Nothing is sent in a rehearsal; it looks as if it had been. */
const rehearsed = (conversation: Conversation) =>
  conversation.step === 'asking' ? {} : { saved: conversation.rating }

/** A popover or bar: its thanks leave by themselves. In other formats they block nothing, or are all there is. */
const isAbovePage = (chunks?: Chunks) => chunks?.format === 'popover' || chunks?.format === 'bar'

/** Tells screen readers, once, that a survey has come. Returns the undo. */
function tellArrival(say: (is: boolean) => void): () => void {
  const timers = [setTimeout(say, arrivalAfter, true), setTimeout(say, arrivalUntil, false)]
  return () => timers.forEach(clearTimeout)
}

/** Puts the focus on the chosen point, else on what comes first, and scrolls there: an inline survey may be out of view. */
function focusSurvey({ root, focus }: Host): void {
  if (!focus('[name=rating]:checked')) focus('input, a, button')
  root.activeElement?.scrollIntoView({ block: 'nearest' })
}

/** Gives a host the styles of what is drawn in it, and the survey's look. */
function dress({ element, root, addStyles }: Host, chunks: Chunks, { look }: PublicSurvey): void {
  addStyles([chunks.shapes?.styles, chunks.choices?.styles, chunks.dialog?.styles])
  if (look) chunks.theme?.applyLook(element, root.adoptedStyleSheets, look)
}

/** The element that has the place of one the page has made anew. */
function byId(element: Element | null): Element | null {
  return element?.id ? document.getElementById(element.id) : null
}
