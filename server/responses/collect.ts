import type { NewResponse, Respondent } from '../../shared/response.ts'
import type { Call, Ctx } from '../context.ts'
import { newResponse, newView } from '../contract/responses.ts'
import { foreignOrigin, permissionFor } from '../http/authorize.ts'
import { type Answer, answerJson, toResponse } from '../http/headers.ts'
import { countAgainst } from '../http/limits.ts'
import { invalid, Refusal } from '../http/problem.ts'
import { readJson } from '../http/validate.ts'
import type { Verdict } from '../storage/responses.ts'
import { identitySecretOf } from '../storage/workspaces.ts'
import { goToSurvey } from '../workspaces/workspace-database.ts'
import { isVouchedFor, namesOf } from './identity.ts'

/** A save from another origin goes as text/plain, which needs no preflight and survives leaving the page. */
const publicTypes = ['application/json', 'text/plain']

/** Stores one revision of a response; throws the refusal that says why it could not. */
export async function saveResponse(
  c: Call,
  response: NewResponse,
  origin: string | null,
): Promise<{ revision: number; created: boolean }> {
  await countAgainst(c, 'survey', response.surveyId)
  await goToSurvey(c, response.surveyId)
  const { save, hash, now } = c.get('services')
  const { respondent } = response
  const verdict = await save({
    surveyId: response.surveyId,
    id: response.id,
    writeKeyHash: await hash(response.writeKey),
    revision: response.revision,
    surveyVersion: response.surveyVersion ?? null,
    rating: response.rating,
    comment: response.comment || null,
    choices: response.choices?.length ? response.choices : null,
    contact: response.contact ?? false,
    test: response.test ?? false,
    respondentId: respondent?.id || null,
    respondentEmail: respondent?.email || null,
    respondentName: respondent?.name || null,
    respondentVerified: await isVerified(c, response.surveyId, respondent),
    properties: response.properties ?? null,
    channel: response.channel ?? 'api',
    origin,
    now: now(),
  })
  return { revision: requireSaved(verdict), created: verdict.outcome === 'created' }
}

/** Whether a signed identity is right; only those that are signed cost a look at the secret. */
async function isVerified(c: Call, surveyId: string, respondent: Respondent | undefined): Promise<boolean> {
  if (!respondent?.signature) return false
  const secret = await identitySecretOf(c.get('services').database, surveyId)
  return secret !== null && isVouchedFor(respondent, secret)
}

/** The revision that is now stored, or the refusal that says why there is none. */
function requireSaved(verdict: Verdict): number {
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

/** `POST /v1/public/responses`: creates or advances a response; any retry ends in the same state. */
export async function answerSave(c: Call): Promise<Answer> {
  const origin = foreignOrigin(c)
  const response = await readJson(c, newResponse, publicTypes)
  const { revision, created } = await saveResponse(c, response, origin)
  return answerJson(c, { id: response.id, revision }, created ? 201 : 200, permissionFor(origin))
}

/** `POST /v1/public/views`: notes that a survey was shown or put away. */
export async function answerView(c: Ctx): Promise<Response> {
  const origin = foreignOrigin(c)
  const { respondent, ...view } = await readJson(c, newView, publicTypes)
  await countAgainst(c, 'survey', view.surveyId)
  await goToSurvey(c, view.surveyId)
  const { saveView, now } = c.get('services')
  const { person, email } = namesOf(respondent ?? {})
  requireSaved(await saveView({ ...view, person, email, origin, now: now() }))
  return toResponse(answerJson(c, { id: view.id }, 200, permissionFor(origin)))
}
