import * as z from 'zod'
import { type Ctx, publicUrlOf } from '../context.ts'
import { longListQuery } from '../contract/lists.ts'
import {
  type Badge,
  badge,
  badgeScore,
  badges as badgesPage,
  newBadge,
  pageScore,
  scoreCall,
} from '../contract/scores.ts'
import { keptForItself, sendTagged, shownAMinute } from '../http/caching.ts'
import { newIdOf } from '../http/once.ts'
import { cursorOf, placeOf } from '../http/pagination.ts'
import { Refusal } from '../http/problem.ts'
import {
  badBody,
  body,
  call,
  madeAt,
  ok,
  open,
  refusals,
  routes,
  surveyId,
  unchanged,
} from '../openapi/call.ts'
import {
  type BadgeRecord,
  badgeOfToken,
  deleteBadge,
  findBadge,
  insertBadge,
  listBadges,
} from '../storage/badges.ts'
import { findSurveyById, type SurveyRecord } from '../storage/surveys.ts'
import { timezoneOf } from '../storage/workspaces.ts'
import { requireSurvey } from '../surveys/survey-routes.ts'
import { goToSurvey } from '../workspaces/workspace-database.ts'
import { drawBadge } from './badge-drawing.ts'
import { badgeToken, surveyOfToken } from './badge-token.ts'
import { type PageScore, scoreOn } from './page-score.ts'
import { surveyInReport } from './survey-report.ts'

/** `/v1/surveys/:id/score` and `/v1/surveys/:id/badges`: a score alone, and who may show it. */
export const scores = routes()

const read = call({
  method: 'get',
  path: '/{id}/score',
  operationId: 'readScore',
  summary: 'The score of a survey alone, in numbers and in words',
  description: 'May be kept for a minute. With fewer than ten answers it says so, and has no score.',
  request: { params: surveyId, query: scoreCall },
  responses: { 200: ok('The score', pageScore), ...unchanged, ...refusals('not-found', 'invalid') },
})
scores.openapi(read, async (c) => {
  const survey = await requireSurvey(c)
  const { database, now } = c.var.services
  const defaults = { now: now(), timezone: c.var.workspace.timezone }
  const { found } = await scoreOn(database, survey, c.req.valid('query'), defaults)
  const body = { survey: surveyInReport(survey), ...found }
  return sendTagged(c, JSON.stringify(body), 'application/json', keptForItself)
})

const listAll = call({
  method: 'get',
  path: '/{id}/badges',
  operationId: 'listBadges',
  description: 'With their tokens, which can be shown again.',
  summary: "The badges that show a survey's score elsewhere, oldest first",
  request: { params: surveyId, query: longListQuery },
  responses: { 200: ok('A page of badges', badgesPage), ...refusals('not-found', 'invalid') },
})
scores.openapi(listAll, async (c) => {
  const { limit, cursor } = c.req.valid('query')
  const survey = await requireSurvey(c)
  const found = await listBadges(c.var.services.database, survey.id, placeOf(cursor), limit)
  return c.json({ items: found.map((each) => toBadge(c, each)), nextCursor: cursorOf(found, limit) }, 200)
})

const make = call({
  method: 'post',
  path: '/{id}/badges',
  operationId: 'makeBadge',
  summary: "Make a badge: addresses that show a survey's score to anybody, and nothing else",
  description:
    'Both may be kept for a minute by whoever reads them. With fewer than ten answers they say so.',
  request: { params: surveyId, body: body(newBadge) },
  responses: { 201: madeAt('The badge', badge), ...refusals(...badBody, 'not-found') },
})
scores.openapi(make, async (c) => {
  const survey = await requireSurvey(c)
  const made = await makeBadge(c, survey, c.req.valid('json'), await newIdOf(c))
  return c.json(toBadge(c, made), 201, { location: `/v1/surveys/${survey.id}/badges/${made.id}` })
})

const one = surveyId.extend({ badgeId: z.string().meta({ description: "The badge's id" }) })

const readOne = call({
  method: 'get',
  path: '/{id}/badges/{badgeId}',
  operationId: 'readBadge',
  summary: 'Read a badge',
  description: 'With its addresses.',
  request: { params: one },
  responses: { 200: ok('The badge', badge), ...refusals('not-found') },
})
scores.openapi(readOne, async (c) => {
  const { id } = await requireSurvey(c)
  const found = await findBadge(c.var.services.database, id, c.req.valid('param').badgeId)
  if (!found) throw new Refusal('not-found', 'the survey has no such badge')
  return c.json(toBadge(c, found), 200)
})

const remove = call({
  method: 'delete',
  path: '/{id}/badges/{badgeId}',
  operationId: 'deleteBadge',
  summary: 'Revoke a badge',
  description: 'What was kept of it elsewhere is shown for a minute more.',
  request: { params: one },
  responses: { 204: { description: 'It shows nothing any more' }, ...refusals('not-found') },
})
scores.openapi(remove, async (c) => {
  const { id } = await requireSurvey(c)
  if (!(await deleteBadge(c.var.services.database, id, c.req.valid('param').badgeId)))
    throw new Refusal('not-found', 'the survey has no such badge')
  return c.body(null, 204)
})

/** Makes a badge of a survey. */
export async function makeBadge(
  c: Ctx,
  { id: surveyId }: SurveyRecord,
  { label, days }: z.infer<typeof newBadge>,
  id: string,
): Promise<BadgeRecord> {
  const { database, now } = c.var.services
  const given = { label: label || null, days: days ?? null }
  const record = { id, surveyId, token: badgeToken(surveyId), ...given, createdAt: now() }
  await insertBadge(database, record)
  return record
}

/** A badge with its addresses. */
export function toBadge(c: Ctx, { id, label, days, token, createdAt }: BadgeRecord): Badge {
  const address = `${publicUrlOf(c)}/v1/public/badges/${token}`
  return {
    ...{ id, label, days, token, svg: `${address}/score.svg`, json: `${address}/score.json` },
    createdAt: new Date(createdAt).toISOString(),
  }
}

/** `/v1/public/badges/:token`: what a badge shows, to anybody. */
export const publicBadges = routes()

const badgeParams = z.object({ token: z.string().max(300).meta({ description: "The badge's token" }) })

const readJson = call({
  ...open,
  method: 'get',
  path: '/{token}/score.json',
  operationId: 'readBadgeScore',
  summary: 'The score that a badge shows',
  description: 'For scripts of any page. May be kept for a minute.',
  request: { params: badgeParams },
  responses: { 200: ok('The score', badgeScore), ...unchanged, ...refusals('not-found', 'invalid') },
})
publicBadges.openapi(readJson, async (c) => {
  const { label, found } = await scoreOfBadge(c)
  return sendTagged(c, JSON.stringify({ label, ...found }), 'application/json', shownAMinute)
})

const readSvg = call({
  ...open,
  method: 'get',
  path: '/{token}/score.svg',
  operationId: 'drawBadge',
  summary: 'The badge itself, a picture',
  description: 'May be kept for a minute. It grows with its text; it is 24 pixels high.',
  request: { params: badgeParams },
  responses: {
    200: { description: 'The picture', content: { 'image/svg+xml': { schema: z.string() } } },
    ...unchanged,
    ...refusals('not-found', 'invalid'),
  },
})
publicBadges.openapi(readSvg, async (c) => {
  const { label, found } = await scoreOfBadge(c)
  return sendTagged(c, drawBadge(label, found), 'image/svg+xml', shownAMinute)
})

async function scoreOfBadge(c: Ctx): Promise<{ label: string; found: PageScore }> {
  const token = c.req.param('token') ?? ''
  await goToSurvey(c, surveyOfToken(token))
  const { database, now } = c.var.services
  const badge = await badgeOfToken(database, token)
  const survey = badge && (await findSurveyById(database, badge.surveyId))
  if (!survey || survey.deletedAt !== null) throw new Refusal('not-found', 'there is no such badge')
  const defaults = { now: now(), timezone: await timezoneOf(database, survey.workspaceId) }
  const { name, found } = await scoreOn(database, survey, { days: badge.days ?? undefined }, defaults)
  // Scripts and pictures of any page, also of one that takes only what says that it may be taken.
  c.header('access-control-allow-origin', '*')
  c.header('cross-origin-resource-policy', 'cross-origin')
  return { label: badge.label ?? name, found }
}
