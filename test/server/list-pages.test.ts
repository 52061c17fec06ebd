import { afterAll, beforeAll, expect, it } from 'vitest'
import { databaseOfSurvey } from '../../server/workspaces/workspace-database.ts'
import { clientOf } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import { openTestDatabase } from '../support/database.ts'

let collector: Collector
beforeAll(async () => {
  collector = await startCollector()
})
afterAll(() => collector.close())

it.each([
  ['/v1/workspaces', 'name', (name: string) => ({ name })],
  ['/v1/keys', 'label', (label: string) => ({ label })],
])('%s comes in pages, each item once and the oldest first', async (path, field, bodyOf) => {
  const client = clientOf(collector)
  const made = ['one', 'two', 'three', 'four']
  for (const name of made) await client.post(path, bodyOf(name))
  const whole = await client.get(path)
  expect(whole.body.nextCursor).toBeNull()
  const seen: string[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const query: string = cursor && `&cursor=${encodeURIComponent(cursor)}`
    const { status, body } = await client.get(`${path}?limit=2${query}`)
    expect([status, body.items.length <= 2]).toEqual([200, true])
    seen.push(...body.items.map((item: Record<string, string>) => item[field]))
    cursor = body.nextCursor
  }
  expect(seen).toEqual(whole.body.items.map((item: Record<string, string>) => item[field]))
  expect(seen.slice(-4)).toEqual(made)
  expect((await client.get(`${path}?cursor=nonsense`)).status).toBe(422)
})

it('a workspace that is asked for all the time is looked up once, however many others are', async () => {
  const { database, close } = await openTestDatabase()
  let asked = 0
  const directory = new Proxy(database, {
    get(target, name) {
      if (name === 'orm') asked += 1
      return target[name as keyof typeof target]
    },
  })
  await database.write(
    Array.from({ length: 20 }, (_, i) => ({
      sql: `INSERT INTO workspaces (id, name, allowed_origins, timezone, database_url, created_at)
        SELECT printf('%012d', value), 'w', '[]', 'UTC', 'http://x', 0 FROM json_each(?)`,
      args: [JSON.stringify(Array.from({ length: 600 }, (_, j) => i * 600 + j))],
    })),
  )
  const numbered = (i: number) => `${String(i).padStart(12, '0')}-${'0'.repeat(12)}`
  for (let i = 0; i < 12_000; i += 1) {
    await databaseOfSurvey(directory, numbered(i))
    await databaseOfSurvey(directory, numbered(0))
  }
  expect(asked).toBe(12_000)
  await close()
}, 60_000)
