import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { queueing, storeDelivered } from '../../server/responses/save-queue.ts'
import { erasePerson } from '../../server/storage/erasure.ts'
import { type Save, saveResponses } from '../../server/storage/responses.ts'
import { openTestDatabase, saveOf } from '../support/database.ts'

test('who makes a response a second time is told so, before the queue has stored the first and after', async () => {
  const { database, close } = await openTestDatabase()
  const queued: Save[] = []
  const stores = async (given: Save) => (await saveResponses(database, [given]))[0]!
  const save = queueing(database, { send: async (each) => void queued.push(each) }, stores, new Map())
  const mine = saveOf({ id: 'taken', writeKeyHash: 'mine', rating: 9 })
  const others = { ...mine, writeKeyHash: 'others', rating: 0 }

  expect(await save(mine)).toEqual({ outcome: 'created', revision: 1 })
  expect(await save(others)).toEqual({ outcome: 'other key' })
  expect((await save({ ...mine, revision: 2 })).outcome).toBe('created')
  await saveResponses(database, queued)
  expect(await save(others)).toEqual({ outcome: 'other key' })
  expect(queued.map(({ writeKeyHash }) => writeKeyHash)).toEqual(['mine', 'mine'])
  await close()
})

test('an answer that waits while its person is erased is not stored, and one that comes later is not queued', async () => {
  const { database, close } = await openTestDatabase()
  const queued: Save[] = []
  const stores = async (given: Save) => (await saveResponses(database, [given]))[0]!
  const save = queueing(database, { send: async (each) => void queued.push(each) }, stores, new Map())
  const theirs = { respondentId: 'u-1', respondentEmail: 'ada@example.com', comment: 'words' }

  expect((await save(saveOf({ id: 'waits', ...theirs }))).outcome).toBe('created')
  expect(await erasePerson(database, 'main', 'u-1', 1)).toMatchObject({ responses: 0 })
  expect((await save(saveOf({ id: 'later', ...theirs }))).outcome).toBe('erased')
  const delivered = queued.map((body) => ({ body, ack: () => {}, retry: () => {} }))
  await storeDelivered({ messages: delivered }, (saves) => saveResponses(database, saves))
  expect(queued.map(({ id }) => id)).toEqual(['waits'])
  expect(await database.orm.all(sql`SELECT id FROM responses`)).toEqual([])
  await close()
})
