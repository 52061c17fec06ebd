import type * as z from 'zod'
import { csvHeader, csvRows } from '../answers/answers-csv.ts'
import { type FollowedAnswer, toFollowUp, withFollowUps } from '../answers/read-answers.ts'
import type { Ctx } from '../context.ts'
import {
  type ExportedResponse,
  exportedResponse,
  exportQuery,
  pageOfResponses,
  responsesCall,
} from '../contract/exports.ts'
import type { StoredResponse } from '../contract/responses.ts'
import { sendPieces } from '../http/csv.ts'
import { cursorAfter, pageOf, placeOf } from '../http/pagination.ts'
import { invalid } from '../http/problem.ts'
import { call, ok, refusals, routes, surveyId } from '../openapi/call.ts'
import { tableCall } from '../openapi/table.ts'
import { requireCalendar, timeOf } from '../reports/period.ts'
import type { Database } from '../storage/db.ts'
import type { After } from '../storage/find-responses.ts'
import { type AnswerSelection, listResponses } from '../storage/moderation.ts'
import type { responses } from '../storage/response-tables.ts'
import type { SurveyRecord } from '../storage/surveys.ts'
import { requireSurvey } from '../surveys/survey-routes.ts'
import { hasReason } from '../themes/find-themes.ts'
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

/** A line of an export: the answer, and what people made of it. */
function toExported({ row, followUp, tags }: FollowedAnswer): ExportedResponse {
  return {
    ...toStoredResponse(row),
    ...(tags && hasReason(row) && { tags: [...tags] }),
    ...(followUp.changedAt !== null && { followUp: toFollowUp(followUp) }),
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

/** Which answers a query asks for. */
async function askedFor(
  c: Ctx,
  survey: SurveyRecord,
  given: z.infer<typeof exportQuery>,
): Promise<AnswerSelection> {
  const { theme, verified, segment, count = 'all', updatedFrom, updatedTo, ...asked } = given
  const named = { ...asked, segment: segment ?? [], verified: verified && verified === 'true' }
  const timezone = await zoneOf(c, survey, asked)
  const chosen = selectionOf(survey, named, timezone)
  const calendar = requireCalendar(timezone)
  const updated = { from: timeOf(updatedFrom, calendar), to: timeOf(updatedTo, calendar) }
  if (updated.from !== null && updated.to !== null && updated.from >= updated.to)
    throw invalid('updatedTo', 'must be later than updatedFrom')
  return { ...chosen, updated, theme: theme ?? null, count }
}

tableCall(
  surveyResponses,
  {
    path: '/{id}/responses',
    operationId: 'downloadResponses',
    summary: 'The answers as a table, newest first',
    params: surveyId,
    query: exportQuery,
    refused: ['not-found'],
  },
  async (c, asked, begin) => {
    const survey = await requireSurvey(c)
    const rows = tableOf(c.var.services.database, survey.id, await askedFor(c, survey, asked), begin)
    return sendPieces(c, rows, 'text/csv', `${survey.id}.csv`)
  },
)

const list = call({
  method: 'get',
  path: '/{id}/responses',
  operationId: 'listResponses',
  summary: 'The answers, newest first',
  description: 'All of the survey, also held ones and tests, unless `state` says which.',
  request: { params: surveyId, query: responsesCall },
  responses: { 200: ok('A page of answers', pageOfResponses), ...refusals('not-found', 'invalid') },
})
surveyResponses.openapi(list, async (c) => {
  const { limit, cursor, ...asked } = c.req.valid('query')
  const after = placeOf(cursor)
  const survey = await requireSurvey(c)
  const { database } = c.var.services
  const selection = await askedFor(c, survey, asked)
  const { theme } = asked
  const found =
    theme === undefined ? null : await pageWithTheme(database, survey.id, theme, selection, after, limit + 1)
  const rows = found?.rows ?? (await listResponses(database, survey.id, selection, after, limit + 1))
  const page = pageOf(rows, limit, cursorAfter)
  const shown = found ? await thoseThatFit(database, survey.id, page.items, selection) : page.items
  const items = shown.map((row) => ({
    ...toStoredResponse(row),
    ...(found && { found: found.foundIn(row.id) }),
  }))
  return c.json({ items, nextCursor: page.nextCursor }, 200)
})

const asLines = call({
  method: 'get',
  path: '/{id}/responses.ndjson',
  operationId: 'streamResponses',
  summary: 'The answers, one JSON object a line, newest first',
  description:
    'Streamed whole, for programs that read line by line; `POST …/import` takes the lines as they are.',
  request: { params: surveyId, query: exportQuery },
  responses: {
    200: {
      description: 'A line an answer',
      headers: { 'Content-Disposition': { $ref: '#/components/headers/Disposition' } },
      content: { 'application/x-ndjson': { schema: exportedResponse } },
    },
    ...refusals('not-found', 'invalid'),
  },
})
surveyResponses.openapi(asLines, async (c) => {
  const survey = await requireSurvey(c)
  const selection = await askedFor(c, survey, c.req.valid('query'))
  const lines = linesOf(c.var.services.database, survey.id, selection)
  // The description's type knows one object, not a line each.
  return sendPieces(c, lines, 'application/x-ndjson', `${survey.id}.ndjson`) as never
})

/** Answers read at once: a few milliseconds of work, so that saves are not held up. */
const perPiece = 500

/** All answers that fit, some at a time, with what people made of them. */
async function* piecesOf(
  database: Database,
  surveyId: string,
  selection: AnswerSelection,
): AsyncGenerator<FollowedAnswer[], void> {
  for (let after: After | null = null; ; ) {
    const rows = await listResponses(database, surveyId, selection, after, perPiece)
    const places = rows.map(({ id }) => ({ surveyId, id, key: 0 }))
    if (rows.length > 0) yield await withFollowUps(database, places)
    if (rows.length < perPiece) return
    after = rows.at(-1)!
  }
}

async function* linesOf(
  database: Database,
  surveyId: string,
  selection: AnswerSelection,
): AsyncGenerator<string, void> {
  for await (const answers of piecesOf(database, surveyId, selection))
    yield answers.map((answer) => `${JSON.stringify(toExported(answer))}\n`).join('')
}

async function* tableOf(
  database: Database,
  surveyId: string,
  selection: AnswerSelection,
  begin: string,
): AsyncGenerator<string, void> {
  yield begin + csvHeader
  for await (const answers of piecesOf(database, surveyId, selection)) yield csvRows(answers)
}
