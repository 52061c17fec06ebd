import { OpenAPIHono } from '@hono/zod-openapi'
import { Hono, type MiddlewareHandler } from 'hono'
import type { Ctx, Env } from './context.ts'
import { bearerOf, requireKey, showRefusal } from './http/authorize.ts'
import { isSameSecret } from './http/hashing.ts'
import { guarded, toResponse } from './http/headers.ts'
import { atMost, limitAddresses, mostBytes } from './http/limits.ts'
import { answerFailure, problemResponse, Refusal } from './http/problem.ts'
import { watched } from './http/request-log.ts'
import { answerSave, answerView } from './responses/collect.ts'
import type { Services } from './services.ts'
import { savePath, shortWay } from './short-way.ts'
import { ping } from './storage/db.ts'
import { answerAsked, answerPublicSurvey } from './surveys/public-survey.ts'
import {
  sendDelightedShim,
  sendLoader,
  sendLoaderWithSurvey,
  sendSurveyModule,
  sendWidgetFile,
} from './surveys/scripts.ts'

/** Whether a path is one of those that `addPages` adds. */
export function isPage(path: string): boolean {
  return /^\/($|demo$|[sipdru]\/)/.test(path)
}

/** Whether a path is one of those that `addKeyed` adds. */
export function isKeyed(path: string): boolean {
  return /^\/(console|openapi\.json|v1(?!\/public\/))(\/|$)/.test(path)
}

/**
 * The HTTP surface: here what scripts in pages ask, and by `more` what is loaded apart on Workers, pages
 * (`pages.ts`) and what needs a key (`keyed.ts`). What else Node and Workers do differently comes in
 * as `services`.
 */
export function buildApp(
  servicesFor: (c: Ctx) => Services | Promise<Services>,
  ...more: readonly ((app: OpenAPIHono<Env>) => void)[]
) {
  const app = new OpenAPIHono<Env>()
  app.onError(answerFailure)
  app.notFound(() => problemResponse(new Refusal('not-found')))

  app.get('/healthz', (c) => c.text('ok'))
  app.use(async (c, next) => {
    c.set('services', await servicesFor(c))
    await next()
  })
  app.use(watched, guarded)
  app.get('/readyz', async (c) => {
    if (!c.var.services.takesSaves()) throw new Refusal('busy')
    await ping(c.var.services.database)
    return c.text('ok')
  })

  app.get('/metrics', sendMetrics)
  app.get('/sayso.js', sendLoader)
  app.get('/widget/:file', sendWidgetFile)

  app.use('/v1/public/*', showRefusals)
  app.use(limitAddresses)
  app.get('/sayso/:file{.+\\.js}', sendLoaderWithSurvey)
  app.get('/sayso/:file{.+\\.mjs}', sendSurveyModule)
  app.get('/integrations/web/v1/library/:id/delighted.js', sendDelightedShim)

  app.options('/v1/public/*', answerPreflight)
  app.use('/v1/public/*', atMost(mostBytes))
  app.get('/v1/public/surveys/:id', answerPublicSurvey)
  app.get('/v1/public/surveys/:id/asked', answerAsked)
  app.post(savePath, async (c) => toResponse(await answerSave(c)))
  app.post('/v1/public/views', answerView)

  app.use('/v1/*', requireKey)
  for (const addTo of more) addTo(app)
  return savesFirst(app, shortWay(servicesFor))
}

/** Finding the way among all routes costs a save more than checking it does, so its own is tried first. */
function savesFirst(app: OpenAPIHono<Env>, save: MiddlewareHandler<Env>): OpenAPIHono<Env> {
  const front = new Hono<Env>()
  front.onError(answerFailure)
  front.post(savePath, save)
  front.mount('/', app.fetch, { replaceRequest: false })
  return Object.assign(app, { fetch: front.fetch })
}

/** `GET /metrics`: what this process counted, in Prometheus's text format, for whoever has METRICS_KEY. */
async function sendMetrics(c: Ctx): Promise<Response> {
  const { metrics } = c.var.services
  if (!metrics) throw new Refusal('not-found')
  if (!(await isSameSecret(bearerOf(c), metrics.key)))
    throw new Refusal('unauthorized', 'send the header Authorization: Bearer <METRICS_KEY>')
  return c.text(await metrics.text(), 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' })
}

const showRefusals: MiddlewareHandler<Env> = async (c, next) => {
  await next()
  showRefusal(c, c.res)
}

/**
 * Lets a page of any origin ask: which survey it asks for is known only from the request
 * itself, and there the origin is checked.
 */
function answerPreflight(c: Ctx): Response {
  return c.body(null, 204, {
    'access-control-allow-origin': c.req.header('origin') ?? '*',
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'content-type',
    'access-control-max-age': '86400',
    vary: 'Origin',
  })
}
