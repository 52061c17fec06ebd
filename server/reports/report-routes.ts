import type { Ctx } from '../context.ts'
import {
  mostInOverview,
  overviewCall,
  type ReportQuery,
  reportCall,
  reportTableCall,
} from '../contract/queries.ts'
import { countCheck, overview as overviewSchema, report } from '../contract/reports.ts'
import { askedAgain, sendTagged } from '../http/caching.ts'
import { saveAs } from '../http/csv.ts'
import { cursorAfter, placeOf } from '../http/pagination.ts'
import { invalid } from '../http/problem.ts'
import { call, ok, refusals, routes, surveyId, unchanged } from '../openapi/call.ts'
import { tableCall } from '../openapi/table.ts'
import { countDifferences, rebuildCounts } from '../storage/counts/consistency.ts'
import { listSurveys, type SurveyRecord } from '../storage/surveys.ts'
import { surveyIdsOf } from '../storage/themes/codebooks.ts'
import { requireSurvey } from '../surveys/survey-routes.ts'
import { requireKnownSegment } from './known-segments.ts'
import { reportCsv } from './report-csv.ts'
import { segmentsIn, surveysOf } from './report-plan.ts'
import { reportOn, summaryOn, surveyInReport } from './survey-report.ts'

/** `GET /v1/surveys/:id/report`, and its tables. */
export const reports = routes()

tableCall(
  reports,
  {
    path: '/{id}/report',
    operationId: 'downloadReport',
    summary: 'One of the tables of a report: its trend when none is named',
    params: surveyId,
    query: reportTableCall,
    isTagged: true,
    refused: ['not-found'],
  },
  async (c, { table = 'trend', ...asked }, begin) => {
    const survey = await requireSurvey(c)
    const text = reportCsv(await reportOf(c, survey, asked), table)
    saveAs(c, `${survey.id}-${table}`)
    return sendTagged(c, begin + text, 'text/csv', askedAgain)
  },
)

const read = call({
  method: 'get',
  path: '/{id}/report',
  operationId: 'readReport',
  summary: 'The score of a survey over a period, with what is needed to judge it',
  description:
    'Without parameters it is of all counted answers. Each score comes with its interval, its n and what was left out.',
  request: { params: surveyId, query: reportCall },
  responses: { 200: ok('The report', report), ...unchanged, ...refusals('not-found', 'invalid') },
})
reports.openapi(read, async (c) => {
  const asked = c.req.valid('query')
  const survey = await requireSurvey(c)
  const found = await reportOf(c, survey, asked)
  const body = { survey: surveyInReport(survey), surveys: surveysOf(survey.id, asked), ...found }
  return sendTagged(c, JSON.stringify(body), 'application/json', askedAgain)
})

function reportOf(c: Ctx, survey: SurveyRecord, asked: ReportQuery) {
  const { database, now } = c.var.services
  return reportOn(database, survey, asked, { now: now(), timezone: c.var.workspace.timezone })
}

/** `GET /v1/reports`: the scores of many surveys at once, grouped by metric and touchpoint. */
export const overview = routes()

const readMany = call({
  method: 'get',
  path: '/',
  operationId: 'listReports',
  summary: 'The scores of many surveys at once, grouped by metric and touchpoint',
  description:
    "Each is what the survey's own report says, with the change against the period before. Newest surveys first.",
  request: { query: overviewCall },
  responses: { 200: ok('The scores', overviewSchema), ...unchanged, ...refusals('not-found', 'invalid') },
})
overview.openapi(readMany, async (c) => {
  const { database, now } = c.var.services
  const { survey: ids, limit: given, cursor, ...asked } = c.req.valid('query')
  if (ids && (given !== undefined || cursor !== undefined))
    throw invalid(given === undefined ? 'cursor' : 'limit', 'is of all surveys: those named are one page')
  const limit = given ?? mostInOverview
  const defaults = { now: now(), timezone: c.var.workspace.timezone }
  const found = ids
    ? await Promise.all(ids.map((id) => requireSurvey(c, id)))
    : await listSurveys(database, c.var.workspace.id, placeOf(cursor), limit + 1)
  const surveys = ids ? found : found.slice(0, limit)
  const last = found.length > surveys.length ? surveys.at(-1) : undefined
  const nextCursor = last ? cursorAfter({ answeredAt: last.createdAt, id: last.id }) : null
  for (const segment of segmentsIn(asked)) {
    const known = ids ? surveys.map(({ id }) => id) : await surveyIdsOf(database, c.var.workspace.id)
    await requireKnownSegment(database, known, segment)
  }
  const summaries = await Promise.all(
    surveys.map(async (survey) => ({
      survey: surveyInReport(survey),
      ...(await summaryOn(database, survey, asked, defaults)),
    })),
  )
  const groups = Map.groupBy(summaries, ({ survey }) => JSON.stringify([survey.metric, survey.touchpoint]))
  const body = [...groups.values()].map((members) => {
    const { metric, touchpoint } = members[0]!.survey
    return { metric, touchpoint, surveys: members }
  })
  return sendTagged(c, JSON.stringify({ groups: body, nextCursor }), 'application/json', askedAgain)
})

/** `/v1/surveys/:id/counts`: whether the counts kept equal the responses, and making them anew. */
export const counts = routes()

const check = call({
  method: 'get',
  path: '/{id}/counts',
  operationId: 'checkCounts',
  summary: 'Compare the counts that reports read with the responses themselves',
  description:
    'Reads every answer of the survey, so it takes as long as there are answers. 0 is as it should be.',
  request: { params: surveyId },
  responses: { 200: ok('How many differ', countCheck), ...refusals('not-found') },
})
counts.openapi(check, async (c) => {
  const { id } = await requireSurvey(c)
  return c.json({ differences: await countDifferences(c.var.services.database, id) }, 200)
})

const rebuild = call({
  method: 'post',
  path: '/{id}/counts/rebuild',
  operationId: 'rebuildCounts',
  summary: 'Make the counts anew from the responses',
  description:
    'Reports read counts that are kept as answers come in; this is for when comparing them finds differences.',
  request: { params: surveyId },
  responses: { 200: ok('How many differ afterwards', countCheck), ...refusals('not-found') },
})
counts.openapi(rebuild, async (c) => {
  const { id } = await requireSurvey(c)
  await rebuildCounts(c.var.services.database, id)
  return c.json({ differences: await countDifferences(c.var.services.database, id) }, 200)
})
