import { Hono } from 'hono'
import type { Ctx, Env } from '../context.ts'
import { heldQuery, heldSelection } from '../contract/held.ts'
import { cursorAfter, placeOf } from '../http/pagination.ts'
import { query } from '../http/query.ts'
import { readJson } from '../http/validate.ts'
import { spanOf } from '../reports/period.ts'
import { type HeldDeed, listHeld, ruleOnHeld } from '../storage/held.ts'
import { requireSurvey } from '../surveys/survey-routes.ts'
import { toStoredResponse } from './response-routes.ts'

/** `/v1/surveys/:id/held`: answers that may be a machine's, and what somebody decides about them. */
export const held = new Hono<Env>()
  .get('/:id/held', query(heldQuery), async (c) => {
    const { limit = 100, cursor, reason = null, ruling = 'none', ...period } = c.req.valid('query')
    const survey = await requireSurvey(c)
    const selection = { surveyId: survey.id, reason, ids: null, ...spanOf(period) }
    const after = placeOf(cursor)
    const wanted = ruling === 'none' ? null : ruling
    const rows = await listHeld(c.var.services.database, selection, wanted, after, limit + 1)
    const last = rows.length > limit ? rows[limit - 1] : undefined
    const items = rows.slice(0, limit).map(toStoredResponse)
    return c.json({ items, nextCursor: last ? cursorAfter(last) : null })
  })
  .post('/:id/held/release', (c) => rule(c, 'release'))
  .post('/:id/held/drop', (c) => rule(c, 'drop'))
  .post('/:id/held/restore', (c) => rule(c, 'restore'))

async function rule(c: Ctx, deed: HeldDeed): Promise<Response> {
  const { database, now } = c.var.services
  const { ids = null, reason = null, ...period } = await readJson(c, heldSelection)
  const survey = await requireSurvey(c)
  const selection = { surveyId: survey.id, ids, reason, ...spanOf(period) }
  return c.json({ changed: await ruleOnHeld(database, selection, deed, now()) })
}
