import { whyRest } from '../shared/cadence.ts'
import type { PublicSurvey } from '../shared/survey.ts'
import { isAmong } from './audience.ts'
import { whyNotShow } from './eligibility.ts'
import { isRightPage } from './pages.ts'
import { nameOf } from './person.ts'
import { wantsPrivacy } from './privacy.ts'
import { recall } from './recall.ts'
import { drawnFor } from './sampling.ts'
import { dialogs } from './untilUndisturbed.ts'
import type { Visit } from './visit.ts'

/** One thing that may keep a survey from showing by itself: what was seen, what the rule is, and the verdict. */
export interface Gate {
  readonly gate: string
  readonly value: unknown
  readonly rule: unknown
  readonly open: boolean
}

/**
 * Every gate between a survey and the person, in the order in which they are looked at: also
 * those behind a closed one, as more than one may need opening. Printed, too.
 */
export async function explain(
  visit: Visit,
  find: (surveyId: string) => Promise<PublicSurvey | null>,
): Promise<Gate[]> {
  const { surveyId, happened, welcome, respondent, properties = {}, isTouched } = visit
  const survey = surveyId ? await find(surveyId) : null
  const rules = survey?.rules ?? {}
  const isFull = !!visit.known && 'shut' in visit.known && visit.known.shut === 'full'
  const { pages, audience, share, from, until, when } = rules
  const past = recall(surveyId, nameOf(respondent))
  const now = Date.now()
  const agreed = !window.sayso?.forgetful
  const signal = wantsPrivacy()
  const person = nameOf(respondent) ?? recall('').drawn
  const drawn = person === undefined ? null : drawnFor(person, surveyId)
  const rests = (since: typeof past) => whyRest(rules, since, now) !== null
  const date = whyNotShow({}, now, { from, until })

  const gates = [
    gate('consent', agreed ? 'given or not needed' : 'missing', null, agreed),
    gate('privacy signal', signal ? 'sent by the browser' : 'none', null, welcome || !signal),
    gate('survey', surveyId || null, 'live, and for this page', survey !== null),
    gate('page untouched', !isTouched, 'nothing was shown or closed', !isTouched),
    gate('quota', isFull ? 'reached' : 'not reached', rules.quota, !isFull),
    gate('answered', past.answered, rules.afterAnswered, !rests({ answered: past.answered })),
    gate('dismissed', past.dismissed, rules.afterDismissed, !rests({ dismissed: past.dismissed })),
    gate('quiet', past.shown, rules.quietDays, !rests({ shown: past.shown })),
    gate('told', past.told, 'by the collector, which knows other devices', !((past.told ?? 0) > now)),
    gate('begun', now, from, date !== 'early'),
    gate('not over', now, until, date !== 'over'),
    gate('page', location.href, pages, isRightPage(pages, location)),
    gate('audience', properties, audience, isAmong(audience, properties)),
    gate('share', drawn, share, share === undefined || drawn === null ? share !== 0 : drawn < share),
    gate('event', [...happened], when?.event, !when?.event || happened.has(when.event)),
    gate('dialog', document.querySelector(dialogs)?.tagName, null, !document.querySelector(dialogs)),
  ]
  console.table(gates)
  return gates
}

function gate(gate: string, value: unknown, rule: unknown, open: boolean): Gate {
  return { gate, value: value ?? null, rule: rule ?? null, open }
}
