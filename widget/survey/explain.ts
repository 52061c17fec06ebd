import type { PublicSurvey, Rules } from '../../shared/survey.ts'
import { wantsPrivacy } from '../browser/privacy.ts'
import { readStorage } from '../browser/storage.ts'
import { nameOf } from '../collector/respondent.ts'
import { loadDialogs, openModals } from '../rules/dialogs.ts'
import { drawnFor, type Visitor, whyNotShow } from '../rules/rules.ts'
import type { Session } from '../session.ts'

/** One condition that may keep a survey from showing unprompted: the value found, the rule, and the verdict. */
export interface Gate {
  readonly gate: string
  readonly value: unknown
  readonly rule: unknown
  readonly open: boolean
}

/**
 * All conditions between a survey and the person, in the order in which they are judged: also
 * those behind a closed one, as more than one may need opening. Printed to the console, too.
 */
export async function explain(
  session: Session,
  find: (surveyId: string) => Promise<PublicSurvey | null>,
): Promise<Gate[]> {
  const { surveyId, tracked, hasConsent, respondent, properties = {}, isTouched } = session
  const survey = surveyId ? await find(surveyId) : null
  const rules = survey?.rules ?? {}
  const isFull = !!session.survey && 'closed' in session.survey && session.survey.closed === 'full'
  const { pages, audience, share, from, until, when } = rules
  const past = readStorage(surveyId, nameOf(respondent))
  const now = Date.now()
  const isStored = !window.sayso?.forgetful
  const signal = wantsPrivacy()
  const person = nameOf(respondent) ?? readStorage('').drawn
  const drawn = person === undefined ? null : drawnFor(person, surveyId)
  // Without a number yet, the person will get one: only a share of nobody excludes them for sure.
  const visitor: Visitor = { now, place: location, properties, tracked, drawn: () => drawn ?? 0 }
  const permits = (some: Rules) => whyNotShow({}, some, visitor) === null
  await loadDialogs()
  const dialog = openModals()[0]?.tagName
  const isRested = (since: typeof past) => {
    const { afterAnswered, afterDismissed, quietDays } = rules
    return whyNotShow(since, { afterAnswered, afterDismissed, quietDays }, visitor) === null
  }

  const gates = [
    gate('consent', isStored ? 'given or not needed' : 'missing', null, isStored),
    gate('privacy signal', signal ? 'sent by the browser' : 'none', null, hasConsent || !signal),
    gate('survey', surveyId || null, 'live, and for this page', survey !== null),
    gate('page untouched', !isTouched, 'nothing was shown or closed', !isTouched),
    gate('quota', isFull ? 'reached' : 'not reached', rules.quota, !isFull),
    gate('answered', past.answered, rules.afterAnswered, isRested({ answered: past.answered })),
    gate('dismissed', past.dismissed, rules.afterDismissed, isRested({ dismissed: past.dismissed })),
    gate('quiet', past.shown, rules.quietDays, isRested({ shown: past.shown })),
    gate('told', past.told, 'by the collector, which knows other devices', !((past.told ?? 0) > now)),
    gate('begun', now, from, permits({ from })),
    gate('not over', now, until, permits({ until })),
    gate('page', location.href, pages, permits({ pages })),
    gate('audience', properties, audience, permits({ audience })),
    gate('share', drawn, share, permits({ share })),
    gate('event', [...tracked], when?.event, permits({ when: { event: when?.event } })),
    gate('dialog', dialog, null, !dialog),
  ]
  console.table(gates)
  return gates
}

function gate(gate: string, value: unknown, rule: unknown, open: boolean): Gate {
  return { gate, value: value ?? null, rule: rule ?? null, open }
}
