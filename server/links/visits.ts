import { points } from '../../shared/scale.ts'
import type { Ctx } from '../context.ts'
import { visitEvent, visitForm } from '../contract/visits.ts'
import { invalid } from '../http/problem.ts'
import { check, readJson } from '../http/validate.ts'
import { projectAnswer, reasonOf, recordVisit, type VisitEvent } from '../storage/visits.ts'
import { isKnownMachine } from './agent.ts'
import type { Landing } from './landing.ts'
import { type Answer, answerFrom } from './verdict.ts'
import type { Mark, Said } from './visit.ts'

/** What a page told, by script or by form, before it is known whose it is. */
type Told = Pick<VisitEvent, 'id' | 'step' | 'scripted' | 'offered' | 'rating' | 'said' | 'sign'>

/** What a page's script tells. */
export async function readVisit(c: Ctx): Promise<Told> {
  const { visit, step, offered, rating, sign, ...said } = await readJson(c, visitEvent, ['text/plain'])
  return {
    ...{ id: visit, step, scripted: true, sign: sign ?? null, said: spoken(said) },
    ...{ offered: offered ?? null, rating: rating ?? null },
  }
}

/** What a page's form says. Where no script ran, sending it is the sign of a person. */
export function visitOfForm(form: URLSearchParams): Told {
  const sent = { ...Object.fromEntries(form), choices: form.getAll('choices') }
  const { visit, offered, rating, scripted, sign, ...said } = check(visitForm, sent)
  return {
    ...{ id: visit, step: null, scripted: scripted === '1', rating, said: spoken(said) },
    ...{ offered: offered ?? null, sign: sign ?? (scripted ? null : 'form') },
  }
}

/** What was said, without what was left empty. */
function spoken({ comment, choices, contact }: Said): Said {
  return { ...(comment && { comment }), ...(choices?.length && { choices }), ...(contact && { contact }) }
}

/**
 * Notes a visit, judges all visits to the response anew, and writes the answer they add up to.
 * Returns that answer, `null` before a score was chosen; 422 for a rating off the scale.
 */
export async function takeVisit(c: Ctx, landing: Landing, told: Told, mark?: Mark): Promise<Answer | null> {
  const { database, now, tagger } = c.var.services
  const { link, responseId, shown } = landing
  const { min, max } = shown.scale
  const visits = await recordVisit(database, {
    ...told,
    surveyId: link.surveyId,
    responseId,
    mark: mark ?? markOf(c, landing),
    now: now(),
  })
  if (!visits) throw invalid('rating', `must be a whole number from ${min} to ${max}`)
  const answer = answerFrom(visits, points(shown.scale).length)
  const seq = Math.max(...visits.map((visit) => visit.seq))
  if (answer) {
    const origin = originOf(landing)
    const [read] = await tagger.tag(c.var.services, [reasonOf(origin, answer)], now())
    await projectAnswer(database, origin, answer, seq, now(), read!.themed)
  }
  return answer
}

function markOf(c: Ctx, { link }: Landing): Mark | null {
  if (isKnownMachine(c)) return 'scanner'
  return link.sentAt !== undefined && c.var.services.now() < link.sentAt ? 'early' : null
}

function originOf({ link, responseId }: Landing) {
  const { respondent, properties } = link
  return {
    surveyId: link.surveyId,
    responseId,
    respondentId: respondent?.id ?? null,
    respondentEmail: respondent?.email ?? null,
    respondentName: respondent?.name ?? null,
    isVerified: !link.isClaimed,
    properties: properties ?? null,
    channel: link.purpose === 'page' ? 'page' : 'email',
  }
}
