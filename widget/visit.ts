import type { Rests } from '../shared/cadence.ts'
import type { PublicSurvey, ShutSurvey } from '../shared/survey.ts'
import type { Listeners } from './listeners.ts'

/** What the page says of the person and the moment, in whatever shape it has it. */
export interface Said {
  respondent?: unknown
  properties?: Readonly<Record<string, unknown>>
  /** Answers are stored, but outside every score. */
  test?: boolean
}

/** One person on one page, as far as the page has said so by now: the loader notes it, all read it. */
export interface Visit extends Said {
  /** The collector's address, without a slash at its end. */
  readonly collector: string
  /** The survey the page is for. */
  readonly surveyId: string
  /** The element to show it in, or its CSS selector; without one it is where its format says. */
  readonly target?: Element | string
  /** A definition that need not be fetched. */
  known?: PublicSurvey | ShutSurvey
  /** How long people rest from the page's survey, once it is found. */
  rests?: Rests
  readonly listeners: Listeners
  /** What has happened on the page that surveys may wait for. */
  readonly happened: Set<unknown>
  /** Consent was given, or is not needed and the browser asks for no privacy. */
  welcome: boolean
  /** Something was shown or closed already: from then on nothing shows by itself. */
  isTouched?: boolean
}
