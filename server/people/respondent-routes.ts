import * as z from 'zod'
import { erased, heldOnPerson } from '../contract/respondents.ts'
import { Refusal } from '../http/problem.ts'
import { call, ok, refusals, routes } from '../openapi/call.ts'
import { toStoredResponse } from '../responses/response-routes.ts'
import { eraseRespondent, respondentData } from '../storage/respondents.ts'

/** `/v1/respondents/:id`: everything held on a person, and erasing it. */
export const respondents = routes()

const person = z.object({
  id: z.string().meta({ description: "The host's id of the person, or their email" }),
})
const nobody = () => new Refusal('not-found', 'nothing is held on such a person')

const read = call({
  method: 'get',
  path: '/{id}',
  summary: 'Everything held on a person',
  request: { params: person },
  responses: {
    200: ok('Answers, showings and mails, oldest first', heldOnPerson),
    ...refusals('not-found'),
  },
})
respondents.openapi(read, async (c) => {
  const { id } = c.req.valid('param')
  const { answers, shown, mails } = await respondentData(c.var.services.database, c.var.workspace.id, id)
  if (answers.length + shown.length + mails.length === 0) throw nobody()
  const found = {
    responses: answers.map((row) => ({ surveyId: row.surveyId, ...toStoredResponse(row) })),
    views: shown.map(({ surveyId, id, shownAt, dismissedAt }) => ({
      surveyId,
      id,
      shownAt: new Date(shownAt).toISOString(),
      dismissedAt: dismissedAt === null ? null : new Date(dismissedAt).toISOString(),
    })),
    mails: mails.map(({ campaignId, email, state, properties }) => ({
      campaignId,
      email,
      state,
      properties,
    })),
  }
  return c.json(found, 200)
})

const erase = call({
  method: 'delete',
  path: '/{id}',
  summary: 'Erase a person: from the answers, the counts and the database file too',
  description: 'That they do not want mail any more is kept, so that they get none: it is a suppression.',
  request: { params: person },
  responses: { 200: ok('How much it was', erased), ...refusals('not-found') },
})
respondents.openapi(erase, async (c) => {
  const { id } = c.req.valid('param')
  const gone = await eraseRespondent(c.var.services.database, c.var.workspace.id, id)
  if (gone.responses + gone.views + gone.mails === 0) throw nobody()
  return c.json(gone, 200)
})
