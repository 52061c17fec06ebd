import type { Circumstances } from '../shared/response.ts'
import type { PublicSurvey } from '../shared/survey.ts'
import { safely } from './browser/safely.ts'
import { isAnotherPerson } from './collector/respondent.ts'
import type { Listener, Listeners, ListenerTo, Session, SurveyEvent } from './session.ts'
import { listenTo } from './survey/listeners.ts'
import type { Presenter } from './survey/presenter.ts'

export { type Offered, type OfferOptions, offer } from './loader/offer.ts'
export type { Answer, EventDetails, ListenerTo, Sayso, SurveyEvent } from './session.ts'

export interface MountOptions extends Circumstances {
  /** The collector's address: `https://feedback.example.com`. */
  readonly collector: string
  /** The survey's id, or its definition, which saves fetching it. */
  readonly survey: string | PublicSurvey
  /** Where to show it; without one it is a popover. */
  readonly target?: Element | string
  /** Answers are stored, but outside every score. */
  readonly test?: boolean
}

export interface Mounted {
  /** Closes the survey. */
  close(): void
  /** Who answers from now on, and what goes with the next save. Another person than before closes the survey. */
  update(said: Circumstances): void
  /** Listens to one of its events; returns the undo. */
  on<Name extends SurveyEvent>(event: Name, listener: ListenerTo<Name>): () => void
}

/** Shows a survey now, whatever this browser remembers of it. Never throws. */
export function mount({ collector, survey, target, ...said }: MountOptions): Mounted {
  const listeners: Listeners = new Set()
  const definition = typeof survey === 'string' ? undefined : survey
  const surveyId = definition?.id ?? `${survey}`
  const session: Session = {
    ...{ ...said, surveyId, survey: definition, listeners },
    collector: collector.replace(/\/+$/, ''),
    tracked: new Set(),
    hasConsent: true,
  }
  let isWanted = true
  let presenter: Presenter | undefined

  safely(async () => {
    const { createPresenter } = await import('./survey/presenter.ts')
    presenter = createPresenter(session)
    if (isWanted) await presenter.present(surveyId, { target })
  })()
  const close = safely(() => {
    isWanted = false
    presenter?.close()
  })
  const update = safely(({ respondent, properties }: Circumstances) => {
    if (presenter && isAnotherPerson(session.respondent, respondent)) close()
    else Object.assign(session, { respondent, properties })
  })
  return { close, update, on: (event, listener) => listenTo(listeners, event, listener as Listener) }
}
