import { allowsOrigin } from '../../shared/origins.ts'
import type { PublicSurvey } from '../../shared/survey.ts'
import type { Ctx } from '../context.ts'
import { acceptedLanguages } from '../http/accepted-languages.ts'
import { permitOrigin } from '../http/authorize.ts'
import { Refusal } from '../http/problem.ts'
import { findPublicSurvey, type PublicRecord, type SurveyRecord } from '../storage/surveys.ts'
import { unnamedWorkspace } from '../storage/workspaces.ts'
import { goToSurvey } from '../workspaces/workspace-database.ts'
import { type SpokenSurvey, spokenSurvey } from './spoken-survey.ts'
import { scaleOfSurvey } from './survey-scale.ts'

/**
 * Whose page asks: an origin, or `null` for our own and for callers that are no page. What is for all pages alike does
 * not vary with it.
 */
type Asker = string | null | { readonly isForAll: true }

/** The survey of this id that asks now, for a page of this origin; 404, 403 or 410 says why not. */
export async function requirePublicSurvey(c: Ctx, id: string, origin: Asker): Promise<SurveyRecord> {
  return (await requirePublicRecord(c, id, origin)).survey
}

/** Likewise, with what public calls need of its workspace. */
export async function requirePublicRecord(c: Ctx, id: string, origin: Asker): Promise<PublicRecord> {
  const found = await requireLiveRecord(c, id, origin, 'of a moment ago')
  if (found.isFull) throw new Refusal('survey-full')
  return found
}

/**
 * Likewise, but it may be full: for calls that know whether the person was vouched for. With an age it may be as it was
 * a moment ago.
 */
export async function requireLiveRecord(
  c: Ctx,
  id: string,
  origin: Asker,
  age?: 'of a moment ago',
): Promise<PublicRecord> {
  const { publicSurveys } = c.var.services
  const read = async () => {
    await goToSurvey(c, id)
    return findPublicSurvey(c.var.services.database, id)
  }
  const found = await (publicSurveys && age ? publicSurveys.find(id, read) : read())
  if (!found || found.survey.status === 'draft') throw new Refusal('not-found', 'there is no such survey')
  if (typeof origin === 'string' && !allowsOrigin(found.allowedOrigins, origin))
    throw new Refusal('origin-not-allowed')
  if (origin === null || typeof origin === 'string') permitOrigin(c)
  if (found.survey.status === 'closed' || found.survey.pausedAt !== null) throw new Refusal('survey-closed')
  return found
}

/** A survey as the page it is asked on may see it, in the language the browser prefers. */
export async function publicSurveyFor(
  c: Ctx,
  { survey, workspaceName }: Pick<PublicRecord, 'survey' | 'workspaceName'>,
  language?: string,
): Promise<PublicSurvey> {
  const { shown } = await spokenSurveyFor(c, survey, language)
  const hasName = shown.look?.logo && workspaceName !== unnamedWorkspace
  return hasName ? { ...shown, customer: workspaceName } : shown
}

/** A survey in a language, else in the first of those the browser prefers. */
export async function spokenSurveyFor(
  c: Ctx,
  survey: SurveyRecord,
  language?: string,
): Promise<SpokenSurvey> {
  const preferred = language ? [language] : acceptedLanguages(c)
  const spoken = await spokenSurvey(c.var.services, survey, scaleOfSurvey(survey), preferred)
  if (!language && spoken.isOneOfMany) c.header('vary', 'Accept-Language', { append: true })
  return spoken
}
