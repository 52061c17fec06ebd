import { localeFor } from '../built-data/locales.ts'
import type { Ctx } from '../context.ts'
import { listQuery, page } from '../contract/lists.ts'
import { newSurvey, type Survey, savedSurvey, survey, surveyChange } from '../contract/surveys.ts'
import { cursorAfter, placeOf } from '../http/pagination.ts'
import { Refusal } from '../http/problem.ts'
import { badBody, body, call, ok, refusals, routes, surveyId } from '../openapi/call.ts'
import {
  findSurvey,
  insertSurvey,
  listSurveys,
  publishVersion,
  type SurveyRecord,
  setStatus,
} from '../storage/surveys.ts'
import { newSurveyId } from '../workspaces/workspace-database.ts'
import { completeSurvey } from './complete-survey.ts'
import { requireScale } from './require-scale.ts'
import { warningsOf } from './survey-warnings.ts'

/** A survey as its owner sees it. */
export function toSurvey(record: SurveyRecord): Survey {
  const { id, status, metric, scale, version, definition, createdAt, updatedAt } = record
  return {
    id,
    status,
    metric,
    scale,
    version,
    ...definition,
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
  }
}

/** The key's survey of this id, or 404: another workspace's survey does not exist here. */
export async function requireSurvey(c: Ctx, id = c.req.param('id') ?? ''): Promise<SurveyRecord> {
  const survey = await findSurvey(c.var.services.database, c.var.workspace.id, id)
  if (!survey) throw new Refusal('not-found', 'there is no such survey')
  return survey
}

/** The keyed calls under `/v1/surveys`. */
export const surveys = routes()

const make = call({
  method: 'post',
  path: '/',
  summary: 'Make a survey',
  request: { body: body(newSurvey) },
  responses: { 201: ok('The survey', savedSurvey), ...refusals(...badBody) },
})
surveys.openapi(make, async (c) => {
  const { workspace, services } = c.var
  const { database, now } = services
  const given = c.req.valid('json')
  const locale = await localeFor(services, given.language)
  const record = completeSurvey(given, newSurveyId(workspace), workspace.id, now(), locale)
  await database.write(insertSurvey(database, record))
  return c.json(await withWarnings(c, record), 201, { location: `/v1/surveys/${record.id}` })
})

const list = call({
  method: 'get',
  path: '/',
  summary: "The workspace's surveys, newest first",
  request: { query: listQuery },
  responses: { 200: ok('A page of surveys', page(survey)), ...refusals('invalid') },
})
surveys.openapi(list, async (c) => {
  const { limit = 100, cursor } = c.req.valid('query')
  const after = placeOf(cursor)
  const found = await listSurveys(c.var.services.database, c.var.workspace.id, after, limit + 1)
  const last = found.length > limit ? found[limit - 1] : undefined
  const nextCursor = last ? cursorAfter({ answeredAt: last.createdAt, id: last.id }) : null
  return c.json({ items: found.slice(0, limit).map(toSurvey), nextCursor }, 200)
})

const read = call({
  method: 'get',
  path: '/{id}',
  summary: 'Read a survey',
  request: { params: surveyId },
  responses: { 200: ok('The survey', savedSurvey), ...refusals('not-found') },
})
surveys.openapi(read, async (c) => c.json(await withWarnings(c, await requireSurvey(c)), 200))

const change = call({
  method: 'patch',
  path: '/{id}',
  summary: 'Change a survey: publishes a new version',
  request: { params: surveyId, body: body(surveyChange) },
  responses: { 200: ok('The survey', savedSurvey), ...refusals(...badBody, 'not-found', 'conflict') },
})
surveys.openapi(change, async (c) => {
  const { database, now } = c.var.services
  const { metric, scale, ...given } = c.req.valid('json')
  const known = await requireSurvey(c)
  if ((metric ?? known.metric) !== known.metric || (scale ?? known.scale) !== known.scale) {
    throw new Refusal('conflict', 'metric and scale are fixed once a survey is made: make a new survey')
  }
  const changed = { ...known, version: known.version + 1, definition: { ...known.definition, ...given } }
  requireScale(changed.metric, changed.scale, changed.definition.threshold)
  await publishVersion(database, known.id, changed.version, changed.definition, now())
  c.var.services.rebuildThemes(known.id)
  return c.json(await withWarnings(c, await requireSurvey(c)), 200)
})

const publish = call({
  method: 'post',
  path: '/{id}/publish',
  summary: 'Open a survey to answers',
  request: { params: surveyId },
  responses: { 200: ok('The survey', survey), ...refusals('not-found') },
})
surveys.openapi(publish, async (c) => c.json(await setStatusOf(c, 'live'), 200))

const close = call({
  method: 'post',
  path: '/{id}/close',
  summary: 'Close a survey to answers; what was stored stays',
  request: { params: surveyId },
  responses: { 200: ok('The survey', survey), ...refusals('not-found') },
})
surveys.openapi(close, async (c) => c.json(await setStatusOf(c, 'closed'), 200))

async function withWarnings(c: Ctx, record: SurveyRecord) {
  return { ...toSurvey(record), warnings: await warningsOf(c.var.services, record) }
}

async function setStatusOf(c: Ctx, status: 'live' | 'closed'): Promise<Survey> {
  const { database, now } = c.var.services
  const known = await requireSurvey(c)
  if (known.status !== status) await setStatus(database, known.id, status, now())
  return toSurvey(await requireSurvey(c))
}
