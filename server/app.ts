import { Hono, type MiddlewareHandler } from 'hono'
import { bearerOf, requireKey, showRefusal } from './access.ts'
import { campaigns } from './campaigns.ts'
import { care } from './care.ts'
import { readData } from './data.ts'
import { surveyEmails } from './email.ts'
import { guarded } from './headers.ts'
import { held } from './held.ts'
import { imports, isImport } from './imports.ts'
import { invitations } from './invitations.ts'
import { keys } from './keys.ts'
import { atMost, limitAddresses, mostBytes } from './limits.ts'
import { consolePages } from './pages/console.ts'
import { showDecoy, takeDecoy } from './pages/decoy-page.ts'
import { showDemo, showHome } from './pages/demo-page.ts'
import { showLanding, takeLanding } from './pages/landing-page.ts'
import { showReceipt, takeReceipt } from './pages/receipt-page.ts'
import { forPeople } from './pages/refusal-page.ts'
import { showSurveyPage } from './pages/survey-page.ts'
import { showUnsubscribe, takeUnsubscribe } from './pages/unsubscribe-page.ts'
import { answerFailure, problemResponse, Refusal } from './problem.ts'
import { answerAsked, answerPublicSurvey } from './public-survey.ts'
import { counts, overview, reports } from './reports.ts'
import { respondents } from './respondents.ts'
import { answerSave, answerView } from './responses.ts'
import {
  sendDelightedShim,
  sendLoader,
  sendLoaderWithSurvey,
  sendSurveyModule,
  sendWidgetFile,
} from './scripts.ts'
import { isSameSecret } from './secrets.ts'
import { type Ctx, type Env, publicUrlOf, type Services } from './services.ts'
import { shortWay } from './short-way.ts'
import { ping } from './storage/db.ts'
import { surveyResponses } from './stored-responses.ts'
import { suppressions } from './suppressions.ts'
import { surveys } from './surveys.ts'
import { codebooks, surveyCodebooks } from './themes/codebooks.ts'
import { surveyThemes } from './themes/routes.ts'
import { watched } from './watch.ts'
import { workspace } from './workspace.ts'
import { workspaces } from './workspaces.ts'

/** Calls that bring thousands of people. */
const bulkCall = /^\/v1\/(surveys\/[^/]+\/invitations|campaigns\/[^/]+\/people)$/
const limitOf = (c: Ctx) => (bulkCall.test(c.req.path) ? 16 : 1) * 1024 * 1024

/** The whole HTTP surface. What Node and Workers do differently comes in as `services`. */
export function buildApp(servicesFor: (c: Ctx) => Services | Promise<Services>) {
  const app = new Hono<Env>()
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
  app.get('/', showHome)
  app.get('/demo', showDemo)
  app.on('POST', ['/i/*', '/p/*', '/d/*', '/r/*', '/u/*'], atMost(mostBytes))
  app.get('/s/:id', forPeople(showSurveyPage))
  app.get('/i/:token', forPeople(showLanding('invitation'))).post(forPeople(takeLanding('invitation')))
  app.get('/p/:token', forPeople(showLanding('page'))).post(forPeople(takeLanding('page')))
  app.get('/d/:token', forPeople(showDecoy)).post(takeDecoy)
  app.get('/r/:token', forPeople(showReceipt)).post(forPeople(takeReceipt))
  app.get('/u/:token', forPeople(showUnsubscribe)).post(forPeople(takeUnsubscribe))

  app.use('/console/*', atMost(mostBytes))
  app.route('/console', consolePages)

  app.get('/sayso/:file{.+\\.js}', sendLoaderWithSurvey)
  app.get('/sayso/:file{.+\\.mjs}', sendSurveyModule)
  app.get('/integrations/web/v1/library/:id/delighted.js', sendDelightedShim)

  app.options('/v1/public/*', answerPreflight)
  app.use('/v1/public/*', atMost(mostBytes))
  app.get('/v1/public/surveys/:id', answerPublicSurvey)
  app.get('/v1/public/surveys/:id/asked', answerAsked)
  app.post('/v1/public/responses', answerSave)
  app.post('/v1/public/views', answerView)

  app.get('/openapi.json', sendDocument)
  app.use('/v1/*', requireKey)
  app.use('/v1/*', async (c, next) => (isImport(c.req.path) ? next() : atMost(limitOf(c))(c, next)))
  app.route('/v1/workspace', workspace)
  app.route('/v1/workspaces', workspaces)
  app.route('/v1/keys', keys)
  app.route('/v1', care)
  app.route('/v1/surveys', surveys)
  app.route('/v1/surveys', surveyResponses)
  app.route('/v1/surveys', reports)
  app.route('/v1/surveys', counts)
  app.route('/v1/surveys', surveyThemes)
  app.route('/v1/surveys', surveyCodebooks)
  app.route('/v1/codebooks', codebooks)
  app.route('/v1/reports', overview)
  app.route('/v1/respondents', respondents)
  app.route('/v1/surveys', imports)
  app.route('/v1/surveys', invitations)
  app.route('/v1/surveys', held)
  app.route('/v1/surveys', surveyEmails)
  app.route('/v1/campaigns', campaigns)
  app.route('/v1/suppressions', suppressions)
  return savesFirst(app, shortWay(servicesFor, answerSave))
}

/** Finding the way among all routes costs a save more than checking it does, so that it is tried first. */
function savesFirst(app: Hono<Env>, save: MiddlewareHandler<Env>): Hono<Env> {
  const front = new Hono<Env>()
  front.onError(answerFailure)
  front.post('/v1/public/responses', save)
  front.mount('/', app.fetch, { replaceRequest: false })
  return front
}

/** `GET /metrics`: what this process counted, in Prometheus's text format, for whoever has METRICS_KEY. */
async function sendMetrics(c: Ctx): Promise<Response> {
  const { metrics } = c.var.services
  if (!metrics) throw new Refusal('not-found')
  if (!(await isSameSecret(bearerOf(c), metrics.key)))
    throw new Refusal('unauthorized', 'send the header Authorization: Bearer <METRICS_KEY>')
  return c.text(await metrics.text(), 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' })
}

/** `GET /openapi.json`: the document made by the build, of this server. */
async function sendDocument(c: Ctx): Promise<Response> {
  const document = await readData(c.var.services, 'openapi')
  return c.json({ ...document, servers: [{ url: publicUrlOf(c) }] })
}

const showRefusals: MiddlewareHandler<Env> = async (c, next) => {
  await next()
  showRefusal(c)
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
