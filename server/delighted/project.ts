import type { Ctx } from '../context.ts'
import { invalid } from '../http/problem.ts'
import { demoId } from '../storage/prepared.ts'
import { findSurvey, findSurveys, type SurveyRecord } from '../storage/surveys.ts'
import { credentialsOf } from './credentials.ts'

/** The most surveys a refusal names. */
const mostNamed = 20

/**
 * The survey that stands for Delighted's project: the one named with the key as `KEY:SURVEY`, else the workspace's
 * only one, of which `demo` is none where there is another. A 422 that lists them when there are several.
 */
export async function projectOf(c: Ctx): Promise<SurveyRecord> {
  const { database } = c.var.services
  const { id: workspaceId } = c.var.workspace
  const { survey } = credentialsOf(c)
  if (survey !== null) {
    const named = await findSurvey(database, workspaceId, survey)
    if (!named) throw invalid('survey', 'named with the key is none of this workspace')
    return named
  }
  const found = await findSurveys(database, workspaceId, { states: ['live', 'closed'] }, null, mostNamed)
  const own = found.filter(({ id }) => id !== demoId)
  const [only, second] = own.length > 0 ? own : found
  if (!only) throw invalid('survey', 'is missing: this workspace has none that asks')
  if (second)
    throw invalid(
      'survey',
      `must be named, as there are several: write the key as KEY:SURVEY, with one of ${own.map(({ id }) => id).join(', ')}`,
    )
  return only
}

/** What Delighted calls the type of a survey. */
export function surveyTypeOf({ metric, scale, definition }: SurveyRecord): string {
  if (metric === 'nps') return 'nps'
  if (metric === 'ces') return scale === '1-7' ? 'ces7' : 'ces'
  if (scale === '0-1') return 'thumbs'
  if (scale === '1-3') return 'csat3'
  const { display } = definition
  return display === 'stars' ? 'stars_five' : display === 'smileys' ? 'smileys' : 'csat'
}
