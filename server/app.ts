import { OpenAPIHono } from '@hono/zod-openapi'
import type { Handler, Hono, MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import { requestId } from 'hono/request-id'
import { getPath } from 'hono/utils/url'
import { answers, surveyAnswers } from './answers/answer-routes.ts'
import { changes } from './answers/change-routes.ts'
import { readData } from './built-data/read-data.ts'
import { campaigns } from './campaigns/campaign-routes.ts'
import { invitations } from './campaigns/invitation-routes.ts'
import { surveyEmails } from './campaigns/mail-preview-routes.ts'
import { campaignPeopleRoutes } from './campaigns/people-routes.ts'
import { suppressions } from './campaigns/suppression-routes.ts'
import type { Config } from './config.ts'
import { basePathOf, type Ctx, type Env, publicUrlOf } from './context.ts'
import { delighted } from './delighted/door.ts'
import { atDoorHost, doorRoot, isDoor, withoutJson } from './delighted/door-path.ts'
import { inDelightedShape } from './delighted/error-shape.ts'
import { bearerOf, requireKey, showRefusals } from './http/authorize.ts'
import { answerFailure, refusalOf } from './http/failures.ts'
import { isSameSecret } from './http/hashing.ts'
import { usualHeaders } from './http/headers.ts'
import { atMost, limitAddresses, limitPublicBody, limitQuery } from './http/limits.ts'
import { answerOptions, answerUnhandled, lookOnly, withHint } from './http/methods.ts'
import { happenOnce } from './http/once.ts'
import { Refusal } from './http/problem.ts'
import { logRequests } from './http/request-log.ts'
import { mailReports, takeMailEvents } from './mail/events/event-routes.ts'
import { type Described, openApiDocument } from './openapi/document.ts'
import { answerRefused, isForReader, showNotFound } from './pages/console/refused-page.ts'
import { sendConsoleFile } from './pages/console/send-console-file.ts'
import { consolePages } from './pages/console.ts'
import { showDecoy, takeDecoy } from './pages/decoy-page.ts'
import { docsPath } from './pages/docs/contents.ts'
import { showDocs } from './pages/docs/docs-page.ts'
import { showReference } from './pages/docs/reference-page.ts'
import { showDemo } from './pages/doors/demo-page.ts'
import { showHome } from './pages/doors/home-page.ts'
import { sendEmbedScript } from './pages/embed-script.ts'
import { showLanding, takeLanding } from './pages/landing-page.ts'
import { inLanguage } from './pages/language.ts'
import { showReceipt, takeReceipt } from './pages/receipt-page.ts'
import { forPeople } from './pages/refusal-page.ts'
import { showSurveyPage } from './pages/survey-page.ts'
import { showUnsubscribe, takeUnsubscribe } from './pages/unsubscribe-page.ts'
import { accounts } from './people/account-routes.ts'
import { respondents } from './people/respondent-routes.ts'
import { asking } from './people/why-not-routes.ts'
import { goals } from './reports/goal-routes.ts'
import { readAhead } from './reports/read-ahead.ts'
import { counts, overview, reports } from './reports/report-routes.ts'
import { publicBadges, scores } from './reports/score-routes.ts'
import { segments } from './reports/segment-routes.ts'
import { collecting } from './responses/collect-routes.ts'
import { held } from './responses/held-routes.ts'
import { imports, isImport } from './responses/import-routes.ts'
import { merging } from './responses/merge-routes.ts'
import { moderating } from './responses/moderation-routes.ts'
import { surveyResponses } from './responses/response-routes.ts'
import { importThings } from './responses/taken-import-routes.ts'
import type { Services } from './services.ts'
import { campaignsInTrouble } from './storage/campaign-queue.ts'
import { ping } from './storage/db.ts'
import { retentionLag } from './storage/retention.ts'
import { saysOf } from './storage/trouble.ts'
import { publicSurveys } from './surveys/public-survey-routes.ts'
import {
  sendDelightedShim,
  sendLoader,
  sendLoaderWithSurvey,
  sendSurveyModule,
  sendWidgetFile,
} from './surveys/scripts.ts'
import { surveys } from './surveys/survey-routes.ts'
import { codebooks, surveyCodebooks } from './themes/codebook-routes.ts'
import { surveyThemes } from './themes/theme-routes.ts'
import { keys } from './workspaces/key-routes.ts'
import { care } from './workspaces/maintenance-routes.ts'
import { workspace } from './workspaces/settings-routes.ts'
import { workspaces } from './workspaces/workspace-routes.ts'

/** Where people and programs reach the server. */
export type Hosts = Pick<Config, 'publicUrl' | 'delightedHost'>
const nowhere: Hosts = { publicUrl: null, delightedHost: null }

/**
 * The whole HTTP surface. What Node and Workers do differently comes in as `services`; `hostsFor` is where it is
 * reached, by the bindings of a Worker.
 */
export function buildApp(
  servicesFor: (c: Ctx) => Services | Promise<Services>,
  hostsFor: (bindings: unknown) => Hosts = () => nowhere,
): OpenAPIHono<Env> {
  const app: OpenAPIHono<Env> = new OpenAPIHono<Env>({
    getPath(request, options) {
      const { publicUrl, delightedHost } = hostsFor(options?.env)
      const path = withoutBase(getPath(request), basePathOf(publicUrl), () => topNamesOf(app))
      return withoutJson(atDoorHost(request.url, path, delightedHost))
    },
  })
  app.onError((error, c) => {
    const told = error instanceof Refusal ? withHint(app, c, error) : error
    return isPage(c) ? answerRefused(told, c) : answerFailure(told, c)
  })
  app.notFound((c) => (isForReader(c) && !isDoor(c.req.path) ? showNotFound(c) : answerUnhandled(app, c)))

  app.get('/healthz', (c) => c.text('ok'))
  app.use(async (c, next) => {
    c.set('services', await servicesFor(c))
    await next()
  })
  // The id is ours, never one that the client sent: whoever reads the log must be able to rely on it.
  app.use(requestId({ headerName: '' }), logRequests, usualHeaders, endBodyOfHead)
  app.use(`${doorRoot}/*`, inDelightedShape)
  addScripts(app)
  addOperations(app)
  addPublicCalls(app)
  const documentOf = documentMaker(app)
  addPages(app, documentOf)
  addConsole(app)
  addKeyedCalls(app, documentOf)
  app.use(`${doorRoot}/*`, forgetSurveys)
  app.route(`${doorRoot}/v1`, delighted)
  return app
}

/** Whether the answer is for somebody who looks at it: all of the console is, the API never. */
const isPage = (c: Ctx) =>
  /^\/console(\/|$)/.test(c.req.path) ||
  (isForReader(c) && !c.req.path.startsWith('/v1/') && !isDoor(c.req.path))

/**
 * The path without the one of PUBLIC_URL, which some proxies take away and others leave. What is left must begin
 * as one of our paths does: under `/sayso`, `/sayso/demo.js` is a script whose base is gone already.
 */
function withoutBase(path: string, base: string, names: () => ReadonlySet<string>): string {
  if (!base || (path !== base && !path.startsWith(`${base}/`))) return path
  const rest = path.slice(base.length) || '/'
  return names().has(rest.split('/')[1]!) ? rest : path
}

const topNames = new WeakMap<object, ReadonlySet<string>>()

/** The first names of all our paths. */
function topNamesOf(app: Hono<Env>): ReadonlySet<string> {
  const names = topNames.get(app) ?? new Set(app.routes.map(({ path }) => path.split('/')[1]!))
  topNames.set(app, names)
  return names
}

/** Ends the body that nobody will read: Hono answers HEAD by what it has for GET. */
const endBodyOfHead: MiddlewareHandler<Env> = async (c, next) => {
  await next()
  if (c.req.method === 'HEAD') await c.res.body?.cancel()
}

/** Bytes of free disk below which a server is not ready for answers; long before, the doctor warns. */
const leastRoom = 64 * 1024 * 1024

/** For whoever runs the server. */
function addOperations(app: Hono<Env>): void {
  app.get('/readyz', async (c) => {
    const { takesSaves, database, freeBytes, refusesWrites } = c.var.services
    if (!takesSaves()) throw new Refusal('busy')
    await ping(database)
    const found = await refusesWrites?.()
    if (found) throw refusalOf(found, `writes fail: ${saysOf(found)}`)
    const free = await freeBytes()
    if (free !== null && free < leastRoom) throw new Refusal('unavailable', 'the disk is almost full')
    return c.text('ok')
  })
  app.get('/metrics', sendMetrics)
  app.post('/mail-events/:service', atMost(1024 * 1024), takeMailEvents)
}

/** The widget. Scripts that are the same for everybody are not rate limited. */
function addScripts(app: Hono<Env>): void {
  for (const path of ['/sayso.js', '/sayso/*', '/widget/*', '/integrations/*', '/v1/public/*'])
    app.use(path, showRefusals)
  app.get('/sayso.js', sendLoader)
  app.get('/widget/:file', sendWidgetFile)
  app.get('/assets/:file', sendConsoleFile)
  app.use(limitAddresses, limitQuery)
  // One route: two patterns in one place are more than Hono's RegExpRouter takes, and every request
  // would be matched by its slower TrieRouter.
  app.get('/sayso/:file{.+\\.m?js}', (c) =>
    c.req.path.endsWith('.mjs') ? sendSurveyModule(c) : sendLoaderWithSurvey(c),
  )
  app.get('/integrations/web/v1/library/:id/delighted.js', sendDelightedShim)
}

/** What the widget calls, from pages of any origin. */
function addPublicCalls(app: Hono<Env>): void {
  // Every origin may ask: which survey it asks for, and so whether it may, only the request itself says.
  const preflight = cors({
    origin: (origin) => origin || '*',
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['content-type'],
    maxAge: 86_400,
  })
  app.options('/v1/public/*', preflight)
  app.use('/v1/public/*', ...limitPublicBody)
  app.route('/v1/public/surveys', publicSurveys)
  app.route('/v1/public/badges', publicBadges)
  app.route('/v1/public', collecting)
}

/** The pages that people are sent to. */
function addPages(app: Hono<Env>, documentOf: DocumentOf): void {
  app.get('/', inLanguage, showHome)
  app.get('/demo', inLanguage, showDemo)
  app.get('/docs', inLanguage, showDocs)
  app.get('/docs/', (c) => c.redirect(docsPath(c, ''), 301))
  // One route, as for the scripts above.
  app.get('/docs/:name{.+}', inLanguage, async (c) =>
    /^\/docs\/reference(\/|$)/.test(c.req.path) ? showReference(c, await documentOf(c)) : showDocs(c),
  )
  app.get('/embed.js', sendEmbedScript)
  app.on('POST', ['/i/*', '/p/*', '/d/*', '/r/*', '/u/*'], ...limitPublicBody)
  app.get('/s/:id', forPeople(showSurveyPage))
  app.get('/i/:token', forPeople(showLanding('invitation'))).post(forPeople(takeLanding('invitation')))
  app.get('/p/:token', forPeople(showLanding('page'))).post(forPeople(takeLanding('page')))
  app.get('/d/:token', forPeople(showDecoy)).post(takeDecoy)
  app.get('/r/:token', forPeople(showReceipt)).post(forPeople(takeReceipt))
  app.get('/u/:token', forPeople(showUnsubscribe)).post(forPeople(takeUnsubscribe))
}

/** Forms that hold a table or a codebook. */
const bulkForm = /^\/console\/(surveys\/[^/]+\/codebook|campaigns\/[^/]+\/people)$/
const [limitForm, weighForm] = limitPublicBody
const limitBulkForm = atMost(1024 * 1024)

function addConsole(app: Hono<Env>): void {
  const limit: MiddlewareHandler<Env> = (c, next) =>
    (bulkForm.test(c.req.path) ? limitBulkForm : limitForm)(c, next)
  app.use('/console/*', limit, weighForm, forgetSurveys, readAhead)
  app.route('/console', consolePages)
}

/** Calls that bring thousands of people. */
const bulkCall = /^\/v1\/(surveys\/[^/]+\/invitations|campaigns\/[^/]+\/people)$/
const limitOf = (c: Ctx) => (bulkCall.test(c.req.path) ? 16 : 1) * 1024 * 1024

/** What was changed here is seen at once; elsewhere within half a minute. */
const forgetSurveys: MiddlewareHandler<Env> = async (c, next) => {
  await next()
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') c.var.services.publicSurveys?.clear()
}

/** Every call that needs a key. */
function addKeyedCalls(app: OpenAPIHono<Env>, documentOf: DocumentOf): void {
  app.get('/openapi.json', sendDocument(documentOf))
  app.use('/v1/*', answerOptions(app), readAhead, requireKey, forgetSurveys, lookOnly)
  app.use('/v1/*', async (c, next) => (isImport(c.req.path) ? next() : atMost(limitOf(c))(c, next)))
  // An import is read as it arrives, and its rows have ids of their own.
  app.use('/v1/*', (c, next) => (isImport(c.req.path) ? next() : happenOnce(c, next)))
  app.route('/v1/workspace', workspace)
  app.route('/v1/workspaces', workspaces)
  app.route('/v1/keys', keys)
  app.route('/v1', care)
  app.route('/v1/surveys', surveys)
  app.route('/v1', answers)
  app.route('/v1/changes', changes)
  app.route('/v1/surveys', surveyResponses)
  app.route('/v1/surveys', surveyAnswers)
  app.route('/v1/surveys', reports)
  app.route('/v1/surveys', counts)
  app.route('/v1/surveys', goals)
  app.route('/v1/surveys', segments)
  app.route('/v1/surveys', scores)
  app.route('/v1/surveys', surveyThemes)
  app.route('/v1/surveys', surveyCodebooks)
  app.route('/v1/codebooks', codebooks)
  app.route('/v1/reports', overview)
  app.route('/v1/respondents', respondents)
  app.route('/v1/accounts', accounts)
  app.route('/v1/surveys', asking)
  app.route('/v1/surveys', imports)
  app.route('/v1/surveys', importThings)
  app.route('/v1/surveys', invitations)
  app.route('/v1/surveys', held)
  app.route('/v1/surveys', moderating)
  app.route('/v1/surveys', merging)
  app.route('/v1/surveys', surveyEmails)
  app.route('/v1/campaigns', campaigns)
  app.route('/v1/campaigns', campaignPeopleRoutes)
  app.route('/v1/suppressions', suppressions)
  app.route('/v1/mail-reports', mailReports)
}

/** `GET /metrics`: this process's figures in Prometheus's text format, for whoever has METRICS_KEY. */
async function sendMetrics(c: Ctx): Promise<Response> {
  const { metrics, database, now } = c.var.services
  if (!metrics) throw new Refusal('not-found')
  if (!(await isSameSecret(bearerOf(c), metrics.key)))
    throw new Refusal('unauthorized', 'send the header Authorization: Bearer <METRICS_KEY>')
  const lag = await retentionLag(database, now()).catch(() => null)
  const troubles = await campaignsInTrouble(database).then(
    ({ length }) => length,
    () => null,
  )
  return c.text(await metrics.text(lag, troubles), 200, {
    'content-type': 'text/plain; version=0.0.4; charset=utf-8',
  })
}

type DocumentOf = (c: Ctx) => Promise<ReturnType<typeof openApiDocument>>

/** The document of this server, made when it is first asked for. */
function documentMaker(app: Described): DocumentOf {
  let document: ReturnType<typeof openApiDocument> | undefined
  return async (c) => {
    document ??= openApiDocument(app, await readData(c.var.services, 'examples'))
    return document
  }
}

/** `GET /openapi.json`. */
function sendDocument(documentOf: DocumentOf): Handler<Env> {
  let written = { url: '', text: '' }
  return async (c) => {
    const url = publicUrlOf(c)
    // Writing it takes the longest of all that anybody may ask for.
    if (written.url !== url)
      written = { url, text: JSON.stringify({ ...(await documentOf(c)), servers: [{ url }] }) }
    return c.body(written.text, 200, { 'content-type': 'application/json' })
  }
}
