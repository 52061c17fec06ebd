import { Hono } from 'hono'
import { accepts } from 'hono/accepts'
import type { Env } from '../context.ts'
import { overviewCall, reportCall } from '../contract/reports.ts'
import { askedAgain, sendTagged } from '../http/caching.ts'
import { query } from '../http/query.ts'
import { countDifferences, rebuildCounts } from '../storage/counts/consistency.ts'
import { listSurveys } from '../storage/surveys.ts'
import { requireSurvey } from '../surveys/survey-routes.ts'
import { reportCsv } from './report-csv.ts'
import { reportOn, summaryOn, surveyInReport } from './survey-report.ts'

/** `GET /v1/surveys/:id/report`: JSON, or with `Accept: text/csv` one of its tables. */
export const reports = new Hono<Env>().get('/:id/report', query(reportCall), async (c) => {
  const { database, now } = c.var.services
  const { table, ...asked } = c.req.valid('query')
  const survey = await requireSurvey(c)
  const defaults = { now: now(), timezone: c.var.workspace.timezone }
  const found = await reportOn(database, survey, asked, defaults)
  c.header('vary', 'Accept', { append: true })
  if (
    accepts(c, {
      header: 'Accept',
      supports: ['application/json', 'text/csv'],
      default: 'application/json',
    }) === 'text/csv'
  ) {
    return sendTagged(c, reportCsv(found, table ?? 'trend'), 'text/csv', askedAgain)
  }
  const body = { survey: surveyInReport(survey), ...found }
  return sendTagged(c, JSON.stringify(body), 'application/json', askedAgain)
})

/** `GET /v1/reports`: the scores of many surveys at once, grouped by metric and touchpoint. */
export const overview = new Hono<Env>().get('/', query(overviewCall), async (c) => {
  const { database, now } = c.var.services
  const { survey: ids, ...asked } = c.req.valid('query')
  const defaults = { now: now(), timezone: c.var.workspace.timezone }
  const surveys = ids
    ? await Promise.all([ids].flat().map((id) => requireSurvey(c, id)))
    : await listSurveys(database, c.var.workspace.id, null, mostInOverview)
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
  return sendTagged(c, JSON.stringify({ groups: body }), 'application/json', askedAgain)
})

const mostInOverview = 200

/** `/v1/surveys/:id/counts`: whether the counts kept equal the responses, and making them anew. */
export const counts = new Hono<Env>()
  .get('/:id/counts', async (c) => {
    const { id } = await requireSurvey(c)
    return c.json({ differences: await countDifferences(c.var.services.database, id) })
  })
  .post('/:id/counts/rebuild', async (c) => {
    const { id } = await requireSurvey(c)
    await rebuildCounts(c.var.services.database, id)
    return c.json({ differences: await countDifferences(c.var.services.database, id) })
  })
