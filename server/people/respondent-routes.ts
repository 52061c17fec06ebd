import { Hono } from 'hono'
import type { Env } from '../context.ts'
import { Refusal } from '../http/problem.ts'
import { toStoredResponse } from '../responses/response-routes.ts'
import { eraseRespondent, respondentData } from '../storage/respondents.ts'

const nobody = () => new Refusal('not-found', 'nothing is held on such a person')

/** `/v1/respondents/:id`: everything held on a person, by the host's id or their email, and its end. */
export const respondents = new Hono<Env>()
  .get('/:id', async (c) => {
    const { answers, shown, mails } = await respondentData(
      c.var.services.database,
      c.var.workspace.id,
      c.req.param('id'),
    )
    if (answers.length + shown.length + mails.length === 0) throw nobody()
    return c.json({
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
    })
  })
  .delete('/:id', async (c) => {
    const erased = await eraseRespondent(c.var.services.database, c.var.workspace.id, c.req.param('id'))
    if (erased.responses + erased.views + erased.mails === 0) throw nobody()
    return c.json(erased)
  })
