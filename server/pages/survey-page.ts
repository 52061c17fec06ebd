import { type Ctx, pathTo } from '../context.ts'
import { Refusal } from '../http/problem.ts'
import type { Landing } from '../links/landing.ts'
import { paths, responseIdOf } from '../links/link-urls.ts'
import { linkOfQuery, parametersOf } from '../links/page-link.ts'
import { isVerified, signLink } from '../links/token.ts'
import { findWorkspace } from '../storage/workspaces.ts'
import { requireLiveRecord, spokenSurveyFor } from '../surveys/public-survey.ts'
import { scoreOf, sendLanding } from './landing-page.ts'

/**
 * `GET /s/:id`: the survey as a page, for the person named in the query. A GET stores nothing. The form
 * posts to a signed link, which keeps the respondent, and whether they are verified, from being changed.
 */
export async function showSurveyPage(c: Ctx): Promise<Response> {
  const found = await requireLiveRecord(c, c.req.param('id') ?? '', null)
  const { survey, allowedOrigins } = found
  const { database, keyring, now } = c.var.services
  const workspace = await findWorkspace(database, survey.workspaceId)
  const { identitySecret: secret = '', signatures = 'none' } = workspace ?? {}
  const query = parametersOf(c.req.url)
  const link = await linkOfQuery(survey, query, { secret, signatures }, now())
  if (isVerified(link) ? found.isFullOfVerified : found.isFull) throw new Refusal('survey-full')
  const { shown, locale } = await spokenSurveyFor(c, survey, c.req.query('language'))
  const landing: Landing = {
    link,
    path: pathTo(c, paths.page + (await signLink(await keyring(survey.workspaceId), link))),
    responseId: await responseIdOf(link),
    survey,
    shown,
    locale,
    allowedOrigins,
    customer: workspace?.name ?? '',
  }
  return sendLanding(c, landing, scoreOf(c.req.query('rating')))
}
