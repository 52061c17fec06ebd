import { points } from '../../shared/scale.ts'
import type { Ctx } from '../context.ts'
import { visitEvent, visitForm } from '../contract/visits.ts'
import { invalid, Refusal } from '../http/problem.ts'
import { check, readJson } from '../http/validate.ts'
import { arrivalOf, noteArrival } from '../responses/arrivals.ts'
import { givenFieldsOf } from '../responses/verified.ts'
import { type Origin, projectAnswer, reasonOf, recordVisit, type VisitEvent } from '../storage/visit-log.ts'
import { isKnownMachine } from './known-machines.ts'
import type { Landing } from './landing.ts'
import { isVerified } from './token.ts'
import { type Answer, answerFrom } from './verdict.ts'
import type { AnswerDetails, Mark } from './visit.ts'

/** An event of a page, from its script or its form, before the visit is looked up. */
type PageEvent = Pick<VisitEvent, 'id' | 'step' | 'scripted' | 'offered' | 'rating' | 'said' | 'sign'>

/** Reads an event sent by the page's script. Throws 4xx for a bad body. */
export async function readEvent(c: Ctx): Promise<PageEvent> {
  const { visit, step, offered, rating, sign, ...said } = await readJson(c, visitEvent, ['text/plain'])
  return {
    ...{ id: visit, step, scripted: true, sign: sign ?? null, said: withoutEmpty(said) },
    ...{ offered: offered ?? null, rating: rating ?? null },
  }
}

/** The event of a submitted form. Where no script ran, submitting it counts as the sign of a person. */
export function eventOfForm(form: URLSearchParams): PageEvent {
  const sent = { ...Object.fromEntries(form), choices: form.getAll('choices') }
  const { visit, offered, rating, scripted, sign, ...said } = check(visitForm, sent)
  return {
    ...{ id: visit, step: null, scripted: scripted === '1', rating, said: withoutEmpty(said) },
    ...{ offered: offered ?? null, sign: sign ?? (scripted ? null : 'form') },
  }
}

/** The details without the empty ones. */
function withoutEmpty({ comment, choices, contact }: AnswerDetails): AnswerDetails {
  return { ...(comment && { comment }), ...(choices?.length && { choices }), ...(contact && { contact }) }
}

/**
 * Stores an event, judges all visits to the response again, and saves the answer they add up to.
 * Returns that answer; `null` before a score was chosen. Throws 422 for a rating that is not on the scale, 410 or
 * 409 when the answer was not stored.
 */
export async function saveVisit(
  c: Ctx,
  landing: Landing,
  event: PageEvent,
  mark?: Mark,
): Promise<Answer | null> {
  const { database, now, tagger } = c.var.services
  const { responseId, shown } = landing
  const { min, max } = shown.scale
  const origin = originOf(landing)
  const visits = await recordVisit(database, {
    ...event,
    ...origin,
    responseId,
    // Words without a score are no answer yet, and nobody could find them to erase.
    said: event.rating === null ? null : event.said,
    mark: mark ?? markOf(c, landing),
    now: now(),
  })
  if (visits === 'erased') return erasedAnswer(origin, event)
  if (visits === 'full') throw new Refusal('too-many-requests', 'this link was answered too often')
  if (!visits) throw invalid('rating', `must be a whole number from ${min} to ${max}`)
  const judged = answerFrom(visits, points(shown.scale).length)
  const seq = Math.max(...visits.map((visit) => visit.seq))
  const arrival = judged && (await arrivalBy(c, landing, judged, visits.length === 1))
  const flood = arrival && c.var.services.floods.reasonFor(arrival)
  const answer = judged && { ...judged, heldReason: judged.heldReason ?? flood }
  if (answer) {
    const [read] = await tagger.tag(c.var.services, [reasonOf(origin, answer)], now())
    const outcome = await projectAnswer(database, origin, answer, seq, now(), read!.themed)
    if (outcome === 'closed') throw new Refusal('survey-closed')
    if (outcome === 'taken') throw new Refusal('conflict', 'another answer has the name of this one')
    if (arrival && !answer.heldReason) noteArrival(c, arrival)
  }
  return answer
}

/**
 * A signed link ends with the erasure of its person or answer. One that only claims to be somebody's is answered as
 * any other, and nothing stored: else it would tell strangers who was erased.
 */
function erasedAnswer({ isVerified }: { isVerified: boolean }, { rating, said }: PageEvent): Answer | null {
  if (isVerified) throw new Refusal('link-expired')
  return rating === null ? null : { rating, said: said ?? {}, heldReason: null, answeredAt: 0 }
}

/** The answer as floods are made of; `null` when it came by a link that was signed for one person. */
async function arrivalBy(c: Ctx, { link, responseId }: Landing, { rating, said }: Answer, isNew: boolean) {
  if (isVerified(link)) return null
  const answer = { surveyId: link.surveyId, id: responseId, rating, comment: said.comment ?? null, isNew }
  return arrivalOf(c, answer)
}

function markOf(c: Ctx, { link }: Landing): Mark | null {
  if (isKnownMachine(c)) return 'scanner'
  return link.sentAt !== undefined && c.var.services.now() < link.sentAt ? 'early' : null
}

function originOf({ link, responseId, shown }: Landing): Origin {
  const { respondent, properties = null, verifiedFields } = link
  const person = {
    respondentId: respondent?.id ?? null,
    respondentEmail: respondent?.email ?? null,
    respondentName: respondent?.name ?? null,
    properties,
  }
  return {
    surveyId: link.surveyId,
    responseId,
    ...person,
    isVerified: isVerified(link),
    isTest: link.isTest ?? false,
    verifiedFields: verifiedFields ?? givenFieldsOf(person),
    channel: link.purpose === 'page' ? 'page' : 'email',
    language: shown.language,
  }
}
