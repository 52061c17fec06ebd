import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { newResponse } from '../../support/client.ts'
import { adminKey } from '../../support/collector.ts'
import { keyed, newIsolate, saving } from '../../support/edge.ts'
import { freePort, startSqld } from '../../support/sqld.ts'

beforeEach(() => {
  vi.restoreAllMocks()
})

const save = () => saving(newResponse('demo'))

/** A database server that answers everything in one way. */
async function answering(
  status: number,
  body: object,
  type = 'application/json',
): Promise<Server & { url: string }> {
  const server = createServer((_, response) => {
    response.writeHead(status, { 'content-type': type }).end(JSON.stringify(body))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return Object.assign(server, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
}

const failing = (code: string, message: string) => ({
  baton: null,
  base_url: null,
  results: [
    { type: 'error', error: { code, message } },
    { type: 'ok', response: { type: 'close' } },
  ],
})

describe('what is wrong between the Worker and its database is answered and logged by its name', () => {
  let server: (Server & { url: string }) | undefined
  afterEach(() => void server?.close())

  it.each([
    ['a token that expired', 401, { error: 'expired' }, 'token', 'HTTP 401'],
    ['a plan that is blocked', 200, failing('BLOCKED', 'writes are blocked'), 'plan', 'BLOCKED'],
    ['a full disk', 200, failing('SQLITE_FULL', 'database or disk is full'), 'full', 'SQLITE_FULL'],
    ['no such database', 404, { error: 'gone' }, 'missing', 'HTTP 404'],
    ['a server that fails', 500, { error: 'oh' }, 'failing', 'HTTP 500'],
  ])('%s', async (_, status, body, trouble, cause) => {
    server = await answering(status, body)
    const edge = await newIsolate({ DATABASE_URL: server.url })
    const answers = await Promise.all([edge.ask('/readyz'), edge.ask('/v1/public/responses', save())])
    expect(
      answers.map((answer) => [answer.status, answer.body.code, answer.headers.get('retry-after')]),
    ).toEqual(answers.map(() => [503, 'unavailable', '2']))
    const lines = edge.lines().filter(({ kind }) => kind === 'database')
    expect(lines).toMatchObject([{ level: 'error', trouble, cause }])
    expect(answers[0]!.body.detail).toBe(lines[0]!.says)
    // Visitors are told that it is away, and no more.
    expect(answers[1]!.body.detail).toBeUndefined()
  })

  it('a server that is not there', async () => {
    const edge = await newIsolate({ DATABASE_URL: `http://127.0.0.1:${await freePort()}` })
    expect((await edge.ask('/readyz')).body.detail).toBe('the database server cannot be reached')
    await expect(edge.tick()).rejects.toThrow()
    expect(edge.lines().filter(({ trouble }) => trouble === 'away').length).toBeGreaterThan(0)
  })

  it('a server that is too slow, under a code of its own', async () => {
    const slow = createServer(() => {}).listen(0, '127.0.0.1')
    await once(slow, 'listening')
    const edge = await newIsolate({
      DATABASE_URL: `http://127.0.0.1:${(slow.address() as AddressInfo).port}`,
    })
    const { status, body } = await edge.ask('/v1/public/responses', save())
    expect([status, body.code]).toEqual([503, 'database-slow'])
    expect(edge.lines()).toMatchObject([{ trouble: 'slow' }, { status: 503 }])
    slow.closeAllConnections()
    slow.close()
  })
})

describe('a setting that is wrong, or that Workers would ignore, is answered and logged with what to do', () => {
  const url = 'https://database.example'
  it.each([
    [{}, 'DATABASE_URL must be set to a libSQL server'],
    [{ DATABASE_URL: 'file:x.db' }, 'DATABASE_URL must be a libSQL server'],
    [{ DATABASE_URL: url, SAYSO_ADMIN_KEY: 'short' }, 'SAYSO_ADMIN_KEY must have at least 20 characters'],
    [{ DATABASE_URL: url, LIMIT_PER_ADDRESS: '5' }, 'set the limit of LIMIT_address in wrangler.toml'],
    [{ DATABASE_URL: url, LIMIT_PER_KEY: '5' }, 'set the limit of LIMIT_key in wrangler.toml'],
    [{ DATABASE_URL: url, LIMIT_PER_SURVEY: '0' }, 'set the limit of LIMIT_survey in wrangler.toml'],
    [{ DATABASE_URL: url, METRICS_KEY: 'x'.repeat(20) }, 'bind an Analytics Engine dataset as METRICS'],
    [{ DATABASE_URL: url, SMTP_URL: 'smtp://mail.example' }, 'set MAIL_SERVICE and MAIL_KEY'],
    [{ DATABASE_URL: url, TRUSTED_PROXY_HEADER: 'X-Forwarded-For' }, 'take it away'],
    [{ DATABASE_URL: url, TRUSTED_PROXY_HOPS: '2' }, 'take it away'],
    [{ DATABASE_URL: url, PORT: '80' }, 'take it away'],
  ])('%j', async (variables, line) => {
    const edge = await newIsolate(variables)
    const { status, body } = await edge.ask('/readyz')
    expect([status, body.detail]).toEqual([503, expect.stringContaining(line)])
    expect((await edge.ask('/v1/public/responses', save())).status).toBe(503)
    expect(edge.lines()).toMatchObject([{ trouble: 'configuration', cause: expect.stringContaining(line) }])
    expect((await edge.ask('/healthz')).status).toBe(200)
    await expect(edge.tick()).rejects.toThrow()
  })

  it('no key at all', async () => {
    const sqld = await startSqld()
    const edge = await newIsolate({ DATABASE_URL: sqld.url, SAYSO_ADMIN_KEY: undefined })
    expect((await edge.ask('/readyz')).body.detail).toContain('SAYSO_ADMIN_KEY must be set')
    const again = await newIsolate({ DATABASE_URL: sqld.url })
    expect((await again.ask('/readyz')).status).toBe(200)
    await sqld.close()
  })
})

it('while the database is away a new isolate serves what needs none: the script, its files and its pages', async () => {
  const edge = await newIsolate({ DATABASE_URL: `http://127.0.0.1:${await freePort()}` })
  const script = await edge.ask('/sayso.js')
  expect([script.status, script.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8'])
  const renderer = script.text.match(/widget\/(renderer-[\w-]+\.js)/)![1]
  for (const path of [`/widget/${renderer}`, '/openapi.json', '/embed.js'])
    expect([path, (await edge.ask(path)).status]).toEqual([path, 200])
  expect((await edge.ask('/sayso/demo.js')).status).toBe(503)
})

it('two values of the key over a gradual deploy do not lock each other out', async () => {
  const sqld = await startSqld()
  const [blue, green] = [adminKey, `${adminKey}-of-the-next-version`]
  const withKey = (SAYSO_ADMIN_KEY: string) => newIsolate({ DATABASE_URL: sqld.url, SAYSO_ADMIN_KEY })
  for (const [mine, other] of [
    [blue, null],
    [green, blue],
    [blue, green],
    [`${green}, ${blue}`, green],
  ] as const) {
    const edge = await withKey(mine)
    for (const key of [...mine.split(', '), other])
      if (key) expect([mine, (await edge.ask('/v1/surveys', keyed(key))).status]).toEqual([mine, 200])
    await edge.tick()
    if (other) expect((await edge.ask('/v1/surveys', keyed(other))).status).toBe(200)
  }
  await sqld.close()
})

it('a key of an earlier environment goes when it was not used for a day, and the log says so', async () => {
  const sqld = await startSqld()
  const later = `${adminKey}-of-the-next-version`
  const first = await newIsolate({ DATABASE_URL: sqld.url })
  expect((await first.ask('/v1/surveys', keyed())).status).toBe(200)
  const next = await newIsolate({ DATABASE_URL: sqld.url, SAYSO_ADMIN_KEY: later })
  await next.tick()
  expect((await next.ask('/v1/surveys', keyed())).status).toBe(200)
  vi.setSystemTime(Date.now() + 86_400_000 * 1.1)
  await next.tick()
  expect((await next.ask('/v1/surveys', keyed())).status).toBe(401)
  expect((await next.ask('/v1/surveys', keyed(later))).status).toBe(200)
  expect(vi.mocked(console.warn).mock.calls.flat().join()).toMatch(/the key [0-9a-f]{16} .* is removed/)
  vi.useRealTimers()
  await sqld.close()
})
