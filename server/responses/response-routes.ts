import type { StoredResponse } from '../contract/responses.ts'
import { pageOfResponses, responsesCall } from '../contract/themes.ts'
import { cursorAfter, placeOf } from '../http/pagination.ts'
import { call, ok, refusals, routes, surveyId } from '../openapi/call.ts'
import { spanOf } from '../reports/period.ts'
import { listResponses } from '../storage/responses.ts'
import type { responses } from '../storage/tables.ts'
import { requireSurvey } from '../surveys/survey-routes.ts'
import { pageWithTheme } from '../themes/responses-with-theme.ts'

/** A stored response as its owner sees it; the write key's hash stays inside. */
export function toStoredResponse(row: typeof responses.$inferSelect): StoredResponse {
  const known = row.respondentId ?? row.respondentEmail ?? row.respondentName
  return {
    id: row.id,
    surveyVersion: row.surveyVersion,
    revision: row.revision,
    rating: row.rating,
    comment: row.comment,
    choices: row.choices ?? [],
    contact: row.contact === 1,
    respondent:
      known === null
        ? null
        : {
            id: row.respondentId,
            email: row.respondentEmail,
            name: row.respondentName,
            verified: row.respondentVerified === 1,
          },
    properties: row.properties ?? {},
    channel: row.channel,
    language: row.language,
    verified: row.respondentVerified === 1,
    state: row.state,
    heldReason: row.heldReason,
    ruling: row.ruling,
    answeredAt: new Date(row.answeredAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString(),
  }
}

/** `/v1/surveys/:id/responses`: the answers, in pages; with `theme`, where they speak of it. */
export const surveyResponses = routes()

const list = call({
  method: 'get',
  path: '/{id}/responses',
  summary: 'The answers, newest first',
  request: { params: surveyId, query: responsesCall },
  responses: { 200: ok('A page of answers', pageOfResponses), ...refusals('not-found', 'invalid') },
})
surveyResponses.openapi(list, async (c) => {
  const { limit = 100, cursor, theme, ...period } = c.req.valid('query')
  const after = placeOf(cursor)
  const span = spanOf(period)
  const survey = await requireSurvey(c)
  const { database } = c.var.services
  const found =
    theme === undefined ? null : await pageWithTheme(database, survey.id, theme, span, after, limit + 1)
  const rows = found?.rows ?? (await listResponses(database, survey.id, span, after, limit + 1))
  const last = rows.length > limit ? rows[limit - 1] : undefined
  const items = rows.slice(0, limit).map((row) => ({
    ...toStoredResponse(row),
    ...(found && { found: found.foundIn(row.id) }),
  }))
  return c.json({ items, nextCursor: last ? cursorAfter(last) : null }, 200)
})
