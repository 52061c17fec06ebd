import type { Locale } from '../../shared/locale.ts'
import type { PublicSurvey } from '../../shared/survey.ts'
import { type Ctx, pathTo } from '../context.ts'
import { Refusal } from '../http/problem.ts'
import { findPublicSurvey, type SurveyRecord } from '../storage/surveys.ts'
import { isLinkAnswer } from '../storage/visit-log.ts'
import { spokenSurveyFor } from '../surveys/public-survey.ts'
import { goToSurvey } from '../workspaces/workspace-database.ts'
import { earlierIdOf, responseIdOf } from './link-urls.ts'
import { requireLink } from './open-link.ts'
import { isVerified, type Link, type LinkPurpose } from './token.ts'

/** An opened signed link with its survey: the data of the page it leads to. */
export interface Landing {
  readonly link: Link
  /** The path of the page, which its form posts to. */
  readonly path: string
  readonly responseId: string
  readonly survey: SurveyRecord
  /** The survey in the language of the query, else the link's, else the browser's. */
  readonly shown: PublicSurvey
  /** The words for the language of `shown`. */
  readonly locale: Locale
  /** Of the workspace: whose pages may frame it. */
  readonly allowedOrigins: readonly string[]
  /** The name of the workspace. */
  readonly customer: string
}

/**
 * The landing of the token in the path. Throws 404 for a token that was not signed here for this
 * purpose or whose survey does not exist, 410 for an expired one and, unless `mayBeClosed`, for a
 * closed or full survey.
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
  // A form that was opened before the quota was reached may still be sent, so only GET is refused.
  const isFull = isVerified(link) ? found.isFullOfVerified : found.isFull
  if (isFull && !mayBeClosed && c.req.method === 'GET') throw new Refusal('survey-full')
  const { shown, locale } = await spokenSurveyFor(c, survey, c.req.query('language') ?? link.language)
  const responseId = await idOfAnswer(c, link)
  return {
    link,
    path: pathTo(c, c.req.path),
    responseId,
    survey,
    shown,
    locale,
    allowedOrigins: found.allowedOrigins,
    customer: found.workspaceName,
  }
}

/** The response a link leads to: one that it led to before such ids had a space of their own keeps its id. */
async function idOfAnswer(c: Ctx, link: Link): Promise<string> {
  const id = link.purpose === 'receipt' ? link.invitation : await responseIdOf(link)
  const earlier = earlierIdOf(id)
  if (earlier === id) return id
  const { database } = c.var.services
  return (await isLinkAnswer(database, link.surveyId, earlier, id.startsWith('link:'))) ? earlier : id
}
