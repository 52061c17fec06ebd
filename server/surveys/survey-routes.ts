import { localeFor } from '../built-data/locales.ts'
import type { Ctx } from '../context.ts'
import { listQuery, page } from '../contract/lists.ts'
import { newSurvey, type Survey, savedSurvey, survey, surveyChange } from '../contract/surveys.ts'
import { changeAsRead, requireMatch, tagOf } from '../http/conditional.ts'
import { newIdOf } from '../http/once.ts'
import { afterMade, pageOf, placeOf } from '../http/pagination.ts'
import { Refusal } from '../http/problem.ts'
import { badBody, body, call, ifMatch, made, ok, refusals, routes, surveyId } from '../openapi/call.ts'
import {
  findSurvey,
  insertSurvey,
  listSurveys,
  publishVersion,
  type SurveyRecord,
  setPaused,
  setStatus,
} from '../storage/surveys.ts'
import { newSurveyId } from '../workspaces/workspace-database.ts'
import { completeSurvey } from './complete-survey.ts'
import { removeSurvey } from './remove-survey.ts'
import { requireScale } from './require-scale.ts'
import { warningsOf } from './survey-warnings.ts'

/** A survey as its owner sees it. */
export function toSurvey(record: SurveyRecord): Survey {
  const { id, status, metric, scale, pausedAt, version, definition, createdAt, updatedAt } = record
  return {
    id,
    status,
    metric,
    scale,
    pausedAt: pausedAt === null ? null : new Date(pausedAt).toISOString(),
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
  operationId: 'makeSurvey',
  summary: 'Make a survey',
  description:
    'Only `metric` is needed. It is live at once unless `status` says draft. `warnings` names settings that have no effect.',
  request: { body: body(newSurvey) },
  responses: { 201: made('The survey', savedSurvey), ...refusals(...badBody) },
})
surveys.openapi(make, async (c) => {
  const { workspace, services } = c.var
  const { database, now } = services
  const given = c.req.valid('json')
  const locale = await localeFor(services, given.language)
  const id = newSurveyId(workspace, await newIdOf(c))
  const record = completeSurvey(given, id, workspace.id, now(), locale)
  await database.write(insertSurvey(database, record))
  return c.json(await withWarnings(c, record), 201, {
    location: `/v1/surveys/${record.id}`,
    etag: tagOf(record),
  })
})

const list = call({
  method: 'get',
  path: '/',
  operationId: 'listSurveys',
  summary: "The workspace's surveys, newest first",
  description: 'Drafts and closed ones too.',
  request: { query: listQuery },
  responses: {
    200: ok('A page of surveys', page(survey).meta({ id: 'SurveyList' })),
    ...refusals('invalid'),
  },
})
surveys.openapi(list, async (c) => {
  const { limit, cursor } = c.req.valid('query')
  const after = placeOf(cursor)
  const found = await listSurveys(c.var.services.database, c.var.workspace.id, after, limit + 1)
  const { items, nextCursor } = pageOf(found, limit, afterMade)
  return c.json({ items: items.map(toSurvey), nextCursor }, 200)
})

const read = call({
  method: 'get',
  path: '/{id}',
  operationId: 'readSurvey',
  summary: 'Read a survey',
  description: 'With `warnings` of settings that have no effect.',
  request: { params: surveyId },
  responses: { 200: ok('The survey', savedSurvey), ...refusals('not-found') },
})
surveys.openapi(read, async (c) => {
  const record = await requireSurvey(c)
  return c.json(await withWarnings(c, record), 200, { etag: tagOf(record) })
})

const change = call({
  method: 'patch',
  path: '/{id}',
  operationId: 'changeSurvey',
  summary: 'Change a survey: publishes a new version',
  description: 'What is left out stays, also when others change it at the same time.',
  request: { params: surveyId, headers: ifMatch, body: body(surveyChange) },
  responses: {
    200: ok('The survey', savedSurvey),
    ...refusals(...badBody, 'not-found', 'conflict', 'precondition-failed'),
  },
})
surveys.openapi(change, async (c) => {
  const { database, now, rebuildThemes } = c.var.services
  const { metric, scale, ...given } = c.req.valid('json')
  const id = await changeAsRead(async () => {
    const known = await requireSurvey(c)
    requireMatch(c, known)
    if ((metric ?? known.metric) !== known.metric || (scale ?? known.scale) !== known.scale)
      throw new Refusal('conflict', 'metric and scale are fixed once a survey is made: make a new survey')
    const definition = { ...known.definition, ...given }
    requireScale(known.metric, known.scale, definition.threshold)
    return (await publishVersion(database, known, definition, now())) ? known.id : null
  })
  rebuildThemes(id)
  const changed = await requireSurvey(c)
  return c.json(await withWarnings(c, changed), 200, { etag: tagOf(changed) })
})

const remove = call({
  method: 'delete',
  path: '/{id}',
  operationId: 'deleteSurvey',
  summary: 'Delete a survey with its answers, campaigns and badges, for good',
  description:
    'Erased as a person is: from the scores and the database file too. One with many answers goes in the background; meanwhile it is closed, and cannot be opened again.',
  request: { params: surveyId, headers: ifMatch },
  responses: {
    202: { description: 'It is closed, and is being deleted' },
    204: { description: 'Deleted' },
    ...refusals('not-found', 'precondition-failed'),
  },
})
surveys.openapi(remove, async (c) => {
  const known = await requireSurvey(c)
  requireMatch(c, known)
  return c.body(null, (await removeSurvey(c.var.services, known)) ? 204 : 202)
})

addMove('publish', statusMove('live'), 'Open a survey to answers', 'Also one that was closed or paused.')
addMove(
  'close',
  statusMove('closed'),
  'Close a survey to answers; what was stored stays',
  'The widget does not show it any more, and saves are answered 410.',
)
addMove(
  'pause',
  pauseMove(true),
  'Have a live survey ask nobody for a while',
  'The widget and its link do not ask, its campaigns wait. Who was asked before may still answer.',
  ['conflict'],
)
addMove('resume', pauseMove(false), 'Have a paused survey ask again', 'Its campaigns go on.', ['conflict'])

/** Moves a survey that was just read; `false` when it was changed meanwhile. */
type Move = (c: Ctx, known: SurveyRecord) => Promise<boolean>

function statusMove(status: 'live' | 'closed'): Move {
  return async (c, { id, edits, ...known }) => {
    const { database, now } = c.var.services
    if (known.status === status && known.pausedAt === null) return true
    return setStatus(database, id, status, now(), edits)
  }
}

function pauseMove(isPaused: boolean): Move {
  return async (c, { id, edits, ...known }) => {
    const { database, now } = c.var.services
    if (known.status !== 'live')
      throw new Refusal('conflict', `the survey is ${known.status}: only live ones are paused`)
    if ((known.pausedAt !== null) === isPaused) return true
    const isMoved = await setPaused(database, id, isPaused ? now() : null, edits)
    if (!isPaused) c.var.services.mail?.wake()
    return isMoved
  }
}

function addMove(
  name: string,
  move: Move,
  summary: string,
  description: string,
  more: readonly 'conflict'[] = [],
): void {
  const moved = call({
    method: 'post',
    path: `/{id}/${name}`,
    operationId: `${name}Survey`,
    summary,
    description,
    request: { params: surveyId, headers: ifMatch },
    responses: { 200: ok('The survey', survey), ...refusals('not-found', 'precondition-failed', ...more) },
  })
  surveys.openapi(moved, async (c) => {
    await changeAsRead(async () => {
      const known = await requireSurvey(c)
      requireMatch(c, known)
      return (await move(c, known)) || null
    })
    const after = await requireSurvey(c)
    return c.json(toSurvey(after), 200, { etag: tagOf(after) })
  })
}

async function withWarnings(c: Ctx, record: SurveyRecord) {
  return { ...toSurvey(record), warnings: await warningsOf(c.var.services, record) }
}
