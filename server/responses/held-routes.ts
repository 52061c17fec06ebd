import type { Ctx } from '../context.ts'
import { heldChange, heldQuery, heldSelection } from '../contract/held.ts'
import { page } from '../contract/lists.ts'
import { surveyResponse } from '../contract/responses.ts'
import { cursorAfter, pageOf, placeOf } from '../http/pagination.ts'
import { badBody, body, call, ok, refusals, routes, surveyId } from '../openapi/call.ts'
import { periodIn } from '../reports/period.ts'
import type { Span } from '../storage/find-responses.ts'
import { type HeldAction, heldAnswers, ruleOnHeld } from '../storage/held.ts'
import { type AnswerSelection, listResponses } from '../storage/moderation.ts'
import { requireSurvey } from '../surveys/survey-routes.ts'
import { tellFloods } from './arrivals.ts'
import { selectionOf, zoneOf } from './moderation-routes.ts'
import { toStoredResponse } from './response-routes.ts'

/** `/v1/surveys/:id/held`: answers that may be a machine's, and what somebody decides about them. */
export const held = routes()

const list = call({
  method: 'get',
  path: '/{id}/held',
  operationId: 'listHeldResponses',
  summary: 'Answers that may be a machine’s, newest first',
  description:
    'Held answers are outside every score until somebody releases them; released and dropped ones are listed with `ruling`.',
  request: { params: surveyId, query: heldQuery },
  responses: {
    200: ok('A page of answers', page(surveyResponse).meta({ id: 'HeldResponseList' })),
    ...refusals('not-found', 'invalid'),
  },
})
held.openapi(list, async (c) => {
  const { limit, cursor, ruling = 'none', segment, verified, ...asked } = c.req.valid('query')
  const { database } = c.var.services
  const survey = await requireSurvey(c)
  const named = { ...asked, segment: segment ?? [], verified: verified && verified === 'true' }
  const chosen = selectionOf(survey, named, await zoneOf(c, survey, asked))
  const selection = { ...chosen, everHeld: true, ruling }
  const rows = await listResponses(database, survey.id, selection, placeOf(cursor), limit + 1)
  const { items, nextCursor } = pageOf(rows, limit, cursorAfter)
  return c.json({ items: items.map(toStoredResponse), nextCursor }, 200)
})

addDecision('release', 'Count held answers after all, singly or by rule')
addDecision('drop', 'Keep held answers out for good')
addDecision('restore', 'Take a release or a drop back: the answers are held again')

function addDecision(action: HeldAction, summary: string): void {
  const decide = call({
    method: 'post',
    path: `/{id}/held/${action}`,
    operationId: `${action}Held`,
    summary,
    description: 'All answers that fit everything given. Sent twice it changes nothing more.',
    request: { params: surveyId, body: body(heldSelection) },
    responses: { 200: ok('How many that changed', heldChange), ...refusals(...badBody, 'not-found') },
  })
  held.openapi(decide, async (c) => {
    const { ids = null, reason = null, ...period } = c.req.valid('json')
    const survey = await requireSurvey(c)
    const span = periodIn(period, await zoneOf(c, survey, period))
    return c.json({ changed: await decideOnHeld(c, survey.id, { ids, reason, ...span }, action) }, 200)
  })
}

/** Applies a decision to all held answers that fit, and returns how many it changed. */
export async function decideOnHeld(
  c: Ctx,
  surveyId: string,
  chosen: Pick<AnswerSelection, 'ids' | 'reason'> & Partial<Span & Pick<AnswerSelection, 'ruling'>>,
  action: HeldAction,
): Promise<number> {
  const { database, now } = c.var.services
  const changed = await ruleOnHeld(database, surveyId, { ...heldAnswers, ...chosen }, action, now())
  await tellFloods(c, surveyId, chosen, action)
  return changed
}
