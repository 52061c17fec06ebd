import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from '../../server/app.ts'
import { networkOf } from '../../server/http/limits.ts'
import { addressIn } from '../../server/node/address.ts'
import { slowest } from '../../server/node/slow-requests.ts'
import type { Services } from '../../server/services.ts'
import { openFile } from '../../server/storage/file.ts'
import { actionOf, fieldsOf } from '../runtimes/forms.ts'
import { clientOf, newResponse, send } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'

const metricsKey = 'metrics-key-of-some-length'
const variables = {
  LIMIT_PER_ADDRESS: '5',
  LIMIT_PER_KEY: '40',
  LIMIT_PER_SURVEY: '3',
  TRUSTED_PROXY_HEADER: 'X-Forwarded-For',
  METRICS_KEY: metricsKey,
  LOG: 'none',
}
let collector: Collector
beforeAll(async () => {
  collector = await startCollector(variables)
})
afterAll(() => collector.close())

const from = (address: string) => ({ 'x-forwarded-for': address })
const home = (address: string, headers = {}) =>
  send(`${collector.url}/`, { headers: { ...from(address), ...headers } })

describe('limits', () => {
  it('turn one address away after so many, with a 429 that says when to come back, and no other', async () => {
    for (let i = 0; i < 5; i += 1) expect((await home('198.51.100.1')).status).toBe(200)
    const refused = await home('198.51.100.1')
    expect([refused.status, refused.body.code]).toEqual([429, 'too-many-requests'])
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(refused.headers.get('content-type')).toBe('application/problem+json')
    expect((await home('198.51.100.2')).status).toBe(200)
  })

  it('believe only what the proxy itself wrote, the last address', async () => {
    for (let i = 0; i < 5; i += 1) await home(`203.0.113.${i}, 198.51.100.3`)
    expect((await home('203.0.113.99, 198.51.100.3')).status).toBe(429)
  })

  it('take the addresses of one IPv6 customer for one', async () => {
    for (let i = 0; i < 5; i += 1) await home(`2001:db8:1:2::${i}`)
    expect((await home('2001:db8:1:2:ffff::1')).status).toBe(429)
    expect((await home('2001:db8:1:3::1')).status).toBe(200)
  })

  it('count wrong keys against the address, and then look none up, not even a right one', async () => {
    const withKey = (key: string) =>
      send(`${collector.url}/v1/workspace`, {
        headers: { ...from('198.51.100.4'), authorization: `Bearer ${key}` },
      })
    for (let i = 0; i < 5; i += 1) expect((await withKey('x')).status).toBe(401)
    expect((await withKey('x')).status).toBe(429)
    expect((await withKey(collector.key)).status).toBe(429)
  })

  it.each(['', '192.0.2.7,', 'unknown', '_hidden', '192.0.2.300', undefined])(
    'hold for whom the proxy says nothing of: %j',
    async (told) => {
      const other = await startCollector({ ...variables, LIMIT_PER_ADDRESS: '5' })
      const statuses = []
      for (let i = 0; i < 6; i += 1)
        statuses.push((await send(other.url, told === undefined ? {} : { headers: from(told) })).status)
      await other.close()
      expect(statuses).toEqual([200, 200, 200, 200, 200, 429])
    },
  )

  it('take an address for the same with and without a port', async () => {
    for (const port of [1, 2, 3, 4, 5]) await home(`198.51.100.8:${port}`)
    expect((await home('198.51.100.8')).status).toBe(429)
    for (const port of [1, 2, 3, 4, 5]) await home(`[2001:db8:9::1]:${port}`)
    expect((await home('[2001:db8:9::1]')).status).toBe(429)
    expect((await home('198.51.100.9:1')).status).toBe(200)
  })

  it('hold for operations too', async () => {
    const other = await startCollector({ ...variables, LIMIT_PER_ADDRESS: '5' })
    for (const path of ['/readyz', '/metrics']) {
      const address = from(`198.51.100.${path.length}`)
      const statuses = []
      for (let i = 0; i < 6; i += 1)
        statuses.push((await send(other.url + path, { headers: address })).status)
      expect(statuses.at(-1)).toBe(429)
    }
    await other.close()
  })

  it('hold for sign-in on this machine, unless told otherwise', async () => {
    const near = await startCollector({ LIMIT_PER_ADDRESS: undefined, LOG: 'none' })
    const statuses: number[] = []
    for (let i = 0; i < 3001; i += 100)
      statuses.push(
        ...(await Promise.all(
          Array.from({ length: 100 }, async () => {
            const body = new URLSearchParams({ key: 'wrong' })
            const headers = { origin: near.url }
            return (await send(`${near.url}/console/sign-in`, { method: 'POST', headers, body })).status
          }),
        )),
      )
    await near.close()
    expect(statuses.filter((status) => status === 401)).toHaveLength(3000)
    expect(statuses.at(-1)).toBe(429)
  })

  it('count bytes, so that no address fills the disk', async () => {
    const other = await startCollector({ ...variables, LIMIT_PER_ADDRESS: '3000', LIMIT_PER_SURVEY: '0' })
    const large = (i: number) =>
      newResponse('demo', {
        comment: 'x'.repeat(5000),
        properties: Object.fromEntries(
          Array.from({ length: 50 }, (_, n) => [`p${n}`, `${i} ${'y'.repeat(400)}`]),
        ),
      })
    const save = async (body: RequestInit['body']) =>
      (
        await fetch(`${other.url}/v1/public/responses`, {
          method: 'POST',
          headers: { ...from('198.51.100.20'), 'content-type': 'text/plain' },
          body: body!,
          ...({ duplex: 'half' } as object),
        })
      ).status
    let stored = 0
    for (let i = 0; i < 200; i += 1) {
      const text = JSON.stringify(large(i))
      // Every other one does not say how long it is.
      const body = i % 2 === 0 ? text : new Blob([text]).stream()
      if ((await save(body)) === 201) stored += text.length
    }
    await other.close()
    expect(stored).toBeGreaterThan(2_000_000)
    expect(stored).toBeLessThan(3_200_000)
  })

  it('hold for one survey, wherever its answers come from, and let a page read why', async () => {
    const client = clientOf(collector)
    const { id } = (await client.post('/v1/surveys', { metric: 'nps' })).body
    const save = (i: number) =>
      client.publicly('/v1/public/responses', newResponse(id), {
        ...from(`192.0.2.${i}`),
        origin: 'https://shop.example',
      })
    for (let i = 0; i < 3; i += 1) expect((await save(i)).status).toBe(201)
    const refused = await save(4)
    expect(refused.status).toBe(429)
    expect(refused.headers.get('access-control-allow-origin')).toBe('https://shop.example')
    expect((await client.get(`/v1/surveys/${id}/report`)).body.n).toBe(3)
  })

  it('hold for one key', async () => {
    const statuses = []
    for (let i = 0; i < 41; i += 1) statuses.push((await clientOf(collector).get('/v1/workspace')).status)
    expect(statuses.at(-1)).toBe(429)
  })

  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:DB8::1', '2001:db8::'],
    ['2001:db8:a:b:c:d:e:f', '2001:db8:a:b::'],
    ['fe80::1%eth0', 'fe80::'],
    ['::1', '::'],
    ['unknown', 'unknown'],
  ])('%s is of the network %s', (address, network) => expect(networkOf(address)).toBe(network))
})

describe('the address of who asks', () => {
  it.each([
    ['203.0.113.9, 198.51.100.1, 10.0.0.2', 1, '10.0.0.2'],
    ['203.0.113.9, 198.51.100.1, 10.0.0.2', 2, '198.51.100.1'],
    ['198.51.100.1', 2, '198.51.100.1'],
    ['203.0.113.9, unknown, 10.0.0.2', 2, null],
    ['198.51.100.1:443', 1, '198.51.100.1'],
    ['[2001:db8::1]:443', 1, '2001:db8::1'],
    ['2001:db8::1', 1, '2001:db8::1'],
    ['198.51.100.1,', 1, null],
    ['', 1, null],
  ])('in «%s» behind %d proxies is %s', (header, hops, address) =>
    expect(addressIn(header, hops)).toBe(address),
  )

  it('is told apart behind two proxies', async () => {
    const behind = await startCollector({ ...variables, TRUSTED_PROXY_HOPS: '2' })
    const ask = (address: string) => send(behind.url, { headers: from(`203.0.113.9, ${address}, 10.0.0.2`) })
    for (let i = 0; i < 6; i += 1) expect((await ask(`198.51.100.${i}`)).status).toBe(200)
    for (let i = 0; i < 5; i += 1) await ask('198.51.100.99')
    expect((await ask('198.51.100.99')).status).toBe(429)
    await behind.close()
  })
})

it('a server whose disk is almost full says that it is not ready', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sayso-ready-'))
  const database = await openFile(`file:${join(folder, 'sayso.db')}`)
  const statusWith = async (freeBytes: number | null) => {
    const services = {
      database,
      takesSaves: () => true,
      freeBytes: async () => freeBytes,
      limit: async () => 0,
      addressOf: () => 'unknown',
      logRequest: () => {},
      publicUrl: null,
    }
    return (await buildApp(() => services as unknown as Services).request('/readyz')).status
  }
  expect([await statusWith(1024 ** 3), await statusWith(null), await statusWith(1024 ** 2)]).toEqual([
    200, 200, 503,
  ])
  await database.close()
  rmSync(folder, { recursive: true })
})

describe('metrics', () => {
  it('are there for their key alone', async () => {
    const ask = (key: string) =>
      send(`${collector.url}/metrics`, {
        headers: { authorization: `Bearer ${key}`, ...from('198.51.100.50') },
      })
    expect((await ask('wrong')).status).toBe(401)
    const { status, body } = await ask(metricsKey)
    expect(status).toBe(200)
    expect(body).toMatch(
      /^sayso_requests_total\{route="\/v1\/public\/responses",method="POST",status="201",code=""\} 3$/m,
    )
    expect(body).toMatch(/status="429",code="too-many-requests"/)
    expect(body).toMatch(/^sayso_request_seconds_bucket/m)
    expect(body).not.toContain('198.51.100')
  })

  it('are not there at all without one', async () => {
    const other = await startCollector()
    expect((await send(`${other.url}/metrics`)).status).toBe(404)
    await other.close()
  })
})

/** Writes bytes to the server as they are, a piece a second, and resolves to all it answers and how many pieces it let come. */
function raw(pieces: readonly string[]): Promise<{ text: string; ms: number; written: number }> {
  const { hostname, port } = new URL(collector.url)
  const begun = performance.now()
  return new Promise((resolve) => {
    let text = ''
    let place = 0
    const socket = connect(Number(port), hostname)
    const write = () => socket.writable && place < pieces.length && socket.write(pieces[place++]!)
    const timer = setInterval(write, 1000)
    socket.on('connect', write)
    socket.on('error', () => {})
    socket.on('data', (data) => {
      text += data
    })
    socket.on('close', () => {
      clearInterval(timer)
      resolve({ text, ms: performance.now() - begun, written: place })
    })
  })
}

describe('requests that arrive slowly', () => {
  it('are cut, and told why', async () => {
    const head =
      'POST /v1/public/responses HTTP/1.1\r\nhost: x\r\ncontent-type: text/plain\r\ncontent-length: 5000\r\n\r\n'
    const [body, header] = await Promise.all([
      raw([head, ...Array(20).fill('x')]),
      raw(['GET / HTTP/1.1\r\n', ...Array(20).fill('x-a: b\r\n')]),
    ])
    expect(body.text).toMatch(/^HTTP\/1.1 408 /)
    expect(body.text).toContain('"code":"too-slow"')
    expect(body.ms).toBeGreaterThan(slowest - 500)
    expect(body.written).toBeLessThan(21)
    expect(header.text).toContain('"code":"too-slow"')
    expect(header.written).toBeLessThan(21)
  })
})

it('headers that are too large, and what is not HTTP, are refused with a code', async () => {
  const large = await raw([`GET / HTTP/1.1\r\nhost: x\r\nx-a: ${'b'.repeat(20_000)}\r\n\r\n`])
  expect(large.text).toMatch(/^HTTP\/1.1 431 /)
  expect(large.text).toContain('"code":"headers-too-large"')
  expect((await raw(['nonsense\r\n\r\n'])).text).toContain('"code":"bad-request"')
})

it('a Host header that is no address makes the page a foreign one, and no failure', async () => {
  const body = JSON.stringify(newResponse('nowhere'))
  const head = [
    'POST /v1/public/responses HTTP/1.1',
    'host: 999.1.1.1',
    'origin: https://shop.example',
    'x-forwarded-for: 192.0.2.99',
    'content-type: text/plain',
    `content-length: ${body.length}`,
    'connection: close',
  ]
  const { text } = await raw([`${head.join('\r\n')}\r\n\r\n${body}`])
  expect(text).toMatch(/^HTTP\/1.1 404 /)
  expect(text).toContain('access-control-allow-origin: https://shop.example')
})

it('halves of characters are mended in names too, for bytes that are no UTF-8 would end the process that reads them', async () => {
  const other = await startCollector()
  const client = clientOf(other)
  const half = '"properties":{"\\ud800":"\\udfff","\\ud83d\\ude00":"\\\\ud800"}'
  const answer = JSON.stringify(newResponse('demo')).replace('"rating"', `${half},"rating"`)
  expect((await client.publicly('/v1/public/responses', answer)).status).toBe(201)
  const row = JSON.stringify({ id: 'i', rating: 9, answeredAt: '2026-01-01T00:00:00Z' }).replace(
    '}',
    `,${half}}`,
  )
  const imported = await send(`${other.url}/v1/surveys/demo/import`, {
    method: 'POST',
    headers: { authorization: `Bearer ${other.key}`, 'content-type': 'application/x-ndjson' },
    body: row,
  })
  expect([imported.status, imported.body.added]).toEqual([200, 1])
  const invited = await send(`${other.url}/v1/surveys/demo/invitations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${other.key}`, 'content-type': 'application/x-ndjson' },
    body: `{${half}}`,
  })
  const { body: page } = await send(JSON.parse(invited.body).byRating[9].link)
  await send(other.url + actionOf(page), { method: 'POST', body: fieldsOf(page) })
  for (const what of ['report', 'themes', 'responses'])
    expect((await client.get(`/v1/surveys/demo/${what}`)).status).toBe(200)
  const { items } = (await client.get('/v1/surveys/demo/responses')).body
  for (const { properties } of items) expect(properties).toEqual({ '\ufffd': '\ufffd', '😀': '\\ud800' })
  expect(items).toHaveLength(3)
  await other.close()
})
