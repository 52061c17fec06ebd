import type { StoredResponse } from '../contract/responses.ts'
import { pageOfResponses, responsesCall } from '../contract/themes.ts'
import { cursorAfter, placeOf } from '../http/pagination.ts'
import { call, ok, refusals, routes, surveyId } from '../openapi/call.ts'
import type { Database } from '../storage/db.ts'
import { type AnswerSelection, listResponses } from '../storage/moderation.ts'
import type { responses } from '../storage/response-tables.ts'
import { requireSurvey } from '../surveys/survey-routes.ts'
import { pageWithTheme } from '../themes/responses-with-theme.ts'
import { selectionOf, zoneOf } from './moderation-routes.ts'
import { givenFieldsOf } from './verified.ts'

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
    origin: row.origin,
    language: row.language,
    verified: row.respondentVerified === 1,
    verifiedFields: fieldsOf(row),
    state: row.state,
    heldReason: row.heldReason,
    ruling: row.ruling,
    answeredAt: new Date(row.answeredAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString(),
  }
}

/** Those of a theme's answers that fit the other filters too. */
async function thoseThatFit<Row extends { id: string }>(
  database: Database,
  surveyId: string,
  rows: readonly Row[],
  selection: AnswerSelection,
): Promise<Row[]> {
  const ids = rows.map(({ id }) => id)
  const fit = await listResponses(database, surveyId, { ...selection, ids }, null, rows.length)
  const known = new Set(fit.map(({ id }) => id))
  return rows.filter(({ id }) => known.has(id))
}

/** Rows of before the fields were kept: a link or an import vouched for all of them, a page for the person alone. */
function fieldsOf(row: typeof responses.$inferSelect): string[] {
  if (row.verifiedFields || row.respondentVerified === 0) return row.verifiedFields ?? []
  if (row.writeKeyHash !== '') return [row.respondentId ? 'id' : 'email']
  return givenFieldsOf(row)
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
  const { limit = 100, cursor, theme, verified, segment, count = 'all', ...asked } = c.req.valid('query')
  const after = placeOf(cursor)
  const survey = await requireSurvey(c)
  const named = { ...asked, segment: [segment ?? []].flat(), verified: verified && verified === 'true' }
  const { database } = c.var.services
  const chosen = selectionOf(survey, named, await zoneOf(c, survey, asked))
  const selection = { ...chosen, theme: theme ?? null, count }
  const found =
    theme === undefined ? null : await pageWithTheme(database, survey.id, theme, selection, after, limit + 1)
  const rows = found?.rows ?? (await listResponses(database, survey.id, selection, after, limit + 1))
  const last = rows.length > limit ? rows[limit - 1] : undefined
  const page = rows.slice(0, limit)
  const shown = found ? await thoseThatFit(database, survey.id, page, selection) : page
  const items = shown.map((row) => ({
    ...toStoredResponse(row),
    ...(found && { found: found.foundIn(row.id) }),
  }))
  return c.json({ items, nextCursor: last ? cursorAfter(last) : null }, 200)
})
