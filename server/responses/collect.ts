import type { Channel, NewResponse } from '../../shared/response.ts'
import type { Ctx } from '../context.ts'
import { countAgainst } from '../http/limits.ts'
import { invalid, Refusal } from '../http/problem.ts'
import type { Verdict } from '../storage/responses.ts'
import { identitySettingsOf } from '../storage/workspaces.ts'
import { goToSurvey } from '../workspaces/workspace-database.ts'
import { arrivalOf, noteArrival } from './arrivals.ts'
import { type Identity, identify } from './identity.ts'

/** Stores one revision of a response; throws the refusal that says why it could not. */
export async function saveResponse(
  c: Ctx,
  response: NewResponse,
  origin: string | null,
): Promise<{ revision: number; created: boolean }> {
  await countAgainst(c, 'survey', response.surveyId)
  await goToSurvey(c, response.surveyId)
  const { save, hash, now, floods } = c.get('services')
  const { respondent, properties, verifiedFields, isVerified } = await identityOf(c, response)
  const { id, surveyId, rating } = response
  const comment = response.comment || null
  const isWatched = !isVerified && !response.test
  const arrival = isWatched
    ? await arrivalOf(c, { id, surveyId, rating, comment, isNew: response.revision === 1 })
    : null
  const heldReason = arrival && floods.reasonFor(arrival)
  const verdict = await save({
    surveyId: response.surveyId,
    id: response.id,
    writeKeyHash: await hash(response.writeKey),
    revision: response.revision,
    surveyVersion: response.surveyVersion ?? null,
    rating: response.rating,
    comment,
    choices: response.choices?.length ? response.choices : null,
    contact: response.contact ?? false,
    test: response.test ?? false,
    respondentId: respondent.id ?? null,
    respondentEmail: respondent.email ?? null,
    respondentName: respondent.name ?? null,
    respondentVerified: isVerified,
    verifiedFields,
    properties,
    channel: channelOf(c),
    language: response.language ?? null,
    origin,
    heldReason,
    now: now(),
  })
  const isStored = verdict.outcome === 'created' || verdict.outcome === 'advanced'
  if (arrival && isStored && !heldReason) noteArrival(c, { ...arrival, isNew: verdict.outcome === 'created' })
  // Of an erased person nothing is stored, and nobody told: a refusal would tell strangers who was erased.
  const created = verdict.outcome === 'created' || verdict.outcome === 'erased'
  return { revision: requireSaved(verdict), created }
}

/** Browsers name the page that sends, and scripts of servers need not: what a sender calls itself is not asked. */
function channelOf(c: Ctx): Channel {
  return c.req.header('origin') === undefined ? 'api' : 'widget'
}

/** Whom a page names, and what of that was signed. Only a signed identity costs a read of the secret. */
export function identityOf(
  c: Ctx,
  { surveyId, ...said }: Pick<NewResponse, 'surveyId' | 'respondent' | 'properties'>,
): Promise<Identity> {
  const { database, now } = c.get('services')
  return identify(surveyId, said, () => identitySettingsOf(database, surveyId), now())
}

/** The revision that is now stored, or the refusal that says why there is none. */
export function requireSaved(verdict: Verdict): number {
  switch (verdict.outcome) {
    case 'no such survey':
      throw new Refusal('not-found', 'there is no such survey')
    case 'other key':
      throw new Refusal('not-found', 'there is no such response under this write key')
    case 'origin':
      throw new Refusal('origin-not-allowed')
    case 'closed':
      throw new Refusal('survey-closed')
    case 'full':
      throw new Refusal('survey-full')
    case 'off scale':
      throw invalid('rating', `must be a whole number from ${verdict.min} to ${verdict.max}`)
    default:
      return verdict.revision
  }
}
