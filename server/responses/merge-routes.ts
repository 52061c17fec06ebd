import { mergedValues, valueMerge } from '../contract/values.ts'
import { badBody, body, call, ok, refusals, routes, surveyId } from '../openapi/call.ts'
import { mergeValues } from '../storage/merge-values.ts'
import { requireSurvey } from '../surveys/survey-routes.ts'

/** `/v1/surveys/:id/properties/merge`: groups that are one. */
export const merging = routes()

const merge = call({
  method: 'post',
  path: '/{id}/properties/merge',
  operationId: 'mergeValues',
  summary: 'Make values of a property one: in the answers themselves, for good',
  description:
    'Reports name such values as `alike`. What is merged stays so; answers that come later with one of the others are a group of their own again, until the page that sends them is put right.',
  request: { params: surveyId, body: body(valueMerge) },
  responses: { 200: ok('How many answers were changed', mergedValues), ...refusals(...badBody, 'not-found') },
})
merging.openapi(merge, async (c) => {
  const { id } = await requireSurvey(c)
  const { database, now } = c.var.services
  return c.json(await mergeValues(database, id, c.req.valid('json'), now()), 200)
})
