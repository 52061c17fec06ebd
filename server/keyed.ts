import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Handler } from 'hono'
import { campaigns } from './campaigns/campaign-routes.ts'
import { invitations } from './campaigns/invitation-routes.ts'
import { surveyEmails } from './campaigns/mail-preview.ts'
import { suppressions } from './campaigns/suppression-routes.ts'
import { type Ctx, type Env, publicUrlOf } from './context.ts'
import { atMost, mostBytes } from './http/limits.ts'
import { type Described, openApiDocument } from './openapi/document.ts'
import { consolePages } from './pages/console.ts'
import { respondents } from './people/respondent-routes.ts'
import { counts, overview, reports } from './reports/report-routes.ts'
import { held } from './responses/held-routes.ts'
import { imports, isImport } from './responses/import-routes.ts'
import { surveyResponses } from './responses/response-routes.ts'
import { surveys } from './surveys/survey-routes.ts'
import { codebooks, surveyCodebooks } from './themes/codebook-routes.ts'
import { surveyThemes } from './themes/theme-routes.ts'
import { keys } from './workspaces/key-routes.ts'
import { care } from './workspaces/maintenance-routes.ts'
import { workspace } from './workspaces/settings-routes.ts'
import { workspaces } from './workspaces/workspace-routes.ts'

/** Calls that bring thousands of people. */
const bulkCall = /^\/v1\/(surveys\/[^/]+\/invitations|campaigns\/[^/]+\/people)$/
const limitOf = (c: Ctx) => (bulkCall.test(c.req.path) ? 16 : 1) * 1024 * 1024

/** Adds the console, every call that is not public, and the document that describes all calls. */
export function addKeyed(app: OpenAPIHono<Env>): void {
  app.use('/console/*', atMost(mostBytes))
  app.route('/console', consolePages)

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

  app.get('/openapi.json', sendDocument(app))
}

/** `GET /openapi.json`: the document of this server, made when it is first asked for. */
function sendDocument(app: Described): Handler<Env> {
  let document: ReturnType<typeof openApiDocument> | undefined
  return (c) => {
    document ??= openApiDocument(app)
    return c.json({ ...document, servers: [{ url: publicUrlOf(c) }] })
  }
}
