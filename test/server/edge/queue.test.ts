import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { unstable_readConfig } from 'wrangler'
import { deployArguments, mustMigrate } from '../../../deploy.ts'
import { retryDelay } from '../../../server/responses/save-queue.ts'
import { openRemote } from '../../../server/storage/remote.ts'
import { newResponse } from '../../support/client.ts'
import { newIsolate, saving } from '../../support/edge.ts'
import { startSqld } from '../../support/sqld.ts'

let sqld: Awaited<ReturnType<typeof startSqld>>
beforeAll(async () => {
  sqld = await startSqld()
})
afterAll(() => sqld.close())
beforeEach(() => {
  vi.restoreAllMocks()
})

interface Consumer {
  readonly queue: string
  readonly max_retries: number
  readonly max_concurrency: number
  readonly dead_letter_queue?: string
}

const burst = unstable_readConfig({ config: 'wrangler.toml', env: 'burst' })
const consumerOf = (queue: string) =>
  (burst.queues.consumers as Consumer[]).find((each) => each.queue === queue)!

it('the tries of a message outlast the fourteen days that a queue keeps it, and begin soon', () => {
  const { max_retries: tries } = consumerOf('sayso-saves')
  const delays = Array.from({ length: tries }, (_, i) => retryDelay(i + 1))
  expect(delays.reduce((sum, delay) => sum + delay)).toBeGreaterThan(14 * 86_400)
  expect(Math.max(...delays)).toBeLessThanOrEqual(12 * 3600)
  // After an hour's outage nothing waits a quarter of an hour more.
  expect(delays.slice(0, 30).reduce((sum, delay) => sum + delay)).toBeLessThan(3600)
  expect(retryDelay(30)).toBeLessThan(900)
})

it('the shipped configuration has bounded consumers, and one for dead letters', () => {
  const saves = consumerOf('sayso-saves')
  expect(saves.max_concurrency).toBeGreaterThan(0)
  expect(consumerOf(saves.dead_letter_queue!)).toMatchObject({ max_concurrency: 1 })
  expect(readFileSync('wrangler.toml', 'utf8')).toContain('--message-retention-period-secs 1209600')
})

it.each([undefined, 'burst'])('the platform logs no addresses and traces nothing (environment %s)', (env) => {
  const { observability } = unstable_readConfig({ config: 'wrangler.toml', ...(env && { env }) })
  expect(observability).toMatchObject({
    logs: { invocation_logs: false },
    traces: { enabled: false },
  })
})

it('a deployment of an environment has the variables of production, and only a real one migrates', () => {
  const vars = { PUBLIC_URL: 'https://ask.example' }
  expect(deployArguments(['--env', 'burst'], vars)).toEqual([
    ...['deploy', '--var', 'PUBLIC_URL:https://ask.example', '--env', 'burst'],
  ])
  expect(deployArguments(['--no-migrate'], vars)).toEqual(['deploy', '--env='])
  expect([[], ['--dry-run'], ['--no-migrate']].map(mustMigrate)).toEqual([true, false, false])
})

/** Makes every write of answers fail, and reads go on. */
const refuseWrites = sql`CREATE TRIGGER refused BEFORE INSERT ON responses BEGIN SELECT RAISE(ABORT, 'no'); END`

it('while the consumer cannot write saves are refused and the server not ready, until a tick can', async () => {
  const edge = await newIsolate({ DATABASE_URL: sqld.url }, true)
  const save = () => edge.ask('/v1/public/responses', saving(newResponse('demo')))
  expect((await save()).status).toBe(201)
  await edge.deliver()
  expect(edge.lines()).toEqual([])
  expect((await save()).status).toBe(201)
  const waiting = edge.queued.splice(0)

  const away = await newIsolate({ DATABASE_URL: 'http://127.0.0.1:1' }, true, edge)
  const delays = await away.deliver({ saves: waiting, attempts: 3 })
  expect(delays).toEqual([retryDelay(3)])
  expect(away.lines()).toMatchObject([
    { kind: 'queue', messages: 1, stored: 0, trouble: 'away', attempts: 3 },
  ])

  const other = await newIsolate({ DATABASE_URL: sqld.url }, true, edge)
  const refused = await other.ask('/v1/public/responses', saving(newResponse('demo')))
  expect([refused.status, refused.headers.get('retry-after'), edge.queued]).toEqual([503, '2', []])
  expect((await other.ask('/readyz')).body.detail).toBe('writes fail: the database server cannot be reached')
  await other.tick()
  expect((await other.ask('/readyz')).status).toBe(200)
  expect((await other.ask('/v1/public/responses', saving(newResponse('demo')))).status).toBe(201)
})

it('dead letters go back into the queue and are stored once', async () => {
  const edge = await newIsolate({ DATABASE_URL: sqld.url }, true)
  const given = newResponse('demo')
  expect((await edge.ask('/v1/public/responses', saving(given))).status).toBe(201)
  const dead = edge.queued.splice(0)
  await edge.deliver({ queue: 'sayso-saves-dead', saves: dead })
  expect(edge.queued).toEqual(dead)
  await edge.deliver()
  await edge.deliver({ saves: dead })
  const rows = await openRemote(sqld.url).orm.all(sql`SELECT id FROM responses WHERE id = ${given.id}`)
  expect(rows).toHaveLength(1)
})

it('a save that can never be stored does not hold up the others, nor refuse new ones', async () => {
  const database = openRemote(sqld.url)
  const edge = await newIsolate({ DATABASE_URL: sqld.url }, true)
  const save = () => edge.ask('/v1/public/responses', saving(newResponse('demo')))
  expect([(await save()).status, (await save()).status]).toEqual([201, 201])
  await database.write([refuseWrites])
  expect(await edge.deliver({ saves: [...edge.queued] })).toHaveLength(2)
  expect((await save()).status).toBe(201)
  await database.write([sql`DROP TRIGGER refused`])
  expect(await edge.deliver()).toEqual([])
})
