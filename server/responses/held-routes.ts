import { heldChange, heldQuery, heldSelection } from '../contract/held.ts'
import { page } from '../contract/lists.ts'
import { surveyResponse } from '../contract/responses.ts'
import { cursorAfter, placeOf } from '../http/pagination.ts'
import { badBody, body, call, ok, refusals, routes, surveyId } from '../openapi/call.ts'
import { spanOf } from '../reports/period.ts'
import { type HeldAction, listHeld, ruleOnHeld } from '../storage/held.ts'
import { requireSurvey } from '../surveys/survey-routes.ts'
import { tellFloods } from './arrivals.ts'
import { toStoredResponse } from './response-routes.ts'

/** `/v1/surveys/:id/held`: answers that may be a machine's, and what somebody decides about them. */
export const held = routes()

const list = call({
  method: 'get',
  path: '/{id}/held',
  summary: 'Answers that may be a machine’s, newest first',
  request: { params: surveyId, query: heldQuery },
  responses: { 200: ok('A page of answers', page(surveyResponse)), ...refusals('not-found', 'invalid') },
})
held.openapi(list, async (c) => {
  const { limit = 100, cursor, reason = null, ruling = 'none', ...period } = c.req.valid('query')
  const survey = await requireSurvey(c)
  const selection = { surveyId: survey.id, reason, ids: null, ...spanOf(period) }
  const after = placeOf(cursor)
  const wanted = ruling === 'none' ? null : ruling
  const rows = await listHeld(c.var.services.database, selection, wanted, after, limit + 1)
  const last = rows.length > limit ? rows[limit - 1] : undefined
  const items = rows.slice(0, limit).map(toStoredResponse)
  return c.json({ items, nextCursor: last ? cursorAfter(last) : null }, 200)
})

addDecision('release', 'Count held answers after all, singly or by rule')
addDecision('drop', 'Keep held answers out for good')
addDecision('restore', 'Take a release or a drop back: the answers are held again')

function addDecision(action: HeldAction, summary: string): void {
  const decide = call({
    method: 'post',
    path: `/{id}/held/${action}`,
    summary,
    request: { params: surveyId, body: body(heldSelection) },
    responses: { 200: ok('How many that changed', heldChange), ...refusals(...badBody, 'not-found') },
  })
  held.openapi(decide, async (c) => {
    const { database, now } = c.var.services
    const { ids = null, reason = null, ...period } = c.req.valid('json')
    const survey = await requireSurvey(c)
    const selection = { surveyId: survey.id, ids, reason, ...spanOf(period) }
    const changed = await ruleOnHeld(database, selection, action, now())
    await tellFloods(c, survey.id, selection, action)
    return c.json({ changed }, 200)
  })
}
