import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { changesAfter } from '../../server/storage/answers/changes.ts'
import { saveResponses } from '../../server/storage/responses.ts'
import { cursorLife, forgetSome } from '../../server/storage/retention.ts'
import { type Client, clientOf, newResponse } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import { openTestDatabase, saveOf } from '../support/database.ts'

let collector: Collector
let client: Client
beforeAll(async () => {
  collector = await startCollector()
  client = clientOf(collector)
})
afterAll(() => collector.close())

const save = async (given: Record<string, unknown> = {}, survey = 'demo') => {
  const made = newResponse(survey, given)
  expect((await client.publicly('/v1/public/responses', made)).status).toBeLessThan(300)
  return made
}
/** All changes after a cursor. */
async function read(after = '', query = '') {
  const items = []
  let cursor = after
  for (let hasMore = true; hasMore; ) {
    const { body } = await client.get(`/v1/changes?limit=2${query}${cursor && `&after=${cursor}`}`)
    items.push(...body.items)
    cursor = body.nextCursor
    hasMore = body.hasMore
  }
  return { items, cursor }
}
const told = (items: readonly { type: string; id: string }[]) => items.map(({ type, id }) => [type, id])

it('tells each answer once, at its last change, and goes on from a cursor that is always there', async () => {
  const [first, second, third] = [await save(), await save(), await save()]
  const { items, cursor } = await read()
  expect(told(items)).toEqual([first, second, third].map(({ id }) => ['saved', id]))
  expect(items[0].answer).toEqual((await client.get('/v1/surveys/demo/responses')).body.items.at(-1))
  expect((await read(cursor)).items).toEqual([])

  await save({ ...first, revision: 2, comment: 'the price' })
  await client.post('/v1/surveys/demo/responses/delete', { ids: [second.id] })
  const next = await read(cursor)
  expect(next.items).toMatchObject([
    { type: 'saved', id: first.id, answer: { comment: 'the price', revision: 2 } },
    { type: 'erased', id: second.id },
  ])
  expect(Object.keys(next.items[1]).sort()).toEqual(['id', 'number', 'surveyId', 'type'])
  const numbers = [...items, ...next.items].map(({ number }) => number)
  expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
  expect(new Set(numbers).size).toBe(numbers.length)
  expect(told((await read()).items)).toEqual([
    ['saved', third.id],
    ['saved', first.id],
    ['erased', second.id],
  ])
})

it('tells of what is decided, and of imports of long ago', async () => {
  const { id } = await save()
  let { cursor } = await read()
  for (const action of ['hold', 'release', 'drop', 'restore']) {
    await client.post(`/v1/surveys/demo/responses/${action}`, { ids: [id] })
    const next = await read(cursor)
    expect(told(next.items)).toEqual([['saved', id]])
    cursor = next.cursor
  }
  await fetch(`${collector.url}/v1/surveys/demo/import`, {
    method: 'POST',
    headers: { authorization: `Bearer ${collector.key}`, 'content-type': 'application/x-ndjson' },
    body: JSON.stringify({ id: 'old', rating: 3, answeredAt: '2019-01-01T00:00:00Z' }),
  })
  expect(told((await read(cursor)).items)).toEqual([['saved', 'old']])
})

it('tells of one survey alone, and not of another workspace', async () => {
  const { id: survey } = (await client.post('/v1/surveys', { metric: 'nps' })).body
  const { id } = await save({}, survey)
  expect(told((await read('', `&survey=${survey}`)).items)).toEqual([['saved', id]])
  const other = clientOf({
    url: collector.url,
    key: (await client.post('/v1/workspaces', { name: 'B' })).body.key,
  })
  expect((await other.get('/v1/changes')).body).toMatchObject({ items: [], hasMore: false })
  expect((await other.get(`/v1/changes?survey=${survey}`)).status).toBe(404)
})

it('tells the themes of an answer when it is asked to, and again when they change', async () => {
  const { id: survey } = (await client.post('/v1/surveys', { metric: 'nps' })).body
  const { id } = await save({ comment: 'it is too expensive' }, survey)
  const query = `&survey=${survey}&include=themes`
  let { items, cursor } = await read('', query)
  expect(items[0].answer.themes).toEqual([{ theme: 'pricing', polarity: expect.any(String) }])

  await client.put(`/v1/surveys/${survey}/responses/${id}/themes`, { themes: [] })
  ;({ items, cursor } = await read(cursor, query))
  expect(items).toMatchObject([{ id, answer: { themes: [] } }])
  await client.erase(`/v1/surveys/${survey}/responses/${id}/themes`)
  ;({ items, cursor } = await read(cursor, query))
  expect(items.at(-1)).toMatchObject({ id, answer: { themes: [{ theme: 'pricing' }] } })

  const { body } = await client.post('/v1/codebooks', { name: 'Ours', themes: { cost: ['expensive'] } })
  await client.put(`/v1/surveys/${survey}/codebook`, { codebook: body.id })
  await expect
    .poll(async () => (await read(cursor, query)).items, { timeout: 5000 })
    .toMatchObject([{ id, answer: { themes: [{ theme: 'cost' }] } }])
})

it('refuses a cursor that is none, and one of another database, so that nothing is missed in silence', async () => {
  const { cursor } = await read()
  const [epoch, number, time] = cursor.split('.') as [string, string, string]
  const statuses = async (...cursors: string[]) =>
    Promise.all(
      cursors.map(async (each) => {
        const { status, body } = await client.get(`/v1/changes?after=${each}`)
        return [status, body.code]
      }),
    )
  expect(await statuses('12', `${epoch}.x.${time}`)).toEqual([
    [422, 'invalid'],
    [422, 'invalid'],
  ])
  const old = (Date.now() - cursorLife - 1000).toString(36)
  const cursors = [
    `${'0'.repeat(16)}.${number}.${time}`,
    `${epoch}.${Number(number) + 1}.${time}`,
    `${epoch}.1.${old}`,
  ]
  expect(await statuses(...cursors)).toEqual(cursors.map(() => [410, 'cursor-expired']))
})

it('forgets erased answers when every cursor that has not seen them has ended, but gives no number twice', async () => {
  const { database, close } = await openTestDatabase()
  await saveResponses(database, [saveOf({ id: 'a' }), saveOf({ id: 'b' }), saveOf({ id: 'c' })])
  await database.write([sql`DELETE FROM responses WHERE id IN ('a', 'b')`])
  const all = () => changesAfter(database, 'main', { after: 0, surveyId: null }, 10)
  expect((await all())!.changes.map(({ id, number }) => [id, number])).toEqual([
    ['c', 3],
    ['a', 4],
    ['b', 5],
  ])
  await forgetSome(database, Date.now() + cursorLife + 2 * 86_400_000)
  expect((await all())!.changes.map(({ id, number }) => [id, number])).toEqual([
    ['c', 3],
    ['b', 5],
  ])
  await saveResponses(database, [saveOf({ id: 'd' })])
  expect((await all())!.changes.at(-1)).toMatchObject({ id: 'd', number: 6 })
  await close()
})
