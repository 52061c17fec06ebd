import type { Hono, MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import { tryDecode } from 'hono/utils/url'
import type { Ctx, Env } from '../context.ts'
import { findCampaign } from '../storage/campaigns.ts'
import { findSurvey } from '../storage/surveys.ts'
import { problemResponse, Refusal } from './problem.ts'

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** The methods that a path takes, as `Allow` has them; empty when there is nothing. */
function methodsAt({ router }: Hono<Env>, path: string): string {
  const isTaken = (method: string) =>
    router.match(method, path)[0].some(([[, route]]) => route.method === method && !route.path.endsWith('*'))
  const taken = methods.filter(isTaken)
  if (taken.length === 0) return ''
  return [...taken.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])), 'OPTIONS'].join(', ')
}

/** Says which methods a path takes. A path without any is answered as one. */
export function answerOptions(app: Hono<Env>): MiddlewareHandler<Env> {
  return async (c, next) => {
    const allow = c.req.method === 'OPTIONS' && methodsAt(app, c.req.path)
    return allow ? c.body(null, 204, { allow }) : next()
  }
}

/** Answers what nothing handled: a method that its path does not take, with those it does, or no such path. */
export function answerUnhandled(app: Hono<Env>, c: Ctx): Response {
  const allow = methodsAt(app, c.req.path)
  if (allow && c.req.method === 'OPTIONS') return c.body(null, 204, { allow })
  if (!allow) return problemResponse(withHint(app, c, new Refusal('not-found')), c.get('requestId'))
  const refusal = new Refusal('method-not-allowed', `this address takes ${allow}`)
  const response = problemResponse(refusal, c.get('requestId'))
  response.headers.set('allow', allow)
  return response
}

/** A 404 that says what about the address looks like a slip, if there would be something without it. */
export function withHint(app: Hono<Env>, c: Ctx, refusal: Refusal): Refusal {
  const { path } = c.req
  const slip = slips.find(
    ([pattern, right]) => pattern.test(path) && methodsAt(app, path.replace(pattern, right)),
  )
  if (refusal.code !== 'not-found' || !slip) return refusal
  const [, , hint] = slip
  return new Refusal('not-found', refusal.detail ? `${refusal.detail}; ${hint}` : hint)
}

/** What is too much or missing in a path, what to put there, and how it is said: the path itself may hold an email. */
const slips = [
  [/(?<=.)\/+$/, '', 'leave out the slash at the end of the address'],
  [/\/{2,}/g, '/', 'the address has a slash too many'],
  [/\.json$/, '', 'leave out .json: answers are JSON anyway'],
  [/^(?!\/v1\/)(?=\/\w)/, '/v1', 'the API is under /v1'],
] as const

/** Things of which others are parts, and how they are found. */
const wholes = { surveys: findSurvey, campaigns: findCampaign } as const

/**
 * Answers HEAD without the work of GET, which may be an export or a report of a hundred thousand answers: it tells that there
 * is something to get. What stands for one thing is read, for its ETag and whether it is there.
 */
export const lookOnly: MiddlewareHandler<Env> = async (c, next) => {
  const route = matchedRoutes(c).findLast(({ path }) => !path.endsWith('*'))?.path
  if (c.req.method !== 'HEAD' || route === undefined || isOneThing.test(route)) return next()
  const [, , noun, id] = c.req.path.split('/')
  const find = wholes[noun as keyof typeof wholes]
  if (
    find &&
    id &&
    !(await find(c.var.services.database, c.var.workspace.id, tryDecode(id, decodeURIComponent)))
  )
    throw new Refusal('not-found')
  return c.body(null, 200, { 'content-type': typeOf(route) })
}

const isOneThing = /\/:\w+$|^\/v1\/workspace$|\/codebook$|\/follow-up$/

function typeOf(route: string): string {
  if (route.endsWith('.csv')) return 'text/csv; charset=utf-8'
  return route.endsWith('.ndjson') ? 'application/x-ndjson; charset=utf-8' : 'application/json'
}
