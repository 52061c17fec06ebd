import { localeFor } from '../built-data/locales.ts'
import type { Ctx } from '../context.ts'
import { paths, responseIdOf } from '../links/addresses.ts'
import type { Landing } from '../links/landing.ts'
import { linkOfAddress } from '../links/open-address.ts'
import { signLink } from '../links/token.ts'
import { identitySecretOf } from '../storage/workspaces.ts'
import { publicSurveyFor, requirePublicSurvey } from '../surveys/public-survey.ts'
import { landingPage, scoreOf } from './landing-page.ts'
import { sendPage } from './layout.ts'

/**
 * `GET /s/:id`: the survey as a page of its own, for whoever the address says. Reading it, however
 * often, stores nothing. Its form goes to a signed address, so that what was claimed here, or vouched for, stays so.
 */
export async function showSurveyPage(c: Ctx): Promise<Response> {
  const survey = await requirePublicSurvey(c, c.req.param('id') ?? '', null)
  const { database, keyring, now } = c.var.services
  const secret = (await identitySecretOf(database, survey.id)) ?? ''
  const link = await linkOfAddress(survey, new URL(c.req.url).searchParams, secret, now())
  const shown = await publicSurveyFor(c, survey, c.req.query('language'))
  const landing: Landing = {
    link,
    path: paths.page + (await signLink(await keyring(), link)),
    responseId: await responseIdOf(link),
    survey,
    shown,
    locale: await localeFor(c.var.services, shown.language),
  }
  return sendPage(c, landingPage(landing, scoreOf(c.req.query('rating'))))
}
