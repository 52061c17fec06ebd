import { newResponse, newView, savedResponse, savedView } from '../contract/responses.ts'
import { foreignOrigin, permitOrigin } from '../http/authorize.ts'
import { countAgainst } from '../http/limits.ts'
import { badBody, call, ok, open, refusals, routes, textOrJson } from '../openapi/call.ts'
import { goToSurvey } from '../workspaces/workspace-database.ts'
import { identityOf, requireSaved, saveResponse } from './collect.ts'
import { namesOf } from './identity.ts'

/** `/v1/public`: the calls of the widget that store something, from pages of any allowed origin. */
export const collecting = routes()

const refused = refusals(
  ...badBody,
  'origin-not-allowed',
  'not-found',
  'survey-closed',
  'survey-full',
  'unavailable',
)

const save = call({
  ...open,
  method: 'post',
  path: '/responses',
  operationId: 'saveResponse',
  summary: 'Create or advance a response',
  description:
    'Idempotent: any retry, reorder or duplicate ends in the same stored state. Each revision carries the whole response; the highest is kept. Answered after the commit.',
  request: { body: textOrJson(newResponse) },
  responses: {
    200: ok('Advanced, or stored already', savedResponse),
    201: ok('Created', savedResponse),
    ...refused,
  },
})
collecting.openapi(save, async (c) => {
  const origin = foreignOrigin(c)
  const response = c.req.valid('json')
  const { revision, created } = await saveResponse(c, response, origin)
  permitOrigin(c)
  return c.json({ id: response.id, revision }, created ? 201 : 200)
})

const view = call({
  ...open,
  method: 'post',
  path: '/views',
  operationId: 'saveView',
  summary: 'Note that a survey was shown or put away',
  description: 'For the funnel and for how long a person is left alone. Sent twice it counts once.',
  request: { body: textOrJson(newView) },
  responses: { 200: ok('Noted', savedView), ...refused },
})
collecting.openapi(view, async (c) => {
  const origin = foreignOrigin(c)
  const { respondent, ...view } = c.req.valid('json')
  await countAgainst(c, 'survey', view.surveyId)
  await goToSurvey(c, view.surveyId)
  const { saveView, now } = c.var.services
  const identity = await identityOf(c, { surveyId: view.surveyId, respondent })
  const verified = {
    personVerified: identity.isVerified,
    emailVerified: identity.verifiedFields.includes('email'),
  }
  requireSaved(await saveView({ ...view, ...namesOf(identity.respondent), ...verified, origin, now: now() }))
  permitOrigin(c)
  return c.json({ id: view.id }, 200)
})
