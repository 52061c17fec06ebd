import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { openRemote } from '../../../server/storage/remote.ts'
import { standBefore, type Unreliable } from '../../faults/unreliable.ts'
import { adminKey } from '../../support/collector.ts'
import { keyed, newIsolate } from '../../support/edge.ts'
import { startSqld } from '../../support/sqld.ts'

const mailsOfEach = 40

let servers: Awaited<ReturnType<typeof startSqld>>[]
let busy: Unreliable[]
let idle: Unreliable[]
let service: Server
const mailed: string[] = []
beforeAll(async () => {
  servers = await Promise.all(Array.from({ length: 4 }, startSqld))
  const [, quiet, ...others] = servers as [(typeof servers)[0], (typeof servers)[0]]
  busy = await Promise.all(others.map(({ url }) => standBefore(url)))
  // For the tick each address is a database.
  idle = await Promise.all(Array.from({ length: 28 }, () => standBefore(quiet.url)))
  service = createServer(async (request, response) => {
    const chunks: Buffer[] = await request.toArray()
    mailed.push(JSON.parse(Buffer.concat(chunks).toString()).to[0])
    response.end('{}')
  }).listen(0, '127.0.0.1')
  await once(service, 'listening')
})
afterAll(async () => {
  vi.restoreAllMocks()
  service.close()
  await Promise.all([...busy, ...idle, ...servers].map((each) => each.close()))
})

it('of thirty databases the two that have mails due send them in one tick, and the others are only asked', async () => {
  const edge = await newIsolate({
    DATABASE_URL: servers[0]!.url,
    DATABASE_TOKENS: [...busy, ...idle].map(({ url }) => new URL(url).host).join(),
    PUBLIC_URL: 'https://ask.example',
    MAIL_SERVICE: 'resend',
    MAIL_KEY: 'k',
    MAIL_URL: `http://127.0.0.1:${(service.address() as AddressInfo).port}`,
  })
  const call = async (key: string, method: string, path: string, body: unknown) => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
    const answer = await edge.ask(path, { method, headers, body: JSON.stringify(body) })
    expect([path, answer.status < 300]).toEqual([path, true])
    return answer.body
  }
  const due = async (name: string, databaseUrl: string) => {
    const { id, key } = await call(adminKey, 'POST', '/v1/workspaces', { name, databaseUrl })
    await call(adminKey, 'PUT', `/v1/workspaces/${id}/mail`, { from: ['@acme.example'] })
    const { id: surveyId } = await call(key, 'POST', '/v1/surveys', { metric: 'nps' })
    const from = { address: 'ask@acme.example', name: 'Acme' }
    const { id: campaign } = await call(key, 'POST', '/v1/campaigns', { surveyId, from })
    const people = Array.from({ length: mailsOfEach }, (_, i) => ({ email: `${name}${i}@example.com` }))
    await call(key, 'POST', `/v1/campaigns/${campaign}/people`, people)
    const run = await edge.ask(`/v1/campaigns/${campaign}/dry-run`, keyed(key))
    expect(run.body).toMatchObject({ send: mailsOfEach, pace: { perHour: 36_000, minutes: 1 } })
    await call(key, 'POST', `/v1/campaigns/${campaign}/start`, {})
  }
  await due('a', busy[0]!.url)
  await due('b', busy[1]!.url)
  await openRemote(servers[0]!.url).write(
    idle.map(
      (
        { url },
        i,
      ) => sql`INSERT INTO workspaces (id, name, allowed_origins, timezone, identity_secret, created_at,
        database_url) VALUES (${`idle${i}`}, 'Idle', '["*"]', 'UTC', 'secret', 0, ${url})`,
    ),
  )
  await edge.tick()
  const sentTo = (name: string) => mailed.filter((to) => to.startsWith(name)).length
  expect([sentTo('a'), sentTo('b')]).toEqual([mailsOfEach, mailsOfEach])

  for (const each of idle) each.calls = 0
  await edge.tick()
  expect(idle.map(({ calls }) => calls)).toEqual(idle.map(() => 1))
  expect(mailed).toHaveLength(2 * mailsOfEach)
})
