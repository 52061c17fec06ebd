import * as z from 'zod'
import type { Ctx } from '../context.ts'
import {
  answer,
  answerChange,
  answersFilter,
  answersPage,
  answersQuery,
  followUp,
  followUpChange,
} from '../contract/answers.ts'
import { invalid, Refusal } from '../http/problem.ts'
import { badBody, body, call, ok, refusals, routes, surveyId } from '../openapi/call.ts'
import { tableCall } from '../openapi/table.ts'
import { decideOn } from '../responses/moderation-routes.ts'
import { toStoredResponse } from '../responses/response-routes.ts'
import type { Place } from '../storage/answers/find-answers.ts'
import { saveFollowUp } from '../storage/answers/follow-ups.ts'
import { requireSurvey } from '../surveys/survey-routes.ts'
import { planFilter } from './answer-filter.ts'
import { answersCsv } from './answers-csv.ts'
import { type FollowedAnswer, readAnswers, toFollowUp, withFollowUps } from './read-answers.ts'

/** `/v1/answers` and `/v1/answers.csv`: the answers of all surveys that fit a filter. */
export const answers = routes()

tableCall(
  answers,
  {
    path: '/answers',
    operationId: 'downloadAnswers',
    summary: 'The answers that fit a filter as a table, newest first',
    query: answersFilter,
    refused: ['not-found'],
  },
  async (c, asked, begin) =>
    answersCsv(c, await planFilter(c.var.services.database, c.var.workspace, asked), begin),
)

const list = call({
  method: 'get',
  path: '/answers',
  operationId: 'listAnswers',
  summary: 'The answers that fit a filter, newest first',
  description: 'Of all surveys, each with what is done about it. `n` and `of` say how many there are.',
  request: { query: answersQuery },
  responses: { 200: ok('A page of answers', answersPage), ...refusals('not-found', 'invalid') },
})
answers.openapi(list, async (c) => {
  const { limit, cursor, ...asked } = c.req.valid('query')
  const { database } = c.var.services
  const plan = await planFilter(database, c.var.workspace, asked)
  const { items, hasOlder, count, of, isCurrent } = await readAnswers(database, plan, placeOf(cursor), limit)
  const last = items.at(-1)
  return c.json(
    {
      items: items.map(toAnswer),
      nextCursor: hasOlder && last ? String(last.key) : null,
      ...{ ...count, of, isCurrent },
    },
    200,
  )
})

/** The place a cursor stands for; a 422 when it was not made here. */
export function placeOf(cursor: string | undefined): Place {
  if (cursor === undefined) return null
  if (!/^\d{1,16}$/.test(cursor)) throw invalid('cursor', 'must be the nextCursor of another page')
  return { before: Number(cursor) }
}

function toAnswer({ row, followUp }: FollowedAnswer) {
  return { ...toStoredResponse(row), surveyId: row.surveyId, followUp: toFollowUp(followUp) }
}

/** `/v1/surveys/:id/responses/:responseId`: one answer, and what is done about it. */
export const surveyAnswers = routes()

const one = surveyId.extend({ responseId: z.string().meta({ description: "The answer's id" }) })

/** The answer a call is about; a 404 when there is none. */
async function requireAnswer(c: Ctx): Promise<FollowedAnswer> {
  const survey = await requireSurvey(c)
  const place = { surveyId: survey.id, id: c.req.param('responseId') ?? '', key: 0 }
  const [found] = await withFollowUps(c.var.services.database, [place])
  if (!found) throw new Refusal('not-found', 'there is no such response')
  return found
}

const read = call({
  method: 'get',
  path: '/{id}/responses/{responseId}',
  operationId: 'readResponse',
  summary: 'One answer',
  description: 'With what is done about it. An answer that was erased is not found.',
  request: { params: one },
  responses: { 200: ok('The answer', answer), ...refusals('not-found') },
})
surveyAnswers.openapi(read, async (c) => c.json(toAnswer(await requireAnswer(c)), 200))

const change = call({
  method: 'patch',
  path: '/{id}/responses/{responseId}',
  operationId: 'changeResponse',
  summary: 'Decide about an answer, or say what is done about it',
  description: 'What is left out stays. The scores follow in the same moment.',
  request: { params: one, body: body(answerChange) },
  responses: { 200: ok('The answer', answer), ...refusals(...badBody, 'not-found', 'conflict') },
})
surveyAnswers.openapi(change, async (c) => {
  const { database, now } = c.var.services
  const { row } = await requireAnswer(c)
  const { ruling, followUp } = c.req.valid('json')
  if (ruling !== undefined) {
    const action = ruling === null ? 'restore' : decisions[ruling]
    if (row.state === 'test' || (action === 'release' && row.state !== 'held' && row.ruling !== 'released'))
      throw new Refusal(
        'conflict',
        `the answer is ${row.state}: only held ones are released, and no test counts`,
      )
    await decideOn(c, await requireSurvey(c), action, { ids: [row.id] })
  }
  if (followUp) await saveFollowUp(database, row, followUp, now())
  return c.json(toAnswer(await requireAnswer(c)), 200)
})

const decisions = { released: 'release', dropped: 'drop' } as const

const remove = call({
  method: 'delete',
  path: '/{id}/responses/{responseId}',
  operationId: 'deleteResponse',
  summary: 'Erase an answer for good, with its comment, its views and the mail it was given by',
  description:
    'Who gave it may give another. Everything of a person is erased by `DELETE /v1/respondents/{id}`.',
  request: { params: one },
  responses: { 204: { description: 'Erased' }, ...refusals('not-found') },
})
surveyAnswers.openapi(remove, async (c) => {
  const { row } = await requireAnswer(c)
  await decideOn(c, await requireSurvey(c), 'delete', { ids: [row.id] })
  return c.body(null, 204)
})

const readFollowUp = call({
  method: 'get',
  path: '/{id}/responses/{responseId}/follow-up',
  operationId: 'readFollowUp',
  summary: 'What is done about an answer',
  description:
    'An answer with a comment, or whose person may be contacted, is open until somebody says otherwise.',
  request: { params: one },
  responses: { 200: ok('Its state, owner and note', followUp), ...refusals('not-found') },
})
surveyAnswers.openapi(readFollowUp, async (c) => c.json(toFollowUp((await requireAnswer(c)).followUp), 200))

const changeFollowUp = call({
  method: 'patch',
  path: '/{id}/responses/{responseId}/follow-up',
  operationId: 'changeFollowUp',
  summary: 'Say what is done about an answer',
  description: 'What is left out stays. It is erased with the answer.',
  request: { params: one, body: body(followUpChange) },
  responses: { 200: ok('Its state, owner and note', followUp), ...refusals(...badBody, 'not-found') },
})
surveyAnswers.openapi(changeFollowUp, async (c) => {
  const { database, now } = c.var.services
  const { row } = await requireAnswer(c)
  await saveFollowUp(database, row, c.req.valid('json'), now())
  return c.json(toFollowUp((await requireAnswer(c)).followUp), 200)
})
