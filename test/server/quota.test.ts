import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, clientOf, newResponse } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'

let collector: Collector
let client: Client
beforeAll(async () => {
  collector = await startCollector()
  client = clientOf(collector)
})
afterAll(() => collector?.close())

const makeSurvey = async (quota: number | null) =>
  (await client.post('/v1/surveys', { metric: 'nps', rules: quota && { quota } })).body.id as string
const save = (surveyId: string, given: object = {}) =>
  client.publicly('/v1/public/responses', newResponse(surveyId, { ...given }))
const full = { status: 410, body: { code: 'survey-full' } }

test('a survey that has its answers is asked of nobody any more, wherever it is asked', async () => {
  const id = await makeSurvey(2)
  await save(id)
  expect((await client.get(`/v1/public/surveys/${id}`)).status).toBe(200)
  await save(id)
  expect(await client.get(`/v1/public/surveys/${id}`)).toMatchObject(full)
  expect(await client.get(`/v1/public/surveys/${id}/asked?id=ann`)).toMatchObject(full)
  expect(await client.get(`/s/${id}`)).toMatchObject(full)
  expect((await client.get(`/sayso/${id}.js`)).body).toContain(`{"id":"${id}","closed":"full"}`)
})

test('an answer over the quota is refused, unless its person was asked before; a test never counts', async () => {
  const id = await makeSurvey(1)
  const early = newResponse(id)
  await client.publicly('/v1/public/views', { surveyId: id, id: early.id, event: 'shown' })
  const first = newResponse(id)
  expect((await save(id, { test: true })).status).toBe(201)
  expect((await client.publicly('/v1/public/responses', first)).status).toBe(201)

  expect(await save(id)).toMatchObject(full)
  expect(
    await client.publicly('/v1/public/views', { surveyId: id, id: 'late', event: 'shown' }),
  ).toMatchObject(full)
  expect(
    (await client.publicly('/v1/public/views', { surveyId: id, id: early.id, event: 'dismissed' })).status,
  ).toBe(200)
  expect((await client.publicly('/v1/public/responses', early)).status).toBe(201)
  const more = { ...first, revision: 2, comment: 'Because' }
  expect((await client.publicly('/v1/public/responses', more)).body).toEqual({ id: first.id, revision: 2 })
  expect((await save(id, { test: true })).status).toBe(201)
  expect((await save(id, { rating: 11 })).body).toMatchObject({ code: 'invalid' })
})

test('a higher quota, or none, opens it again', async () => {
  const id = await makeSurvey(1)
  await save(id)
  expect(await save(id)).toMatchObject(full)
  await client.patch(`/v1/surveys/${id}`, { rules: { quota: 2 } })
  expect((await save(id)).status).toBe(201)
  expect(await save(id)).toMatchObject(full)
  await client.patch(`/v1/surveys/${id}`, { rules: null })
  expect((await save(id)).status).toBe(201)
})

test.each([0, 1.5, '3', -1])('a quota of %j is refused, by name', async (quota) => {
  const answer = await client.post('/v1/surveys', { metric: 'nps', rules: { quota } })
  expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: 'rules.quota' }] } })
})

test('views that come at once are each told what became of them', async () => {
  const [open, shut, closed] = [await makeSurvey(null), await makeSurvey(1), await makeSurvey(null)]
  await save(shut)
  await client.post(`/v1/surveys/${closed}/close`)
  const see = (surveyId: string, id: string) =>
    client.publicly('/v1/public/views', { surveyId, id, event: 'shown' })
  const told = await Promise.all(
    Array.from({ length: 20 }, async (_, place) => {
      const id = `at once ${place}`.replaceAll(' ', '-')
      const answers = await Promise.all([open, shut, closed, 'none'].map((survey) => see(survey, id)))
      return answers.map(({ status }) => status).join()
    }),
  )
  expect(new Set(told)).toEqual(new Set(['200,410,410,404']))
  const report = (await client.get(`/v1/surveys/${open}/report`)).body
  expect(report.funnel).toMatchObject({ shown: 20 })
})
