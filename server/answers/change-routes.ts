import type { Ctx } from '../context.ts'
import { changesPage, changesQuery } from '../contract/changes.ts'
import { invalid, Refusal } from '../http/problem.ts'
import { call, ok, refusals, routes } from '../openapi/call.ts'
import { toStoredResponse } from '../responses/response-routes.ts'
import { type AnswerChange, changeEpochOf, changesAfter, editionsTold } from '../storage/answers/changes.ts'
import { findResponsesAt, keyOf } from '../storage/find-responses.ts'
import { cursorLife } from '../storage/retention.ts'
import { type FoundThemes, foundThemesAt } from '../storage/themes/mentions.ts'
import { requireSurvey } from '../surveys/survey-routes.ts'

/** `/v1/changes`: what a copy elsewhere is kept up to date by. */
export const changes = routes()

const list = call({
  method: 'get',
  path: '/',
  operationId: 'listChanges',
  summary: 'Every answer, in the order of its last change',
  description:
    'Follow it from the first page on, and a copy of all answers stays the same as they are: whatever changes one moves it to the end, with what it is now, or as erased.',
  request: { query: changesQuery },
  responses: {
    200: ok('A page of changes', changesPage),
    ...refusals('not-found', 'cursor-expired', 'invalid'),
  },
})
changes.openapi(list, async (c) => {
  const { limit, after, survey, include } = c.req.valid('query')
  const { database, now } = c.var.services
  const surveyId = survey === undefined ? null : (await requireSurvey(c, survey)).id
  const epoch = await changeEpochOf(database)
  const place = { after: numberIn(after, epoch, now()), surveyId }
  const page = await changesAfter(database, c.var.workspace.id, place, limit)
  if (!page) throw expired()
  const items = await withAnswers(c, page.changes, include === 'themes')
  return c.json({ items, nextCursor: cursorOf(page.end, epoch, now()), hasMore: page.hasMore }, 200)
})

/** Times are in base 36. */
const cursorOf = (number: number, epoch: string, now: number) => `${epoch}.${number}.${now.toString(36)}`

/** The number a cursor stands for; throws when it was not made here, or what was erased since may be forgotten. */
function numberIn(cursor: string | undefined, epoch: string, now: number): number {
  if (cursor === undefined) return 0
  const [, of, number, time] = cursor.match(/^([0-9a-f]{16})\.(\d{1,15})\.([0-9a-z]{1,10})$/) ?? []
  if (time === undefined) throw invalid('after', 'must be the nextCursor of another page')
  if (of !== epoch || Number.parseInt(time, 36) < now - cursorLife) throw expired()
  return Number(number)
}

const expired = () =>
  new Refusal('cursor-expired', 'empty your copy, and read from the beginning: without after')

async function withAnswers(c: Ctx, found: readonly AnswerChange[], hasThemes: boolean) {
  const { database } = c.var.services
  const places = found.filter(({ isErased }) => !isErased)
  const surveyIds = [...new Set(places.map(({ surveyId }) => surveyId))]
  const [rows, themes] = await Promise.all([
    findResponsesAt(database, places),
    hasThemes
      ? foundThemesAt(database, await editionsTold(database, surveyIds), places)
      : new Map<string, FoundThemes>(),
  ])
  const answers = new Map(rows.map((row) => [keyOf(row.surveyId, row.id), row]))
  return found.map(({ number, surveyId, id }) => {
    const key = keyOf(surveyId, id)
    const row = answers.get(key)
    // Erased since the number was read, it comes again as that.
    if (!row) return { type: 'erased' as const, number, surveyId, id }
    const answer = {
      ...toStoredResponse(row),
      ...(hasThemes && { themes: themes.get(key)?.themes ?? [] }),
    }
    return { type: 'saved' as const, number, surveyId, id, answer }
  })
}
