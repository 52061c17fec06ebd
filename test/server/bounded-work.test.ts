import { rmSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clientOf, send } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import { type Asked, ask, bodies, entries, parameters, publicRequests, queries } from '../support/greatest.ts'
import { newFile, type Server, startServer } from '../support/server.ts'

/**
 * Nothing a stranger sends may hold the event loop for longer, in milliseconds of processor time, in the middle of
 * several tries.
 */
const longestTurn = 20
const tries = 9

describe('what a stranger sends at its greatest size', () => {
  let collector: Collector
  beforeAll(async () => {
    collector = await startCollector({ LOG: 'none', METRICS_KEY: 'metrics-key-of-some-length' })
  })
  afterAll(() => collector.close())

  it('holds the event loop for under 20 ms, on every public path', async () => {
    const slow: string[] = []
    for (const asked of await publicRequests(collector)) {
      const times: number[] = []
      for (let i = 0; i < tries; i += 1) {
        const before = process.threadCpuUsage()
        expect(await ask(collector.url, asked)).toBeLessThan(500)
        const { user, system } = process.threadCpuUsage(before)
        times.push((user + system) / 1000)
        // One that takes a fraction of what it may needs no second look.
        if (times[0]! < longestTurn / 4) break
      }
      const middle = times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!
      if (middle >= longestTurn) slow.push(`${asked.path.slice(0, 40)} ${middle.toFixed(0)} ms`)
    }
    expect(slow).toEqual([])
  })

  it('is not answered with many times as much', async () => {
    const answers = await Promise.all(
      bodies.map((body) => clientOf(collector).publicly('/v1/public/responses', body)),
    )
    for (const { body } of answers) expect(JSON.stringify(body).length).toBeLessThan(4000)
  })

  it('leaves a page the properties that one answer may carry', async () => {
    const { body, status } = await send(`${collector.url}/s/demo?${parameters(190)}`)
    expect([status, body.includes('<form')]).toEqual([200, true])
    expect((await send(`${collector.url}/s/demo?${parameters(300)}`)).status).toBe(422)
  })
})

/** Milliseconds that the slowest `/healthz` took while something ran, asked again and again. */
async function slowestHealth(
  url: string,
  run: () => Promise<unknown>,
): Promise<{ all: number[]; max: number }> {
  let isOver = false
  const all: number[] = []
  const asking = (async () => {
    while (!isOver) {
      const begun = performance.now()
      await ask(url, { path: '/healthz' })
      all.push(performance.now() - begun)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  })()
  await run().finally(() => {
    isOver = true
  })
  await asking
  all.sort((a, b) => a - b)
  return { all, max: all.at(-1)! }
}

describe('a server with 256 MB', () => {
  const file = newFile()
  let server: Server
  let campaign: string
  beforeAll(async () => {
    server = await startServer({ ...file.variables, LOG: 'none', NODE_OPTIONS: '--max-old-space-size=256' })
    const plan = { surveyId: 'demo', from: { address: 'ask@acme.example', name: 'Acme' } }
    campaign = (await clientOf(server).post('/v1/campaigns', plan)).body.id
  })
  afterAll(async () => {
    await server.end()
    rmSync(file.folder, { recursive: true })
  })

  /** Sends a list with the key while `/healthz` is asked. */
  async function list(path: string, type: string, body: string) {
    const headers = { authorization: `Bearer ${server.key}`, 'content-type': type }
    let answer: Awaited<ReturnType<typeof send>> | undefined
    const { max } = await slowestHealth(server.url, async () => {
      answer = await send(`${server.url}${path}`, { method: 'POST', headers, body })
    })
    expect(server.child.exitCode).toBeNull()
    const length =
      typeof answer!.body === 'string' ? answer!.body.length : JSON.stringify(answer!.body).length
    return { ...answer!, max, length }
  }
  const people = (): string => `/v1/campaigns/${campaign}/people`
  const invitations = '/v1/surveys/demo/invitations'
  const imports = '/v1/surveys/demo/import'
  const ndjson = 'application/x-ndjson'
  /** Milliseconds, on a machine that others use: unbounded, the first of these took more than twenty seconds. */
  const shortly = 1000

  it.each<[string, () => string, string, string]>([
    ['lines that are no JSON', people, ndjson, 'x\n'.repeat(2_000_000)],
    ['lines that are no JSON', () => invitations, ndjson, 'x\n'.repeat(2_000_000)],
    ['blank lines', people, ndjson, '\n'.repeat(16_000_000)],
    ['an array of numbers', people, 'application/json', `[${'1,'.repeat(7_000_000)}1]`],
    [
      'an array of numbers as an object',
      people,
      'application/json',
      `{"people":[${'1,'.repeat(7_000_000)}1]}`,
    ],
    ['an array of numbers', () => invitations, 'application/json', `[${'1,'.repeat(7_000_000)}1]`],
    ['an element that never ends', people, 'application/json', `[${'['.repeat(15_000_000)}`],
    ['an object with many names', people, 'application/json', `{${'"a":1,'.repeat(2_000_000)}"b":1}`],
    ['rows that are no people', people, 'text/csv', `email\n${'x\n'.repeat(2_000_000)}`],
    ['a table with many columns', people, 'text/csv', `email${',a'.repeat(500_000)}\n${'x\n'.repeat(9000)}`],
    ['a table with many cells', people, 'text/csv', `email\n${','.repeat(15_000_000)}`],
  ])('refuses %s as too many before it parses them', async (_, path, type, body) => {
    const { status, max, length } = await list(path(), type, body)
    expect(status).toBe(422)
    expect(length).toBeLessThan(5000)
    expect(max).toBeLessThan(shortly)
  })

  it('reads no more of an import after a thousand lines were refused, and says where it stopped', async () => {
    const row = (id: string) => JSON.stringify({ id, rating: 9 })
    const lines = [row('before'), ...Array(3_000_000).fill('x'), row('after')]
    const { status, body, max, length } = await list(imports, ndjson, lines.join('\n'))
    expect([status, body.added, body.refused.length, body.stoppedAt]).toEqual([200, 1, 1000, 1001])
    expect(length).toBeLessThan(100_000)
    expect(max).toBeLessThan(shortly)
  })

  it('refuses an import’s line that is too long without keeping it, and reads the next', async () => {
    const long = JSON.stringify({ id: 'long', rating: 9, comment: 'x'.repeat(16_000_000) })
    const { body, max } = await list(imports, ndjson, `${long}\n${JSON.stringify({ id: 'next', rating: 9 })}`)
    expect(body).toMatchObject({ added: 1, refused: [{ line: 1, errors: [{ field: 'line' }] }] })
    expect(max).toBeLessThan(shortly)
  })

  it('names few errors of a line, however many it has', async () => {
    const line = JSON.stringify(entries(5000, 1))
    const { body, length } = await list(imports, ndjson, `${line}\n`.repeat(20))
    for (const { errors } of body.refused) expect(errors.length).toBeLessThanOrEqual(5)
    expect(length).toBeLessThan(20_000)
  })

  it('stops at a thousand refusals in lists of people and of invitations too', async () => {
    const wrong = '{"email":1}\n'.repeat(5000)
    const added = await list(people(), ndjson, wrong)
    expect([added.body.refused.length, added.body.stoppedAt]).toEqual([1000, 1000])
    const lines = (await list(invitations, ndjson, '{"id":1}\n'.repeat(5000))).body.trim().split('\n')
    expect(lines.length).toBeLessThanOrEqual(1021)
    expect(lines.at(-1)).toContain('nothing is read')
  })

  it('takes ten thousand people and invitations at once, others getting their turns', async () => {
    const many = Array.from({ length: 10_000 }, (_, i) => ({
      email: `p${i}@example.com`,
      name: 'a, "b"\n[{',
    }))
    const array = await list(people(), 'application/json', JSON.stringify(many))
    expect(array.body).toEqual({ added: 10_000, duplicates: 0, refused: [] })
    const lines = await list(people(), ndjson, many.map((each) => JSON.stringify(each)).join('\n'))
    expect(lines.body.duplicates).toBe(10_000)
    const csv = many.map(({ email }) => `${email},"a, ""b""\n[{"`).join('\r\n')
    expect((await list(people(), 'text/csv', `email,name\n${csv}`)).body.duplicates).toBe(10_000)
    const invited = await list(invitations, 'application/json', JSON.stringify(many.map(() => ({}))))
    expect(invited.body.trim().split('\n')).toHaveLength(10_000)
    for (const { max } of [array, lines, invited]) expect(max).toBeLessThan(shortly)
  })

  it('answers /healthz within 100 ms beside ten who send as much as they may', async () => {
    const requests: Asked[] = [
      ...queries.slice(0, 4).map((query) => ({ path: `/s/demo?${query}` })),
      ...bodies.map((body) => ({
        method: 'POST',
        path: '/v1/public/responses',
        headers: { 'content-type': 'text/plain' },
        body,
      })),
    ]
    const { all } = await slowestHealth(server.url, async () => {
      const end = Date.now() + 3000
      await Promise.all(
        requests.map(async (asked) => {
          while (Date.now() < end) await ask(server.url, asked)
        }),
      )
    })
    expect(all[Math.floor(all.length / 2)]).toBeLessThan(100)
  })
})
