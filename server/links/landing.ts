import type { Locale } from '../../shared/locale.ts'
import type { PublicSurvey } from '../../shared/survey.ts'
import { localeFor } from '../built-data/locales.ts'
import type { Ctx } from '../context.ts'
import { Refusal } from '../http/problem.ts'
import { findPublicSurvey, type SurveyRecord } from '../storage/surveys.ts'
import { publicSurveyFor } from '../surveys/public-survey.ts'
import { goToSurvey } from '../workspaces/workspace-database.ts'
import { responseIdOf } from './addresses.ts'
import { requireLink } from './open.ts'
import type { Link, LinkPurpose } from './token.ts'

/** Where somebody landed who opened a signed link. */
export interface Landing {
  readonly link: Link
  /** The page's own path, which its form is sent to. */
  readonly path: string
  readonly responseId: string
  readonly survey: SurveyRecord
  /** The survey in the language of the link, else the browser's. */
  readonly shown: PublicSurvey
  /** The words for the language of `shown`. */
  readonly locale: Locale
}

/**
 * The landing a token leads to: 404 when it was not made here for this purpose or its survey is not
 * there, 410 when it has expired, or the survey is closed and must be open.
 */
export async function requireLanding(
  c: Ctx,
  purpose: LinkPurpose,
  { mayBeClosed = false } = {},
): Promise<Landing> {
  const link = await requireLink(c, c.req.param('token') ?? '', purpose)
  await goToSurvey(c, link.surveyId)
  const found = await findPublicSurvey(c.var.services.database, link.surveyId)
  const survey = found?.survey
  if (!survey || survey.workspaceId !== link.workspaceId || survey.status === 'draft') {
    throw new Refusal('not-found', 'there is no such survey')
  }
  if (survey.status === 'closed' && !mayBeClosed) throw new Refusal('survey-closed')
  // Who opened it before may still send it.
  if (found.isFull && !mayBeClosed && c.req.method === 'GET') throw new Refusal('survey-full')
  const shown = await publicSurveyFor(c, survey, c.req.query('language') ?? link.language)
  const responseId = purpose === 'receipt' ? link.invitation : await responseIdOf(link)
  const locale = await localeFor(c.var.services, shown.language)
  return { link, path: c.req.path, responseId, survey, shown, locale }
}
