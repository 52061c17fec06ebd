import { parseAccept } from 'hono/utils/accept'
import { allowsOrigin } from '../../shared/origins.ts'
import type { Scale } from '../../shared/scale.ts'
import type { PublicSurvey } from '../../shared/survey.ts'
import { localeFor, localeTagFor } from '../built-data/locales.ts'
import type { Ctx } from '../context.ts'
import type { Definition } from '../contract/surveys.ts'
import { permitOrigin } from '../http/authorize.ts'
import { Refusal } from '../http/problem.ts'
import type { Services } from '../services.ts'
import { findPublicSurvey, type PublicRecord, type SurveyRecord } from '../storage/surveys.ts'
import { goToSurvey } from '../workspaces/workspace-database.ts'
import { scaleOfSurvey } from './survey-scale.ts'

/**
 * A survey as the person who answers, and the page it is asked on, may see it: in the first of the
 * preferred languages it has, else in its own. What was not set is left out, to keep it small.
 */
export async function toPublicSurvey(
  services: Pick<Services, 'asset'>,
  survey: SurveyRecord,
  scale: Scale,
  preferred: readonly string[] = [],
): Promise<PublicSurvey> {
  const { id, version, metric, definition } = survey
  const others = Object.keys(definition.translations ?? {})
  const language = languageFor(preferred, [definition.language, ...others]) ?? definition.language
  const words = { ...definition, ...definition.translations?.[language] }
  const { question, lowLabel, highLabel, commentPrompt, thanks } = words
  const { format, corner, display, look, rules } = definition
  const { byBand, choices } = words
  const languages = [definition.language, ...others].filter((each) => each !== language)
  const wordsIn = await localeTagFor(services, language)
  return {
    ...{ id, version, metric, scale, language, format, question, lowLabel, highLabel, commentPrompt, thanks },
    ...given({ corner, display, byBand, choices, look, rules }),
    ...(definition.contact && { contact: true }),
    ...(languages.length > 0 && { languages }),
    ...(wordsIn !== language && { wordsIn }),
    words: (await localeFor(services, language)).widget,
  }
}

type Optional = Pick<Definition, 'corner' | 'display' | 'byBand' | 'choices' | 'look' | 'rules'>

function given(fields: Partial<Optional>): Partial<PublicSurvey> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null))
}

/** The first preferred language there is: pt-BR takes pt-BR, else pt, else any pt. */
function languageFor(preferred: readonly string[], available: readonly string[]): string | undefined {
  const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()
  const base = (tag: string) => tag.split('-')[0]!
  for (const wanted of preferred) {
    const found =
      available.find((tag) => same(tag, wanted)) ??
      available.find((tag) => same(tag, base(wanted))) ??
      available.find((tag) => same(base(tag), base(wanted)))
    if (found) return found
  }
  return undefined
}

/** The live survey of this id for a page of this origin; 404, 403 or 410 says why not. */
export async function requirePublicSurvey(c: Ctx, id: string, origin: string | null): Promise<SurveyRecord> {
  return (await requirePublicRecord(c, id, origin)).survey
}

/** Likewise, with what public calls need of its workspace. */
export async function requirePublicRecord(c: Ctx, id: string, origin: string | null): Promise<PublicRecord> {
  await goToSurvey(c, id)
  const found = await findPublicSurvey(c.var.services.database, id)
  if (!found || found.survey.status === 'draft') throw new Refusal('not-found', 'there is no such survey')
  if (origin !== null && !allowsOrigin(found.allowedOrigins, origin)) throw new Refusal('origin-not-allowed')
  permitOrigin(c)
  if (found.survey.status === 'closed') throw new Refusal('survey-closed')
  if (found.isFull) throw new Refusal('survey-full')
  return found
}

/** A survey as the page it is asked on may see it, in the language the browser prefers. */
export function publicSurveyFor(c: Ctx, survey: SurveyRecord, language?: string): Promise<PublicSurvey> {
  const preferred = language
    ? [language]
    : parseAccept(c.req.header('accept-language') ?? '').map(({ type }) => type)
  c.header('vary', 'Accept-Language', { append: true })
  return toPublicSurvey(c.var.services, survey, scaleOfSurvey(survey), preferred)
}
