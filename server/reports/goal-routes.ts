import { goalAnswer } from '../contract/goals.ts'
import { askedAgain, sendTagged } from '../http/caching.ts'
import { call, ok, refusals, routes, surveyId, unchanged } from '../openapi/call.ts'
import { requireSurvey } from '../surveys/survey-routes.ts'
import { goalProgress } from './goal-progress.ts'

/** `GET /v1/surveys/:id/goal`: how far a survey has come with it. */
export const goals = routes()

const read = call({
  method: 'get',
  path: '/{id}/goal',
  operationId: 'readGoal',
  summary: 'How far a survey has come with its goal',
  description:
    'How many answers make the score as sure as its goal says, how many came in the period that it is now, and what share of people is asked today. Null without a goal.',
  request: { params: surveyId },
  responses: { 200: ok('The goal', goalAnswer), ...unchanged, ...refusals('not-found') },
})
goals.openapi(read, async (c) => {
  const survey = await requireSurvey(c)
  const { database, now } = c.var.services
  const progress = await goalProgress(database, survey, { now: now(), timezone: c.var.workspace.timezone })
  const body = { goal: survey.definition.goal, progress }
  return sendTagged(c, JSON.stringify(body), 'application/json', askedAgain)
})
