import { restsOf } from '../../shared/cadence.ts'
import type { PublicSurvey, Rules } from '../../shared/survey.ts'
import { drawnFor } from '../../shared/targeting.ts'
import { wantsPrivacy } from '../browser/privacy.ts'
import { withTimeout } from '../browser/safely.ts'
import { type Remembered, readStorage } from '../browser/storage.ts'
import { fetchSurvey } from '../collector/client.ts'
import { nameOf } from '../collector/respondent.ts'
import { type Visitor, whyNotShow } from '../rules/rules.ts'
import type { Session } from '../session.ts'
import { isLockFree, openModal } from './asking.ts'
import { pageOrigin, refusedOrigin } from './page-origin.ts'

/** One condition that may keep a survey from showing unprompted: the value found, the rule, and the verdict. */
export interface Gate {
  readonly gate: string
  readonly value: unknown
  readonly rule: unknown
  readonly open: boolean
  /** What a closed one means for the survey. */
  readonly words?: string
}

/** How long it waits for the collector, in milliseconds. */
const patience = 3000

/**
 * All conditions between a survey and the person, in the order in which they are judged: also
 * those behind a closed one, as more than one may need opening. The last, which is no condition, says in words
 * what that comes to. Printed to the console, too. `shown` is the survey that is on the page.
 */
export async function explain(session: Session, shown: string | undefined): Promise<Gate[]> {
  const found = await findOnce(session)
  const survey = typeof found === 'object' ? found : null
  const { nobodiesIn } = await import('./nobodies.ts')
  const gates = [
    ...gatesOfPage(session, found, shown),
    ...nobodiesIn(session.respondent).map((problem) => gate('respondent', problem, null, true)),
    ...gatesOfRest(session, survey?.rules),
    ...gatesOfRules(session, survey?.rules),
    ...(await gatesOfNow(shown)),
  ]
  const verdict = verdictOf(session, gates, survey, shown)
  const all = [...gates, gate('verdict', verdict, null, true)]
  console.table(all, ['gate', 'value', 'rule', 'open'])
  console.log(`Sayso: ${verdict}`)
  return all
}

/** The survey; without one the status of the response, 0 when there was none in time. */
async function findOnce(session: Session): Promise<PublicSurvey | number> {
  const { survey, collector, surveyId } = session
  if (refusedOrigin(session)) return 403
  if (!surveyId) return 404
  if (survey) return 'closed' in survey ? 410 : survey
  return (await withTimeout(fetchSurvey<PublicSurvey>(collector, surveyId), patience)) ?? 0
}

function gatesOfPage(session: Session, found: PublicSurvey | number, shown: string | undefined): Gate[] {
  const { surveyId, survey, collector, hasConsent, isTouched } = session
  const origin = pageOrigin()
  const isStored = !window.sayso?.forgetful
  const signal = wantsPrivacy()
  const isFull = !!survey && 'closed' in survey && survey.closed === 'full'
  const why: Readonly<Record<number, string>> = {
    0: `does not show: ${collector} does not answer`,
    403: `does not show: ${origin} is not in allowedOrigins`,
    404: surveyId
      ? `does not show: there is no such survey at ${collector}`
      : 'does not show: the tag names none',
    410: isFull ? 'does not show: it has all the answers it was made for' : 'does not show: it is closed',
  }
  const status = typeof found === 'number' ? found : 200
  return [
    gate(
      'consent',
      isStored ? 'given or not needed' : 'missing',
      null,
      isStored,
      'waits for sayso("consent", true)',
    ),
    gate(
      ...(['privacy signal', signal ? 'sent by the browser' : 'none', null, hasConsent || !signal] as const),
      'does not show by itself: the browser sends a privacy signal',
    ),
    gate('origin', origin, 'in allowedOrigins', status !== 403, why[403]),
    gate(
      ...(['survey', surveyId || null, 'live, and for this page', status === 200 || status === 403] as const),
      why[status] ?? `does not show: ${collector} answers ${status}`,
    ),
    gate(
      ...(['page untouched', !isTouched, 'nothing was shown or closed', !isTouched] as const),
      shown === surveyId ? 'is on the page' : 'was shown or closed on this page; the next page may ask again',
    ),
    gate(
      'quota',
      isFull ? 'reached' : 'not reached',
      survey && 'rules' in survey && survey.rules?.quota,
      !isFull,
      why[410],
    ),
  ]
}

/** A rest's name in a survey's rules, and the word for what it began with. */
const restRules = {
  answered: ['afterAnswered', 'answered'],
  dismissed: ['afterDismissed', 'put away'],
  shown: ['quietDays', 'shown a survey'],
} as const

function gatesOfRest({ surveyId, respondent }: Session, rules: Rules = {}): Gate[] {
  const past = readStorage(surveyId, nameOf(respondent))
  const now = Date.now()
  const told = past.told ?? 0
  const rests = (Object.keys(restRules) as (keyof typeof restRules)[]).map((deed) => {
    const end = (past[deed] ?? Number.NEGATIVE_INFINITY) + restsOf(rules)[deed]
    return { deed, end, rule: rules[restRules[deed][0]] }
  })
  // They hold together: what counts is the last of them to end.
  const last = rests.reduce((one, other) => (other.end > one.end ? other : one))
  const words = restInWords(last, past, rules, now)
  return [
    ...rests.map(({ deed, end, rule }) =>
      gate(deed === 'shown' ? 'quiet' : deed, past[deed], rule, !(end > now), words),
    ),
    gate(
      ...(['told', past.told, 'by the collector, which knows other devices', !(told > now)] as const),
      `rests until ${dateOf(told)}: the collector, which knows other devices, said so`,
    ),
  ]
}

/** Like `rests until 26 Feb 2027: answered 28 Nov, rule 90 days (default)`. */
function restInWords(
  { deed, end }: { deed: keyof typeof restRules; end: number },
  past: Remembered,
  rules: Rules,
  now: number,
): string {
  const [name, word] = restRules[deed]
  const days = rules[name]
  const rule = days === null ? 'once for ever' : `${Math.round(restsOf(rules)[deed] / day)} days`
  const until = days === null ? 'for ever' : `until ${dateOf(end)}`
  const since = dateOf(past[deed] ?? now, new Date(now).getFullYear())
  return `rests ${until}: ${word} ${since}, rule ${rule}${days === undefined ? ' (default)' : ''}`
}

const day = 24 * 60 * 60 * 1000

/** A date like `26 Feb 2027`, without the year in the given one. */
function dateOf(time: number, shortIn?: number): string {
  const date = new Date(time)
  const year = date.getFullYear() === shortIn ? undefined : 'numeric'
  return date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year })
}

function gatesOfRules(session: Session, rules: Rules = {}): Gate[] {
  const { surveyId, respondent, tracked, properties = {} } = session
  const { pages, audience, share, from, until, when } = rules
  const now = Date.now()
  const person = nameOf(respondent) ?? readStorage('').drawn
  const drawn = person === undefined ? null : drawnFor(person, surveyId)
  // Without a number yet, the person will get one: only a share of nobody excludes them for sure.
  const visitor: Visitor = { now, place: location, properties, tracked, drawn: () => drawn ?? 0 }
  const permits = (some: Rules) => whyNotShow({}, some, visitor) === null
  const event = when?.event
  return [
    gate('begun', now, from, permits({ from }), `begins on ${dateOf(Date.parse(from ?? ''))}`),
    gate('not over', now, until, permits({ until }), `is over since ${dateOf(Date.parse(until ?? ''))}`),
    gate('page', location.href, pages, permits({ pages }), 'does not show on this page: rule pages'),
    gate('audience', properties, audience, permits({ audience }), 'is not for this person: rule audience'),
    gate('share', drawn, share, permits({ share }), 'is for another share of people: rule share'),
    gate(
      'event',
      [...tracked],
      event,
      permits({ when: { event } }),
      `waits for sayso("track", ${JSON.stringify(event)})`,
    ),
  ]
}

/** What passes: dialogs, and one survey at a time in all tabs of the site. */
async function gatesOfNow(shown: string | undefined): Promise<Gate[]> {
  const dialog = await openModal()
  const isFree = await isLockFree()
  const holder = isFree ? 'free' : shown ? 'held by this page' : 'held by another tab'
  return [
    gate('dialog', dialog?.tagName, null, !dialog, 'waits until the dialog is closed'),
    gate(
      'lock',
      holder,
      'one survey at a time',
      isFree,
      `waits: one survey at a time, and the lock is ${holder}`,
    ),
  ]
}

function verdictOf(
  { surveyId, hasConsent }: Session,
  gates: readonly Gate[],
  survey: PublicSurvey | null,
  shown: string | undefined,
): string {
  const name = surveyId ? `survey ${surveyId}` : 'the survey'
  if (surveyId && shown === surveyId) return `${name} is on the page`
  const closed = gates.find(({ open }) => !open)
  if (closed) return `${name} ${closed.words}`
  if (!hasConsent) return `${name} waits for sayso("consent", true)`
  const { event, ...moment } = survey?.rules?.when ?? {}
  const waiting = Object.keys(moment).length > 0 ? `, once its moment comes: ${JSON.stringify(moment)}` : ''
  return `${name} may show${waiting}`
}

function gate(gate: string, value: unknown, rule: unknown, open: boolean, words?: string): Gate {
  return { gate, value: value ?? null, rule: rule ?? null, open, ...(words && !open && { words }) }
}
