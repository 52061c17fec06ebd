import { restsOf } from '../../shared/cadence.ts'
import type { Circumstances } from '../../shared/response.ts'
import type { PublicSurvey } from '../../shared/survey.ts'
import { wantsPrivacy } from '../browser/privacy.ts'
import { safely } from '../browser/safely.ts'
import { clearStorage, hasUnsent } from '../browser/storage.ts'
import { findSurvey } from '../collector/client.ts'
import { isAnotherPerson } from '../collector/respondent.ts'
import { afterAll, whenVisible } from '../rules/cues.ts'
import type { EmbeddedSurvey, Listener, Listeners, ListenerTo, Session, SurveyEvent } from '../session.ts'
import { createTeller, listenTo } from '../survey/listeners.ts'
import type { Presenter } from '../survey/presenter.ts'
import { createTrigger } from './trigger.ts'

export interface OfferOptions extends Circumstances {
  /** The collector's address: `https://feedback.example.com`. */
  readonly collector: string
  /** The survey's id, or its definition, which saves fetching it. */
  readonly survey: string | PublicSurvey
  /** Where to show it; without one it is where its format says. */
  readonly target?: Element | string
  /** The language to ask in; without it the browser's. */
  readonly language?: string
  /** Nothing is kept, and nothing shows, before `consent(true)`. */
  readonly consent?: 'required'
  /** Answers are stored, but outside every score. */
  readonly test?: boolean
}

/** A survey that waits for its moment, with the calls of the script tag. */
export interface Offered {
  /** Says who is asking; another person closes the open survey. */
  identify(respondent: Circumstances['respondent'], properties?: Circumstances['properties']): void
  /** Something happened that the survey may wait for. */
  track(event: string, properties?: Circumstances['properties']): void
  /** The person agreed or, with `false`, everything kept is forgotten. */
  consent(given: boolean): void
  /** Asks in another language from now on. */
  language(tag: string): void
  /** Puts the focus into the open survey. */
  focus(): void
  /** Closes the survey, or sees to it that it does not show. */
  close(): void
  /** Listens to one of its events; returns the undo. */
  on<Name extends SurveyEvent>(event: Name, listener: ListenerTo<Name>): () => void
}

/**
 * Asks as the script tag does: when the survey's rules hold, the person does not rest, consent is given or
 * not needed, and no other tab asks. Never throws; does nothing on a server.
 */
export function offer({ collector, survey, consent, language, ...said }: OfferOptions): Offered {
  const listeners: Listeners = new Set()
  const definition = typeof survey === 'string' ? undefined : survey
  const session: Session = {
    ...{ ...said, listeners, survey: definition, surveyId: definition?.id ?? `${survey}` },
    collector: collector.replace(/\/+$/, ''),
    tracked: new Set(),
    hasConsent: false,
  }
  let isOver = false
  let reconsider = () => {}
  const renderer = createRenderer(session, language)

  const begin = safely(() => {
    session.hasConsent = consent !== 'required' && !wantsPrivacy()
    if (consent === 'required') keepConsent(false)
    afterAll(
      [whenVisible],
      safely(async () => {
        if (isOver) return
        const show = async (_: EmbeddedSurvey, isTime: () => boolean) =>
          (await renderer.presenter()).offer(isTime)
        reconsider = createTrigger(session, renderer.find, show)
        reconsider()
        if (hasUnsent()) await renderer.presenter()
      }),
    )
  })
  if (globalThis.document) begin()

  return {
    identify: safely((respondent, properties) => {
      if (isAnotherPerson(session.respondent, respondent)) renderer.loaded()?.close()
      session.respondent = respondent
      session.properties = { ...session.properties, ...properties }
      reconsider()
    }),
    track: safely((event, properties) => {
      session.properties = { ...session.properties, ...properties }
      session.tracked.add(event)
      reconsider()
    }),
    consent: safely((given) => {
      session.hasConsent = given
      keepConsent(given)
      if (!given) clearStorage()
      reconsider()
    }),
    language: safely(async (tag) => (await renderer.presenter()).run('language', [tag])),
    focus: safely(() => renderer.loaded()?.run('focus', [])),
    close: safely(() => {
      isOver = true
      session.isTouched = true
      reconsider()
      renderer.loaded()?.close()
    }),
    on: (event, listener) => listenTo(listeners, event, listener as Listener),
  }
}

/** What shows the survey: a chunk of the application's, loaded for the first showing. */
function createRenderer(session: Session, language: string | undefined) {
  let loaded: Presenter | undefined
  let loading: Promise<Presenter> | undefined
  const load = async () => {
    const { createPresenter } = await import('../survey/presenter.ts')
    loaded = createPresenter(session)
    if (language) await loaded.run('language', [language])
    return loaded
  }
  const presenter = () => {
    loading ??= load()
    return loading
  }
  return {
    presenter,
    loaded: () => loaded,
    /** The survey with how long its people rest; `null`, with an error event, when there is none. */
    async find(): Promise<EmbeddedSurvey | null> {
      // Translating forgets the definition, so it comes first.
      if (language) await presenter()
      const { collector, surveyId, listeners } = session
      const tell = createTeller(listeners)
      const survey = session.survey ?? (await findSurvey(collector, surveyId, language, tell))
      if (!survey) return null
      session.survey = survey
      return { survey, rests: 'closed' in survey ? undefined : restsOf(survey.rules) }
    },
  }
}

/** Consent is kept where storage looks for it: on the script tag's function, or the queue that stands for it. */
function keepConsent(given: boolean): void {
  if (!window.sayso && given) return
  const queue: unknown[] = []
  window.sayso ??= Object.assign((...call: unknown[]) => void queue.push(call), { q: queue }) as never
  window.sayso!.forgetful = !given
}
