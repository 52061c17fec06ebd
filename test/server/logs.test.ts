import { connect } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { createRequestLog } from '../../server/http/request-log.ts'
import { addressOf, callsOf } from '../contract/calls.ts'
import { mark } from '../contract/hostile.ts'
import { requestsFor } from '../contract/requests.ts'
import { clientOf, newResponse, send } from '../support/client.ts'
import { adminKey } from '../support/collector.ts'
import { document } from '../support/document.ts'
import { startServer } from '../support/server.ts'
import { startSqld } from '../support/sqld.ts'

const calls = callsOf(document)
let sqld: Awaited<ReturnType<typeof startSqld>>
let server: Awaited<ReturnType<typeof startServer>>

beforeAll(async () => {
  sqld = await startSqld()
  server = await startServer({ DATABASE_URL: sqld.url, SAYSO_ADMIN_KEY: adminKey, LOG: 'all' })
})
afterAll(async () => {
  await server.end('SIGTERM')
  await sqld.close()
})

/** Marked words in everything a request can hold. */
async function sendMarked(count: number, seed: number) {
  const client = clientOf({ url: server.url, key: adminKey })
  for (const [i, request] of fc.sample(requestsFor(document, calls), { numRuns: count, seed }).entries()) {
    const call = calls.find(({ name }) => name === request.call)!
    const path = addressOf(call, () => `${mark}-${i}`)
    const body =
      typeof request.body === 'string' ? request.body.replaceAll(/"[a-z ]{3,}"/g, `"${mark}"`) : request.body
    await send(`${server.url}${path}?language=${mark}&email=${mark}@example.com`, {
      method: call.method,
      headers: {
        ...request.headers,
        authorization: `Bearer ${i % 3 ? adminKey : mark}`,
        'x-request-id': mark,
        'user-agent': mark,
      },
      ...(body !== undefined && { body: body as BodyInit }),
    })
    const respondent = { id: `${mark} ${i}`, email: `${mark}${i}@example.com`, name: mark }
    const said = { comment: `${mark} said ${i}`, respondent, properties: { [mark]: mark } }
    await client.publicly('/v1/public/responses', newResponse('demo', said))
    // Failing reads: the database layer puts what was asked for into its messages.
    await client.get(`/v1/surveys/demo/responses?cursor=${mark}`)
    await send(`${server.url}/v1/public/surveys/${mark}`)
    await send(`${server.url}/v1/public/surveys/demo/asked?email=${mark}@example.com`)
  }
}

it('whoever leaves in the middle of a request is no failure of ours', async () => {
  const heads = [
    ['POST /v1/public/responses HTTP/1.1\r\nTransfer-Encoding: chunked', 'text/plain'],
    ['POST /v1/surveys/demo/import HTTP/1.1\r\nContent-Length: 900000', 'application/x-ndjson'],
  ]
  for (const [head, type] of heads) {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
    socket.write(`${head}\r\nHost: a\r\nContent-Type: ${type}\r\nAuthorization: Bearer ${adminKey}\r\n\r\n`)
    await new Promise((resolve) => setTimeout(resolve, 100))
    socket.resetAndDestroy()
  }
  await vi.waitFor(() => expect(server.output().split('"status":400')).toHaveLength(3))
  expect(server.output()).not.toContain('"level":"error"')
})

it('nothing that people or hosts said stands in the log, also when everything fails', async () => {
  await sendMarked(250, 1)
  await sqld.close()
  await sendMarked(8, 2)
  const log = server.output()
  expect(log.split(mark)).toHaveLength(1)
  const lines = log.split('\n').filter((line) => line.startsWith('{'))
  const seen = lines.map((line) => JSON.parse(line))
  expect(seen.length).toBeGreaterThan(500)
  // What runs in the background belongs to no request.
  const ofRequests = seen.filter(({ route }) => route !== 'answer index')
  expect(ofRequests.filter(({ id }) => !/^[0-9a-f-]{36}$/.test(id))).toEqual([])
  expect(new Set(seen.map(({ status }) => status))).toContain(503)
  expect(new Set(seen.map(({ status }) => status))).toContain(201)
})

it('a flood of refusals is none of lines, and says how many were left out', () => {
  const printed = vi.spyOn(console, 'log').mockImplementation(() => {})
  try {
    const log = createRequestLog('problems')
    const seen = { id: 'x', method: 'POST', route: '/v1/public/responses', status: 503, ms: 1 }
    for (let ms = 0; ms < 900; ms += 1) log(seen, 5000 + ms)
    expect(printed).toHaveBeenCalledTimes(100)
    log({ ...seen, status: 200 }, 6000)
    log(seen, 6000)
    const lines = printed.mock.calls.map(([line]) => JSON.parse(line))
    expect(lines.slice(100)).toMatchObject([{ leftOut: 800 }, { status: 503 }])
  } finally {
    printed.mockRestore()
  }
})
