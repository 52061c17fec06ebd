import { isResting } from '../../shared/cadence.ts'
import { drawnFor } from '../../shared/targeting.ts'
import { safely } from '../browser/safely.ts'
import { drawnNumber, readStorage } from '../browser/storage.ts'
import { nameOf } from '../collector/respondent.ts'
import { afterAll, watchFor, whenVisible } from '../rules/cues.ts'
import { type Condition, conditionsOf, firstRefusal } from '../rules/rules.ts'
import type { EmbeddedSurvey, Session } from '../session.ts'

/** Loads the files and shows the survey, if it is still the time for it when they are there. Never rejects. */
type Show = (found: EmbeddedSurvey, isTime: () => boolean) => Promise<unknown>

/**
 * Shows a survey unprompted when its rules hold, and whenever they hold again; not after the page showed or
 * closed something itself, nor while the person rests. Returns the function to call after anything
 * that may have changed this.
 */
export function createTrigger(
  session: Session,
  find: () => Promise<EmbeddedSurvey | null>,
  show: Show,
): () => void {
  let finding: Promise<EmbeddedSurvey | null> | undefined
  /** Made once the survey is found. */
  let conditions: Condition[] | undefined
  let isFollowing = false
  let stopFollowing = () => {}
  let stopWaiting: (() => void) | undefined

  /** Neither the person, nor the browser on their behalf, nor the page has anything against a survey. */
  const isPermitted = () => session.hasConsent && !session.isTouched

  function isTime(): boolean {
    const person = nameOf(session.respondent)
    const past = readStorage(session.surveyId, person)
    const now = Date.now()
    if (!isPermitted() || isResting(session.restDurations ?? past.rests ?? {}, past, now)) return false
    const { properties, tracked, surveyId } = session
    const drawn = () => drawnFor(person ?? drawnNumber(), surveyId)
    return firstRefusal(conditions ?? [], { now, place: location, properties, tracked, drawn }) === null
  }

  /** Shows it, unless the time for it passes before it is on the page. */
  const ask = safely(async (found: EmbeddedSurvey) => {
    if (isTime()) await show(found, isTime)
    // Not shown though it might have been: another tab asks. Else it is over, or the page is another one now.
    if (isTime()) stop()
    else reconsider()
  })

  function stop(): void {
    stopWaiting?.()
    stopWaiting = undefined
    stopFollowing()
    isFollowing = false
  }

  function follow(conditions: Condition[]): void {
    if (isFollowing) return
    isFollowing = true
    const undo = conditions.flatMap(({ recheckOn }) => (recheckOn ? watchFor(recheckOn(), reconsider) : []))
    stopFollowing = () => {
      for (const each of undo) each()
    }
  }

  const reconsider = safely(async () => {
    // Whoever rests still does, and costs the collector no request.
    if (!finding && !isTime()) return
    finding ??= find()
    const found = await finding
    if (!found || 'closed' in found.survey) return
    conditions ??= conditionsOf(found.survey.rules)
    session.restDurations = found.rests
    if (!isPermitted()) return stop()
    follow(conditions)
    if (isTime()) {
      const cues = conditions.flatMap(({ waitFor }) => waitFor ?? [])
      stopWaiting ??= afterAll([...cues, whenVisible], () => ask(found))
    } else {
      stopWaiting?.()
      stopWaiting = undefined
    }
  })
  return reconsider
}
