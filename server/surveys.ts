import { Hono } from 'hono'
import { parseAccept } from 'hono/utils/accept'
import { restEnd, whyNotInTime, whyRest } from '../shared/cadence.ts'
import type { Metric, Scale } from '../shared/scale.ts'
import { defaultScale, type PublicSurvey, scaleOf } from '../shared/survey.ts'
import { foreignOrigin, permitOrigin } from './access.ts'
import { keptAMinute, sendTagged } from './caching.ts'
import {
  askedQuery,
  type Definition,
  listQuery,
  longestName,
  type NewSurvey,
  newSurvey,
  publicSurveyQuery,
  type Survey,
  surveyChange,
  unset,
} from './contract.ts'
import { isVouchedFor, namesOf } from './identity.ts'
import { check, query, readJson } from './input.ts'
import { cursorAfter, placeOf } from './pagination.ts'
import { invalid, Refusal } from './problem.ts'
import { toPublicSurvey } from './public-survey.ts'
import { goToSurvey, newSurveyId } from './routing.ts'
import type { Ctx, Env } from './services.ts'
import { historyOf } from './storage/history.ts'
import { allows } from './storage/responses.ts'
import {
  findPublicSurvey,
  findSurvey,
  insertSurvey,
  listSurveys,
  publishVersion,
  type SurveyRecord,
  setStatus,
} from './storage/surveys.ts'
import { identitySecretOf } from './storage/workspaces.ts'
import { warningsOf } from './survey-warnings.ts'
import { wordsIn } from './words.ts'

const defaultQuestions = {
  nps: {
    question: 'How likely are you to recommend us to a friend or colleague?',
    lowLabel: 'Not at all likely',
    highLabel: 'Extremely likely',
  },
  csat: {
    question: 'How satisfied are you with us?',
    lowLabel: 'Very dissatisfied',
    highLabel: 'Very satisfied',
  },
  ces: {
    question: 'We made it easy for you to get things done. Do you agree?',
    lowLabel: 'Strongly disagree',
    highLabel: 'Strongly agree',
  },
} as const satisfies Record<Metric, Partial<Definition>>

const effortQuestion = {
  question: 'How much effort did you have to put in to get this done?',
  lowLabel: 'Very little',
  highLabel: 'Very much',
}

/** A new survey with everything that was left out filled in; throws a refusal that names the field. */
export function completeSurvey(given: NewSurvey, id: string, workspaceId: string, now: number): SurveyRecord {
  const { metric, scale: scaleName = defaultScale[metric], status = 'live', ...rest } = given
  const definition: Definition = {
    name: rest.question?.slice(0, longestName).toWellFormed() ?? `${metric.toUpperCase()} survey`,
    ...(scaleName === '1-5-effort' ? effortQuestion : defaultQuestions[metric]),
    ...usualWords(rest.language),
    language: 'en',
    ...unset,
    ...rest,
  }
  const { min, max } = requireScale(metric, scaleName, definition.threshold)
  const times = { createdAt: now, updatedAt: now }
  const codebookId = null
  return {
    id,
    workspaceId,
    status,
    metric,
    scale: scaleName,
    min,
    max,
    version: 1,
    codebookId,
    ...times,
    definition,
  }
}

/** What is asked for and said last, in the survey's language. */
function usualWords(language = 'en'): Pick<Definition, 'commentPrompt' | 'thanks'> {
  if (/^en\b/i.test(language))
    return { commentPrompt: 'What is the main reason for your score?', thanks: 'Thank you!' }
  const { reason, thanks } = wordsIn(language)
  return { commentPrompt: reason, thanks }
}

function requireScale(metric: Metric, name: string, threshold: number | null): Scale {
  const usual = scaleOf(metric, name)
  if (!usual) throw invalid('scale', `must be a scale that ${metric} is asked on`)
  const scale = scaleOf(metric, name, threshold)
  if (scale) return scale
  throw invalid(
    'threshold',
    metric === 'nps'
      ? 'must be null: the bands of NPS are fixed by its definition'
      : `must be a point of the scale ${name} that leaves some points below the band`,
  )
}

/** The scale of a stored survey, its threshold applied. */
export function scaleOfSurvey(survey: SurveyRecord): Scale {
  return requireScale(survey.metric, survey.scale, survey.definition.threshold)
}

/** A survey as its owner sees it. */
export function toSurvey(record: SurveyRecord): Survey {
  const { id, status, metric, scale, version, definition, createdAt, updatedAt } = record
  return {
    id,
    status,
    metric,
    scale,
    version,
    ...definition,
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
  }
}

/** The key's survey of this id, or 404: another workspace's survey does not exist here. */
export async function requireSurvey(c: Ctx, id = c.req.param('id') ?? ''): Promise<SurveyRecord> {
  const survey = await findSurvey(c.var.services.database, c.var.workspace.id, id)
  if (!survey) throw new Refusal('not-found', 'there is no such survey')
  return survey
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

/** The keyed calls under `/v1/surveys`. */
export const surveys = new Hono<Env>()
  .post('/', async (c) => {
    const { database, now } = c.var.services
    const given = await readJson(c, newSurvey)
    const record = completeSurvey(given, newSurveyId(c.var.workspace), c.var.workspace.id, now())
    await database.write(insertSurvey(database, record))
    return c.json(withWarnings(record), 201, { location: `/v1/surveys/${record.id}` })
  })
  .get('/', query(listQuery), async (c) => {
    const { limit = 100, cursor } = c.req.valid('query')
    const after = placeOf(cursor)
    const found = await listSurveys(c.var.services.database, c.var.workspace.id, after, limit + 1)
    const last = found.length > limit ? found[limit - 1] : undefined
    const nextCursor = last ? cursorAfter({ answeredAt: last.createdAt, id: last.id }) : null
    return c.json({ items: found.slice(0, limit).map(toSurvey), nextCursor })
  })
  .get('/:id', async (c) => c.json(toSurvey(await requireSurvey(c))))
  .patch('/:id', async (c) => {
    const { database, now } = c.var.services
    const { metric, scale, ...change } = await readJson(c, surveyChange)
    const survey = await requireSurvey(c)
    if ((metric ?? survey.metric) !== survey.metric || (scale ?? survey.scale) !== survey.scale) {
      throw new Refusal('conflict', 'metric and scale are fixed once a survey is made: make a new survey')
    }
    const changed = {
      ...survey,
      version: survey.version + 1,
      definition: { ...survey.definition, ...change },
    }
    scaleOfSurvey(changed)
    await publishVersion(database, survey.id, changed.version, changed.definition, now())
    c.var.services.rebuildThemes(survey.id)
    return c.json(withWarnings(await requireSurvey(c)))
  })
  .post('/:id/publish', (c) => answerWithStatus(c, 'live'))
  .post('/:id/close', (c) => answerWithStatus(c, 'closed'))

function withWarnings(survey: SurveyRecord) {
  return { ...toSurvey(survey), warnings: warningsOf(survey.definition) }
}

async function answerWithStatus(c: Ctx, status: 'live' | 'closed') {
  const { database, now } = c.var.services
  const survey = await requireSurvey(c)
  if (survey.status !== status) await setStatus(database, survey.id, status, now())
  return c.json(toSurvey(await requireSurvey(c)))
}

/** `GET /v1/public/surveys/:id`: what the widget needs, in the language asked for or the browser's. */
export async function answerPublicSurvey(c: Ctx) {
  const { language } = check(publicSurveyQuery, c.req.query())
  const survey = await requirePublicSurvey(c, c.req.param('id') ?? '', foreignOrigin(c))
  return sendTagged(c, JSON.stringify(publicSurveyFor(c, survey, language)), 'application/json', keptAMinute)
}

/** A survey as the page it is asked on may see it, in the language the browser prefers. */
export function publicSurveyFor(c: Ctx, survey: SurveyRecord, language?: string): PublicSurvey {
  const preferred = language
    ? [language]
    : parseAccept(c.req.header('accept-language') ?? '').map(({ type }) => type)
  c.header('vary', 'Accept-Language', { append: true })
  return toPublicSurvey(survey, scaleOfSurvey(survey), preferred)
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
