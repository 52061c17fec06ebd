import type { PublicSurvey } from '../../shared/survey.ts'
import { NativePromise, safely } from '../browser/safely.ts'
import { hasUnsent, remember } from '../browser/storage.ts'
import { findSurvey, refetchSurvey } from '../collector/client.ts'
import { resend } from '../collector/reporter.ts'
import { circumstancesOf, nameOf } from '../collector/respondent.ts'
import { watchFor } from '../rules/cues.ts'
import { loadDialogs } from '../rules/dialogs.ts'
import type { EmbeddedSurvey, Session, Shown, Tell } from '../session.ts'
import { whenToAsk } from './asking.ts'
import { rememberDone } from './done.ts'
import { createTeller } from './listeners.ts'
import { refusedOrigin } from './page-origin.ts'
import { show } from './show.tsx'
import { findTarget } from './target.ts'

/** Shows one definition outside of a session. */
export { show }

export interface ShowRequest {
  /** The element to show it in, or its CSS selector; without one it is where its format says. */
  readonly target?: Element | string
  readonly properties?: object
  /** Called when it is no longer on the page, or did not get there; `isLost` when the page took away its place. */
  over?(isLost?: boolean): void
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
    if (survey && Object.values(Object(session.respondent)).some(Boolean)) tellOfNobodies(session.respondent)
    await untilBody()
    const gone = (isLost?: boolean) => {
      open = null
      request.over?.(isLost)
    }
    const isNewest = () => mine === newest
    const target = survey && (await findTarget(request.target, isNewest, tell))
    if (!target) await loadDialogs()
    const shown =
      survey && target !== undefined && isNewest() && place(session, survey, request, target, tell, gone)
    if (shown) open = { surveyId, ...shown }
    else request.over?.()
  }

  /** Shows the page's survey to a person the loader found eligible, once nothing else speaks against it. */
  async function offer(isTime: () => boolean): Promise<void> {
    const { target } = session
    const release = await whenToAsk(session, isTime, find, tell)
    if (!release) return
    let mine = newest
    const over = (isLost?: boolean) => {
      release()
      if (!isLost || mine !== newest) return
      // The page took it away with its place: it may be asked again where the place comes back.
      session.isTouched = false
      safely(offer)(isTime)
    }
    const showing = present(ownSurvey, { target, over }).catch(release)
    mine = newest
    await showing
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
    if (command === 'show') return present(...showing(session, args))
    if (command === 'focus') return open?.focus()
    if (command === 'language') return setLanguage(args[0])
    if (command !== 'explain' && command !== 'preview') return tell('error', `there is no command ${command}`)
    return (await import('./commands.ts')).rareCommands[command](session, open?.surveyId, args[0])
  }

  return { receive, present, offer, close, run }
}

/** What `sayso('show', …)` asks for: the survey of the given id, or the page's own; where, and with which properties. */
function showing(session: Session, args: readonly unknown[]): [surveyId: string, request: ShowRequest] {
  const id = typeof args[0] === 'string' && args[0]
  return [id || session.surveyId, { ...(!id && { target: session.target }), ...(args.at(-1) as object) }]
}

/** Only pages that name a person need to know whether it can be one. */
const tellOfNobodies = safely(async (respondent: unknown) => {
  const { warnOfNobodies } = await import('./nobodies.ts')
  warnOfNobodies(respondent)
})

/** Finds definitions, in the language the page chose if it chose one. */
function createDefinitions(session: Session, tell: Tell) {
  const { collector, surveyId: ownSurvey } = session
  let language: string | undefined

  /** A survey's definition; `null`, with an error event, when there is none. */
  async function find(surveyId: string): Promise<PublicSurvey | null> {
    const { survey } = session
    const refused = refusedOrigin(session)
    if (refused) tell('error', `${refused} is not in allowedOrigins`)
    if (refused) return null
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

/** Resolves once there is a body to show a survey in: a script in the head may ask for one before. */
async function untilBody(): Promise<void> {
  const parsed = { events: ['DOMContentLoaded'], checkAfter: 0, isMet: () => document.body }
  if (!document.body) await new NativePromise<void>((resolve) => watchFor(parsed, resolve))
}

/** Puts a survey on the page. */
function place(
  session: Session,
  survey: PublicSurvey,
  { target: selector, properties }: ShowRequest,
  target: Element | null,
  tell: Tell,
  gone: (isLost?: boolean) => void,
): Shown {
  const { collector, test } = session
  const shown = show({
    ...{ survey, collector, test, target, on: tell, gone },
    ...(typeof selector === 'string' && { find: () => document.querySelector(selector) }),
    circumstances: () =>
      circumstancesOf({ ...session, properties: { ...session.properties, ...properties } }),
    done: (deed) => rememberDone(session, survey.id, { [deed]: Date.now() }),
  })
  // Only surveys with quietDays read this, so store it only then.
  if (survey.rules?.quietDays) remember('', { shown: Date.now() }, nameOf(session.respondent))
  return shown
}
