import type { PublicSurvey } from '../../shared/survey.ts'
import { safely } from '../browser/safely.ts'
import { hasUnsent, type Remembered, remember } from '../browser/storage.ts'
import { tabLock } from '../browser/tab-lock.ts'
import { whenIdle } from '../browser/timing.ts'
import { fetchRest, findSurvey, refetchSurvey } from '../collector/client.ts'
import { resend } from '../collector/reporter.ts'
import { circumstancesOf, nameOf } from '../collector/respondent.ts'
import type { EmbeddedSurvey, PreviewOptions, Session, Shown, Tell } from '../session.ts'
import { createTeller } from './listeners.ts'
import { show } from './show.tsx'

/** Shows one definition outside of a session. */
export { show }

export interface ShowRequest {
  /** The element to show it in, or its CSS selector; without one it is where its format says. */
  readonly target?: Element | string
  readonly properties?: object
  /** Called when it is no longer on the page, or did not get there. */
  over?(): void
}

/** Shows surveys, one at a time. */
export type Presenter = ReturnType<typeof createPresenter>

export function createPresenter(session: Session) {
  const { collector, surveyId: ownSurvey } = session
  const tell = createTeller(session.listeners)
  const { find, receive, translate } = createDefinitions(session, tell)
  let open: (Shown & { readonly surveyId: string }) | null = null
  /** Counts requests to show or close: a survey that arrives after a newer request is not shown. */
  let newest = 0

  // What an earlier page of this site could not send is sent until the collector has answered for it.
  if (hasUnsent()) safely(resend)(collector)

  /** Shows a survey now, whatever this browser remembers of it. */
  async function present(surveyId: string, request: ShowRequest = {}): Promise<void> {
    // A survey that the page removed together with the element it was in may be shown again.
    if (!surveyId || (open?.surveyId === surveyId && open.element.isConnected)) return
    close()
    const mine = newest
    const survey = await find(surveyId)
    const gone = () => {
      open = null
      request.over?.()
    }
    const shown = survey && mine === newest && place(session, survey, request, tell, gone)
    if (shown) open = { surveyId, ...shown }
    else request.over?.()
  }

  /**
   * Shows the page's survey to a person the loader found eligible, unless one of those asked last objects:
   * the collector, which knows other devices, or another tab, as one asks at a time.
   */
  async function offer(isTime: () => boolean): Promise<void> {
    const { target } = session
    const idle = whenIdle()
    const rest = await fetchRest(collector, ownSurvey, circumstancesOf(session).respondent)
    if (rest) return rememberDone(session, ownSurvey, { told: Date.now() + rest })
    const over = await tabLock()
    await idle
    if (over && isTime()) await present(ownSurvey, { target, over }).catch(over)
    else over?.()
  }

  function close(): void {
    newest += 1
    session.isTouched = true
    open?.close()
  }

  /** Shows this and every other survey in another language from now on. */
  async function setLanguage(tag: unknown): Promise<void> {
    translate(`${tag}`)
    const shown = open
    const survey = shown && (await find(shown.surveyId))
    if (survey && open === shown) shown.setSurvey(survey)
  }

  /** Runs the commands of the page that the loader does not know. */
  async function run(command: string, args: readonly unknown[]): Promise<unknown> {
    const [first] = args
    switch (command) {
      case 'show': {
        // The survey of the given id, or the page's own; where, and with which properties.
        const id = typeof first === 'string' && first
        return present(id || ownSurvey, {
          ...(!id && { target: session.target }),
          ...(args.at(-1) as object),
        })
      }
      case 'language':
        return setLanguage(first)
      case 'explain':
        return (await import('./explain.ts')).explain(session, find)
      case 'preview':
        return (await import('./preview.ts')).preview(first as PreviewOptions)
      default:
        return tell('error', `there is no command ${command}`)
    }
  }

  return { receive, present, offer, close, run }
}

/** Finds definitions, in the language the page chose if it chose one. */
function createDefinitions(session: Session, tell: Tell) {
  const { collector, surveyId: ownSurvey } = session
  let language: string | undefined

  /** A survey's definition; `null`, with an error event, when there is none. */
  async function find(surveyId: string): Promise<PublicSurvey | null> {
    const { survey } = session
    if (survey?.id === surveyId) return 'closed' in survey ? null : survey
    const found = await findSurvey(collector, surveyId, language, tell)
    if (found) session.survey = found
    return found
  }

  return {
    find,

    /** The data of the page's survey. What did not arrive is asked for again, or the page told why there is none. */
    async receive(coming: Promise<{ filled: EmbeddedSurvey } | undefined>): Promise<EmbeddedSurvey | null> {
      const arrived = (await coming)?.filled
      const found = arrived ?? ((await find(ownSurvey)) && (await refetchSurvey(collector, ownSurvey)))
      if (found) session.survey = found.survey
      return found
    },

    /** From now on definitions are found in another language. */
    translate(tag: string): void {
      language = tag
      session.survey = undefined
    },
  }
}

/** Puts a survey on the page; `null`, with an error event, when its target is not there. */
function place(
  session: Session,
  survey: PublicSurvey,
  { target, properties }: ShowRequest,
  tell: Tell,
  gone: () => void,
): Shown | null {
  const element = typeof target === 'string' ? document.querySelector(target) : (target ?? null)
  if (target && !element) {
    tell('error', `no target ${target} for this page`)
    return null
  }
  const { collector, test } = session
  const shown = show({
    ...{ survey, collector, test, target: element, on: tell, gone },
    circumstances: () =>
      circumstancesOf({ ...session, properties: { ...session.properties, ...properties } }),
    done: (deed) => rememberDone(session, survey.id, { [deed]: Date.now() }),
  })
  // Only surveys with quietDays read this, so store it only then.
  if (survey.rules?.quietDays) remember('', { shown: Date.now() }, nameOf(session.respondent))
  return shown
}

/** Remembers why the person rests from a survey and, of the page's own survey, how long. */
function rememberDone(session: Session, surveyId: string, things: Remembered): void {
  const rests = surveyId === session.surveyId ? session.restDurations : undefined
  remember(surveyId, { ...things, ...(rests && { rests }) }, nameOf(session.respondent))
}
