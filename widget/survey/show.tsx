import { render } from 'preact'
import type { PublicSurvey } from '../../shared/survey.ts'
import { safely } from '../browser/safely.ts'
import { whenLeaving, whenUnattended } from '../browser/timing.ts'
import { createReporter } from '../collector/reporter.ts'
import type { Showing, Shown } from '../session.ts'
import { type Chunks, loadChunks } from './chunks.ts'
import { guardClicks } from './clicks.ts'
import { advance, answerOf, beginning, type Deed, renameChoices } from './conversation.ts'
import { createHost, type Host } from './host.ts'
import { guardKeys } from './keys.ts'
import { SurveyCard } from './SurveyCard.tsx'

/** How long the thanks stay, in milliseconds, and those with a link to follow. */
const thanksStay = 4000
const linkStays = 20_000

/** Shows a survey and saves what the person says. */
export function show(showing: Showing): Shown {
  const { target } = showing
  let { survey } = showing
  let chunks: Chunks | undefined
  let conversation = showing.rehearsal ?? beginning
  let isOpen = true
  let newestSurvey = survey
  let stopThanks = () => {}

  const find = showing.find ?? (() => (target?.isConnected ? target : byId(target)))
  const host = createHost(target && find, {
    restored() {
      forgetModal(host)
      redraw()
    },
    lost: () => close(true),
  })
  const spendKeys = guardKeys(host.root)
  const clicks = guardClicks(host.root)
  const { announce, save, countView, speak } = createReporter(showing)
  const stopWatching = whenLeaving(() => save(answerOf(conversation)))

  const act = safely((deed: Deed) => {
    if (deed.type !== 'write') spendKeys()
    conversation = advance(conversation, deed)
    if (deed.type !== 'write') save(answerOf(conversation))
    if (deed.type === 'choose') showing.done('answered')
    if (deed.type === 'choose') announce('rated', { rating: deed.rating })
    // Before the redraw removes the element that has it.
    if (deed.type === 'send' && leavesByItself(chunks)) host.returnFocus()
    redraw()
    if (deed.type === 'choose') host.focus('fieldset input, textarea')
    if (deed.type === 'send') finish()
  })

  function finish(): void {
    const answer = answerOf(conversation)
    if (answer?.comment) announce('commented', answer)
    if (leavesByItself(chunks)) {
      const stay = host.root.querySelector('a') ? linkStays : thanksStay
      stopThanks = whenUnattended(host.element, stay, () => close())
    } else host.focus('.thanks')
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
    stopThanks()
    clicks.stop()
    host.returnFocus()
    render(null, host.root)
    host.remove()
    showing.gone(isLost)
  })

  function redraw(): void {
    if (!chunks || !isOpen) return
    const circumstances = showing.circumstances()
    render(<SurveyCard {...{ survey, chunks, conversation, circumstances, act, dismiss }} />, host.root)
    clicks.look()
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
  })

  setSurvey(survey)
  return { element: host.element, setSurvey, close: () => close() }
}

/** The thanks of a popover or bar leave by themselves; in other formats they block nothing, or are all there is. */
const leavesByItself = (chunks?: Chunks) => chunks?.format === 'popover' || chunks?.format === 'bar'

/** An open dialog that was removed still has the attribute, but is not modal any more. */
function forgetModal({ root }: Host): void {
  root.querySelector('dialog')?.removeAttribute('open')
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
