import type { Respondent } from '../../shared/response.ts'
import type { Format, PublicSurvey } from '../../shared/survey.ts'
import { toJson } from '../browser/json.ts'
import { askingLock, tabLock } from '../browser/tab-lock.ts'
import { whenIdle } from '../browser/timing.ts'
import { fetchSurvey } from '../collector/client.ts'
import { circumstancesOf } from '../collector/respondent.ts'
import { busyWith, whenFree } from '../rules/busy.ts'
import { loadDialogs, openModals } from '../rules/dialogs.ts'
import { type Hands, watchHands } from '../rules/hands.ts'
import type { Session, Tell } from '../session.ts'
import { loadChunks } from './chunks.ts'
import { rememberDone } from './done.ts'
import { findTarget } from './target.ts'

/**
 * Resolves once a survey may ask a person whom the loader found eligible, to the release of the lock; or to `null`
 * when it may not, or the time for it is over. The collector, which knows other devices, is asked first; then nobody
 * may be busy; another tab last, as one asks at a time.
 */
export async function whenToAsk(
  session: Session,
  isTime: () => boolean,
  find: (surveyId: string) => Promise<PublicSurvey | null>,
  tell: Tell,
): Promise<(() => void) | null> {
  const { collector, surveyId, target } = session
  session.hands ??= watchHands()
  const { hands } = session
  const idle = whenIdle()
  const rest = await fetchRest(collector, surveyId, circumstancesOf(session).respondent)
  if (rest) {
    rememberDone(session, surveyId, { told: Date.now() + rest })
    return null
  }
  const survey = await find(surveyId)
  if (!survey || (await findTarget(target, isTime, tell, true)) === undefined) return null
  // Once it may show it shows at once, on the page that was looked at.
  const { format } = await loadChunks(survey, target ? document.body : null)
  await idle
  return whenFreeToAsk(hands, session, format, isTime)
}

/**
 * For how long this person, who may have answered on another device or by email, is to be left alone, in
 * milliseconds: 0 when they may be asked, as may everybody the collector cannot know. When the collector
 * does not answer, a minute: their response could not be stored either. Never rejects.
 */
async function fetchRest(
  collector: string,
  surveyId: string,
  { id, email, token, signature }: Respondent = {},
): Promise<number> {
  // It tells nobody about people whose identity is unsigned: there this browser's memory has to do.
  if (!token && (!signature || (!id && !email))) return 0
  const who = toJson({ id, email, token, signature })
  const verdict = await fetchSurvey<object>(collector, surveyId, '/asked', who)
  const { ask, rest = 60 } = Object(verdict)
  return ask ? 0 : 1000 * rest
}

/** Waits until nobody is busy and nobody else asks; resolves to the lock's release, or `null` if it is time no more. */
async function whenFreeToAsk(
  hands: Hands,
  { target, surveyId }: Session,
  format: Format,
  isTime: () => boolean,
): Promise<(() => void) | null> {
  for (;;) {
    await whenFree(hands, format, isTime)
    if (!isTime()) return null
    const release = await askingLock(!!target)
    if (release === 'page') console.info(`Sayso: survey ${surveyId} waits: another is on this page`)
    if (typeof release === 'string') return null
    if (isTime() && !(await busyWith(hands, format))) return release
    release()
  }
}

/** What is open above the page now, if anything is. */
export async function openModal(): Promise<Element | undefined> {
  await loadDialogs()
  return openModals()[0]
}

/** Whether no tab of the site asks now. */
export async function isLockFree(): Promise<boolean> {
  const release = await tabLock()
  release?.()
  return !!release
}
