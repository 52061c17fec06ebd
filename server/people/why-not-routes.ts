import * as z from 'zod'
import { whyNot, whyNotQuery } from '../contract/respondents.ts'
import { call, ok, refusals, routes, surveyId } from '../openapi/call.ts'
import { calendarIn } from '../reports/calendar.ts'
import { timeOf } from '../reports/period.ts'
import { requireSurvey } from '../surveys/survey-routes.ts'
import { namedInPath } from './person-key.ts'
import { whyNotAsked } from './why-not.ts'

/** `/v1/surveys/:id/why-not`: why a person is not asked. */
export const asking = routes()

const person = z.object({
  person: z.string().meta({ description: "The person's key, which `POST /v1/respondents/key` tells" }),
})

const read = call({
  method: 'get',
  path: '/{id}/why-not/{person}',
  operationId: 'explainAsking',
  summary: 'Why a person is not asked: every rule with its value and what it says of them',
  description:
    'Judged by what is stored of them, for a page with the widget and for a mail. Nothing is changed.',
  request: { params: surveyId.extend(person.shape), query: whyNotQuery },
  responses: {
    200: ok('Every rule, and what they say together', whyNot),
    ...refusals('not-found', 'invalid'),
  },
})
asking.openapi(read, async (c) => {
  const { database, now } = c.var.services
  const { at: asked, page = null } = c.req.valid('query')
  const person = await namedInPath(c, c.var.workspace, 'person')
  const at = timeOf(asked, calendarIn(c.var.workspace.timezone)) ?? now()
  const survey = await requireSurvey(c)
  const found = await whyNotAsked(database, c.var.workspace, survey, { person, at, page })
  const { id: surveyId } = survey
  return c.json({ surveyId, person, ...found, at: new Date(found.at).toISOString() }, 200)
})
