import { type Remembered, remember } from '../browser/storage.ts'
import { nameOf } from '../collector/respondent.ts'
import type { Session } from '../session.ts'

/** Remembers why the person rests from a survey and, of the page's own survey, how long. */
export function rememberDone(session: Session, surveyId: string, things: Remembered): void {
  const rests = surveyId === session.surveyId ? session.restDurations : undefined
  remember(surveyId, { ...things, ...(rests && { rests }) }, nameOf(session.respondent))
}
