import { request } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addressAfter, addressOf, cursorAfter, placeOf } from '../../server/http/pagination.ts'
import { clientOf } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import { surveyWith } from '../support/reports.ts'

let collector: Collector
let survey: string
beforeAll(async () => {
  collector = await startCollector({ LIMIT_PER_KEY: '100000' })
  const answers = Array.from({ length: 1500 }, (_, place) => ({
    id: `a-${place}`,
    rating: place % 11,
    comment: 'the price is too high for what it does',
    answeredAt: '2026-07-01T00:00:00Z',
  }))
  survey = await surveyWith(collector, { metric: 'nps' }, answers)
})
afterAll(() => collector?.close())

interface Raw {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
}

/** What comes over the wire, as it comes. */
function raw(path: string, headers: Record<string, string> = {}): Promise<Raw> {
  const options = { headers: { authorization: `Bearer ${collector.key}`, ...headers } }
  return new Promise((resolve, reject) => {
    request(`${collector.url}${path}`, options, (answer) => {
      const pieces: Buffer[] = []
      answer.on('data', (piece) => pieces.push(piece))
      answer.on('end', () =>
        resolve({ status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(pieces) }),
      )
    })
      .on('error', reject)
      .end()
  })
}

describe('an answer', () => {
  it.each(['responses.ndjson', 'responses.csv', 'report', 'responses?limit=1000'])(
    '%s is compressed as asked, and is the same',
    async (part) => {
      const path = `/v1/surveys/${survey}/${part}`
      const plain = await raw(path)
      expect(plain.headers['content-encoding']).toBeUndefined()
      const gzip = await raw(path, { 'accept-encoding': 'gzip' })
      const br = await raw(path, { 'accept-encoding': 'gzip, deflate, br' })
      expect([gzip.headers['content-encoding'], br.headers['content-encoding']]).toEqual(['gzip', 'br'])
      expect(gunzipSync(gzip.body).equals(plain.body)).toBe(true)
      expect(brotliDecompressSync(br.body).equals(plain.body)).toBe(true)
      for (const { body, headers } of [gzip, br]) {
        expect(body.length).toBeLessThan(plain.body.length / 2)
        expect(headers.vary).toMatch(/accept-encoding/i)
      }
    },
  )

  it('is not where nobody asks, refuses it, or it is small', async () => {
    const path = `/v1/surveys/${survey}/responses.ndjson`
    for (const refused of ['identity', 'gzip;q=0, br;q=0', ''])
      expect((await raw(path, { 'accept-encoding': refused })).headers['content-encoding']).toBeUndefined()
    const small = await raw(`/v1/surveys/${survey}/counts`, { 'accept-encoding': 'gzip' })
    expect([small.status, small.headers['content-encoding']]).toEqual([200, undefined])
    expect(JSON.parse(small.body.toString())).toEqual({ differences: 0 })
  })

  it('that is compressed has a tag by which it is known again', async () => {
    const path = `/v1/surveys/${survey}/report`
    const { headers } = await raw(path, { 'accept-encoding': 'gzip' })
    expect(headers.etag).toMatch(/^W\/"/)
    const again = await raw(path, { 'accept-encoding': 'gzip', 'if-none-match': String(headers.etag) })
    expect([again.status, again.body.length]).toEqual([304, 0])
  })
})

it('the limits that a request counted against are told', async () => {
  const { headers } = await raw('/v1/surveys')
  expect(headers['ratelimit-policy']).toBe('"key";q=100000;w=60')
  const left = Number(String(headers.ratelimit).match(/^"key";r=(\d+);t=\d+$/)?.[1])
  expect(left).toBeGreaterThan(99_000)
  const next = Number(String((await raw('/v1/surveys')).headers.ratelimit).match(/r=(\d+)/)?.[1])
  expect(next).toBe(left - 1)
})

it('a refusal names its request, as the log and the header do', async () => {
  for (const path of ['/v1/surveys/none', '/v1/nothing', '/v1/surveys?limit=0', '/v1/surveys/demo/publish']) {
    const { headers, body } = await raw(path)
    expect(JSON.parse(body.toString()).requestId).toBe(headers['x-request-id'])
  }
})

describe('a cursor', () => {
  it('stands in an address as it is, whatever it is of', () => {
    for (const email of ['ada+news?@exämple.com', '50%25off@example.com', '日本@例え.jp', '~~~???@x.example'])
      expect([addressAfter(email), addressOf(addressAfter(email))]).toEqual([
        expect.stringMatching(/^[\w-]+$/),
        email,
      ])
    const place = { answeredAt: 1_784_000_000_000, id: '>>>???~~~' }
    expect(cursorAfter(place)).toMatch(/^[\w-]+$/)
    expect(placeOf(cursorAfter(place))).toEqual(place)
  })

  it('of an earlier version is understood, also where its + became a space', () => {
    const place = { answeredAt: 1_784_000_000_000, id: '>>>???~~~' }
    const earlier = btoa(`${place.answeredAt} ${place.id}`)
    expect(earlier).toContain('+')
    expect(placeOf(earlier)).toEqual(place)
    expect(placeOf(earlier.replaceAll('+', ' '))).toEqual(place)
  })
})

it('the + of a time is understood, which an address makes a space of', async () => {
  const client = clientOf(collector)
  const asked = 'from=2026-07-01T02:00:00+02:00&to=2026-07-01T02:00:01+02:00'
  const { status, body } = await client.get(`/v1/surveys/${survey}/report?${asked}`)
  expect([status, body.n]).toEqual([200, 1500])
})
