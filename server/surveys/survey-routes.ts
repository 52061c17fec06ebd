import { Hono } from 'hono'
import type { Locale } from '../../shared/locale.ts'
import { locale as english } from '../../shared/locales/en.ts'
import { defaultScale } from '../../shared/survey.ts'
import { localeFor } from '../built-data/locales.ts'
import type { Ctx, Env } from '../context.ts'
import { listQuery } from '../contract/lists.ts'
import {
  type Definition,
  longestName,
  type NewSurvey,
  newSurvey,
  type Survey,
  surveyChange,
} from '../contract/surveys.ts'
import { readJson } from '../http/input.ts'
import { cursorAfter, placeOf } from '../http/pagination.ts'
import { Refusal } from '../http/problem.ts'
import { query } from '../http/query.ts'
import {
  findSurvey,
  insertSurvey,
  listSurveys,
  publishVersion,
  type SurveyRecord,
  setStatus,
  unset,
} from '../storage/surveys.ts'
import { newSurveyId } from '../workspaces/workspace-database.ts'
import { requireScale } from './require-scale.ts'
import { warningsOf } from './survey-warnings.ts'

/**
 * A new survey with everything that was left out filled in by the locale's words; throws a refusal that
 * names the field.
 */
export function completeSurvey(
  given: NewSurvey,
  id: string,
  workspaceId: string,
  now: number,
  locale = english,
): SurveyRecord {
  const { metric, scale: scaleName = defaultScale[metric], status = 'live', ...rest } = given
  const definition: Definition = {
    name: rest.question?.slice(0, longestName).toWellFormed() ?? `${metric.toUpperCase()} survey`,
    ...locale.questions[scaleName === '1-5-effort' ? 'effort' : metric],
    ...usualWords(locale, rest.language),
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
function usualWords({ widget }: Locale, language = 'en'): Pick<Definition, 'commentPrompt' | 'thanks'> {
  if (/^en\b/i.test(language))
    return { commentPrompt: 'What is the main reason for your score?', thanks: 'Thank you!' }
  return { commentPrompt: widget.reason, thanks: widget.thanks }
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

/** The keyed calls under `/v1/surveys`. */
export const surveys = new Hono<Env>()
  .post('/', async (c) => {
    const { workspace, services } = c.var
    const { database, now } = services
    const given = await readJson(c, newSurvey)
    const locale = await localeFor(services, given.language)
    const record = completeSurvey(given, newSurveyId(workspace), workspace.id, now(), locale)
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
    requireScale(changed.metric, changed.scale, changed.definition.threshold)
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
