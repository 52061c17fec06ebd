import { fromPointCounts } from '../../shared/distribution.ts'
import { scoreOf } from '../../shared/score.ts'
import type { Ctx } from '../context.ts'
import { type Moderated, type Moderation, moderated, moderation } from '../contract/moderation.ts'
import { cursorAfter, placeOf } from '../http/pagination.ts'
import { badBody, body, call, ok, refusals, routes, surveyId } from '../openapi/call.ts'
import { periodIn, segmentOf } from '../reports/period.ts'
import {
  type AnswerSelection,
  allAnswers,
  countedRatings,
  type ModerationAction,
  moderate,
} from '../storage/moderation.ts'
import type { SurveyRecord } from '../storage/surveys.ts'
import { timezoneOf } from '../storage/workspaces.ts'
import { requireSurvey } from '../surveys/survey-routes.ts'
import { ratingsIn, scaleOfSurvey } from '../surveys/survey-scale.ts'
import { tellFloods } from './arrivals.ts'

/** `/v1/surveys/:id/responses/…`: decisions about any answers, and what they do to the score. */
export const moderating = routes()

addDecision('hold', 'Take answers out of the score until somebody decides')
addDecision('drop', 'Take answers out of the score for good')
addDecision('release', 'Count held answers after all')
addDecision('restore', 'Take decisions back: answers are again what they were before')
addDecision('delete', 'Delete answers for good, which nothing takes back')

function addDecision(action: ModerationAction, summary: string): void {
  const decide = call({
    method: 'post',
    path: `/{id}/responses/${action}`,
    operationId: `${action}Responses`,
    summary,
    description:
      'With `dryRun` it only says what it would do to the score. Sent twice it changes nothing more.',
    request: { params: surveyId, body: body(moderation) },
    responses: { 200: ok('What it did', moderated), ...refusals(...badBody, 'not-found') },
  })
  moderating.openapi(decide, async (c) => {
    const survey = await requireSurvey(c)
    return c.json(await decideOn(c, survey, action, c.req.valid('json')), 200)
  })
}

/** Applies a decision, or says what it would do. Throws a 422 that names a wrong field. */
export async function decideOn(
  c: Ctx,
  survey: SurveyRecord,
  action: ModerationAction,
  asked: Moderation,
): Promise<Moderated> {
  const { database, now } = c.var.services
  const { dryRun = false, cursor } = asked
  const selection = selectionOf(survey, asked, await zoneOf(c, survey, asked))
  const counts = await countedRatings(database, survey.id)
  const effect = await moderate(database, survey.id, selection, action, {
    now: now(),
    after: placeOf(cursor),
    dryRun,
  })
  if (!dryRun) await tellFloods(c, survey.id, selection, action)
  const { matched, changed, difference, next } = effect
  const after = dryRun
    ? counts.map((count, rating) => count + difference[rating]!)
    : await countedRatings(database, survey.id)
  return {
    ...{ matched, changed, before: scoreIn(survey, counts), after: scoreIn(survey, after) },
    ...{ dryRun, nextCursor: next && cursorAfter(next) },
  }
}

/** The time zone that days begin in: the one asked for, else the workspace's. */
export async function zoneOf(
  c: Ctx,
  { workspaceId }: SurveyRecord,
  { timezone }: { readonly timezone?: string | undefined },
): Promise<string> {
  return timezone ?? timezoneOf(c.var.services.database, workspaceId)
}

/** The answers of a survey that somebody asks for, with days of a time zone. */
export function selectionOf(survey: SurveyRecord, asked: Moderation, timezone: string): AnswerSelection {
  const { ids = null, channel = null, origin = null, verified = null, text = null, segment = [] } = asked
  const { state = null, reason = null, rating } = asked
  const inBand = ratingsIn(survey, asked.band)
  const ratings = rating === undefined ? inBand : (inBand ?? [rating]).filter((point) => point === rating)
  return {
    ...allAnswers,
    ...{ ids, channel, origin, verified, text, state, reason, ratings, ...periodIn(asked, timezone) },
    segments: segment.map(segmentOf),
  }
}

/** The score of so many answers by rating 0 … 10, and how many they are. */
export function scoreIn(survey: SurveyRecord, counts: readonly number[]): Moderated['before'] {
  const rows = counts.map((count, rating) => ({ rating, count })).filter(({ count }) => count !== 0)
  const distribution = fromPointCounts(scaleOfSurvey(survey), rows)
  const { n, value } = scoreOf({ metric: survey.metric, primary: survey.definition.primary }, distribution)
  return { n, value }
}
