import { parseAccept } from 'hono/utils/accept'
import { restEnd, whyNotInTime, whyRest } from '../../shared/cadence.ts'
import type { Scale } from '../../shared/scale.ts'
import type { PublicSurvey } from '../../shared/survey.ts'
import { localeFor, localeTagFor } from '../built-data/locales.ts'
import type { Ctx } from '../context.ts'
import { publicSurveyQuery } from '../contract/asking.ts'
import { askedQuery } from '../contract/responses.ts'
import type { Definition } from '../contract/surveys.ts'
import { foreignOrigin, permitOrigin } from '../http/authorize.ts'
import { keptAMinute, sendTagged } from '../http/caching.ts'
import { invalid, Refusal } from '../http/problem.ts'
import { check } from '../http/validate.ts'
import { isVouchedFor, namesOf } from '../responses/identity.ts'
import type { Services } from '../services.ts'
import { historyOf } from '../storage/history.ts'
import { allows } from '../storage/responses.ts'
import { findPublicSurvey, type SurveyRecord } from '../storage/surveys.ts'
import { identitySecretOf } from '../storage/workspaces.ts'
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
  await goToSurvey(c, id)
  const found = await findPublicSurvey(c.var.services.database, id)
  if (!found || found.survey.status === 'draft') throw new Refusal('not-found', 'there is no such survey')
  if (!allows(found.allowedOrigins, origin)) throw new Refusal('origin-not-allowed')
  permitOrigin(c, origin)
  if (found.survey.status === 'closed') throw new Refusal('survey-closed')
  if (found.isFull) throw new Refusal('survey-full')
  return found.survey
}

/** `GET /v1/public/surveys/:id`: what the widget needs, in the language asked for or the browser's. */
export async function answerPublicSurvey(c: Ctx) {
  const { language } = check(publicSurveyQuery, c.req.query())
  const survey = await requirePublicSurvey(c, c.req.param('id') ?? '', foreignOrigin(c))
  return sendTagged(
    c,
    JSON.stringify(await publicSurveyFor(c, survey, language)),
    'application/json',
    keptAMinute,
  )
}

/** A survey as the page it is asked on may see it, in the language the browser prefers. */
export function publicSurveyFor(c: Ctx, survey: SurveyRecord, language?: string): Promise<PublicSurvey> {
  const preferred = language
    ? [language]
    : parseAccept(c.req.header('accept-language') ?? '').map(({ type }) => type)
  c.header('vary', 'Accept-Language', { append: true })
  return toPublicSurvey(c.var.services, survey, scaleOfSurvey(survey), preferred)
}

/** The longest a browser is told to leave a person in peace before it asks again, in seconds: rules may change. */
const aDay = 86_400

/**
 * `GET /v1/public/surveys/:id/asked`: whether an identified person may be asked now, by what they
 * did on any device and by any channel. The reason is told only to hosts that signed who it is.
 */
export async function answerAsked(c: Ctx) {
  const respondent = check(askedQuery, c.req.query())
  const survey = await requirePublicSurvey(c, c.req.param('id') ?? '', foreignOrigin(c))
  const { database } = c.var.services
  const names = namesOf(respondent)
  if (names.person === null) throw invalid('id', 'or email must be given')
  const rules = survey.definition.rules ?? {}
  const past = await historyOf(database, survey, names)
  const now = c.var.services.now()
  const reason = whyRest(rules, past, now) ?? whyNotInTime(rules, now)
  c.header('cache-control', 'no-store')
  if (reason === null) return c.json({ ask: true })
  const rest = Math.ceil(Math.min(Math.max((restEnd(rules, past) - now) / 1000, 60), aDay))
  const secret = respondent.signature ? await identitySecretOf(database, survey.id) : null
  const isTold = secret !== null && (await isVouchedFor(respondent, secret))
  return c.json({ ask: false, rest, ...(isTold && { reason }) })
}
