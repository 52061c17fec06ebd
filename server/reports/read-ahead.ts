import type { MiddlewareHandler } from 'hono'
import type { Ctx, Env } from '../context.ts'
import { anyUnindexed } from '../storage/answers/index-answers.ts'
import { activityOf } from '../storage/counts/funnel.ts'
import { ownersIn } from '../storage/counts/owners.ts'
import { isKnownProperty, isKnownValue, propertiesOf } from '../storage/counts/properties.ts'
import type { Database } from '../storage/db.ts'
import { findDraft } from '../storage/survey-drafts.ts'
import { findSurveyById } from '../storage/surveys.ts'
import { chosenCodebook } from '../storage/themes/codebooks.ts'
import { editionsOf } from '../storage/themes/editions.ts'
import { listSamples } from '../storage/themes/tag-samples.ts'
import { thresholdVersions } from '../storage/thresholds.ts'
import { findWorkspace } from '../storage/workspaces.ts'
import { propertyValuesCompared } from '../themes/theme-segments.ts'
import { databaseOfSurvey, ownerOf } from '../workspaces/workspace-database.ts'
import { parseSegment } from './period.ts'

const ofSurvey = /^\/(?:v1|console)\/surveys\/([^/]+)(?:\/([^/]+))?$/

/**
 * Starts to read what a report or page of a survey begins with, while it is looked up who asks: of a server far away
 * each call costs the way there. What is read is given to those alone who may see it; they ask for it again, and
 * databases that remember have it then.
 */
export const readAhead: MiddlewareHandler<Env> = async (c, next) => {
  const [, id, what = ''] = ofSurvey.exec(c.req.path) ?? []
  const isSigned = c.req.header('authorization') || c.req.header('cookie')
  if (id && isSigned) void beginReading(c, id, what).catch(() => {})
  await next()
}

async function beginReading(c: Ctx, id: string, what: string): Promise<void> {
  const { directory, own, database: main } = c.var.services
  if (!main.remembers) return
  const url = own && (await databaseOfSurvey(directory, id))
  const database = url ? (await own.services(url)).database : main
  const isReport = /^(report(\.csv)?)?$/.test(what)
  const isOfThemes =
    what === 'themes' || (isReport && c.req.path.startsWith('/console/')) || what === 'codebook'
  await Promise.all([
    url ? findWorkspace(database, ownerOf(id)!) : null,
    findSurveyById(database, id),
    what === 'edit' ? findDraft(database, id) : null,
    ...(isReport || isOfThemes ? beginOfReport(database, id, new URL(c.req.url).searchParams) : []),
    ...(isOfThemes ? beginOfThemes(database, id) : []),
  ])
}

function beginOfReport(database: Database, id: string, asked: URLSearchParams): Promise<unknown>[] {
  const ids = [...new Set([id, ...asked.getAll('with')])]
  const segments = asked.getAll('segment').flatMap((each) => parseSegment(each) ?? [])
  const cluster = asked.get('cluster')
  const isOnePerPerson = /^(latest|first)$/.test(asked.get('count') ?? '')
  return [
    thresholdVersions(database, id),
    anyUnindexed(database),
    ...segments.map((segment) => isKnownValue(database, ids, segment)),
    ...(cluster === null ? [] : [isKnownProperty(database, ids, cluster)]),
    ...(isOnePerPerson ? [ownersIn(database, id)] : []),
    ...ids.flatMap((surveyId) => [
      activityOf(database, surveyId),
      propertiesOf(database, { surveyId, channel: null, segment: null }),
    ]),
  ]
}

function beginOfThemes(database: Database, surveyId: string): Promise<unknown>[] {
  return [
    editionsOf(database, surveyId),
    chosenCodebook(database, surveyId),
    listSamples(database, surveyId),
    propertiesOf(database, { surveyId, channel: null, segment: null }, propertyValuesCompared),
  ]
}
