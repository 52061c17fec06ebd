import { afterAll, beforeAll, expect, it } from 'vitest'
import { clientOf, newResponse } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'

let collector: Collector
let restricted: string
beforeAll(async () => {
  collector = await startCollector()
  const client = clientOf(collector)
  await client.patch('/v1/workspace', { allowedOrigins: ['https://shop.example'] })
  restricted = (await client.post('/v1/surveys', { metric: 'nps' })).body.id
})
afterAll(() => collector.close())

/** What a save is answered; in pieces it does not say how long it is, and goes the way of all other calls. */
async function answered(
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string>,
  inPieces: boolean,
) {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  const answer = await fetch(`${collector.url}/v1/public/responses`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain', ...headers },
    ...(inPieces ? { body: new Blob([bytes]).stream(), duplex: 'half' } : { body: bytes }),
  } as RequestInit)
  const own = ['x-request-id', 'date', 'content-length', 'transfer-encoding', 'connection', 'keep-alive']
  const kept = [...answer.headers].filter(([name]) => !own.includes(name))
  expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  return { status: answer.status, headers: Object.fromEntries(kept), body: await answer.text() }
}

const save = (more: object = {}) =>
  JSON.stringify({ ...newResponse(restricted), id: 'one', writeKey: 'key', ...more })
const shop = { origin: 'https://shop.example' }

it.each([
  ['stored', () => save(), {}, 201],
  ['repeated', () => save(), {}, 200],
  ['for a page that may ask', () => save(), shop, 200],
  ['for a page that may not', () => save(), { origin: 'https://other.example' }, 403],
  ['for a page of a host that is none', () => save(), { origin: 'null' }, 403],
  ['with another key', () => save({ writeKey: 'another', revision: 2 }), shop, 404],
  ['for no survey', () => save({ surveyId: 'nowhere' }), shop, 404],
  ['off the scale', () => save({ id: 'two', rating: 11 }), shop, 422],
  ['of fields that are not right', () => save({ rating: 'nine', revision: 0 }), shop, 422],
  ['of no JSON', () => '{', shop, 400],
  ['of no UTF-8', () => new Uint8Array([0x22, 0xff, 0x22]), shop, 400],
  ['of another type', () => save(), { ...shop, 'content-type': 'application/xml' }, 415],
  ['that is too large', () => save({ comment: 'x'.repeat(40_000) }), shop, 413],
])(
  'a save %s is answered alike on the short way and on the way of all calls',
  async (_, body, headers, status) => {
    const short = await answered(body(), headers, false)
    // What the short way stored, the other finds stored; else they differ in nothing.
    const long = await answered(body(), headers, true)
    expect([short.status, { ...short, ...(status === 201 && { status: 200 }) }]).toEqual([status, long])
  },
)
