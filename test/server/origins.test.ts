import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, clientOf, newResponse, send } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'

let collector: Collector
let client: Client
let open: string
let closed: string
const page = 'https://shop.example'
beforeAll(async () => {
  collector = await startCollector()
  client = clientOf(collector)
  const question = '</script><script>alert(1)</script><!-- \u2028\u2029.'
  const given = { metric: 'nps', question, translations: { de: { question } } }
  open = (await client.post('/v1/surveys', given)).body.id
  closed = (await client.post('/v1/surveys', given)).body.id
  await client.post(`/v1/surveys/${closed}/close`)
  await client.patch('/v1/workspace', { allowedOrigins: [page] })
})
afterAll(() => collector?.close())

const dependsOnOrigin = (headers: Headers) =>
  (headers.get('vary') ?? '').split(',').some((name) => name.trim().toLowerCase() === 'origin')

describe('no cache gives the answer for one origin to another', () => {
  it.each([page, 'https://stranger.example', 'null', undefined])('asked from %s', async (origin) => {
    const headers: Record<string, string> = origin ? { origin } : {}
    const statuses = new Set<number>()
    const see = (what: string, { status, headers }: { status: number; headers: Headers }) => {
      statuses.add(status)
      expect([what, status, dependsOnOrigin(headers)]).toEqual([what, status, true])
    }
    for (const id of [open, closed, 'none'])
      for (const path of [
        `/v1/public/surveys/${id}`,
        `/v1/public/surveys/${id}/asked?id=ann`,
        `/sayso/${id}.mjs`,
      ]) {
        const first = await send(`${collector.url}${path}`, { headers })
        see(path, first)
        const etag = first.headers.get('etag')
        if (!etag) continue
        see(path, await send(`${collector.url}${path}`, { headers: { ...headers, 'if-none-match': etag } }))
      }
    for (const path of ['/v1/public/responses', '/v1/public/views']) {
      const view = { surveyId: open, id: crypto.randomUUID(), event: 'shown' }
      const body = path.endsWith('views') ? view : newResponse(open)
      see(path, await client.publicly(path, body, headers))
      see(path, await client.publicly(path, { ...body, surveyId: closed }, headers))
      see(path, await client.publicly(path, '{', headers))
      see(path, await client.publicly(path, 'x'.repeat(40_000), headers))
      see(path, await client.publicly(path, {}, headers))
    }
    see('nowhere', await send(`${collector.url}/v1/public/nowhere`, { headers }))
    const isAllowed = origin === page || origin === undefined
    expect([...statuses].sort()).toEqual(
      isAllowed ? [200, 201, 304, 400, 401, 404, 410, 413, 422] : [400, 401, 403, 404, 413, 422],
    )
    if (origin) {
      const asking = { ...headers, 'access-control-request-method': 'POST' }
      see('preflight', await send(`${collector.url}/v1/public/views`, { method: 'OPTIONS', headers: asking }))
    }
  })
})

it.each(['.js', '.mjs', '/delighted'])('words cannot end the script they come in: %s', async (ending) => {
  const path =
    ending === '/delighted' ? `/integrations/web/v1/library/${open}/delighted.js` : `/sayso/${open}${ending}`
  const { status, body } = await send(`${collector.url}${path}`, { headers: { origin: page } })
  const [, data] = String(body).match(/(?:window\.saysoFilled=|export const filled=)(\{.*\})/)!
  expect(status).toBe(200)
  expect(data).not.toMatch(/[<\u2028\u2029]/)
  expect(JSON.parse(data!).survey.question).toBe('</script><script>alert(1)</script><!-- \u2028\u2029.')
})

it.each([
  'https://bank.example@evil.example/',
  'https://user:word@evil.example/',
  'https://@evil.example/',
  'https:bank.example@evil.example',
])('no link of a survey leads past a user name: %s', async (url) => {
  const byBand = { positive: { link: { label: 'Review us', url } } }
  const { status, body } = await client.post('/v1/surveys', { metric: 'nps', byBand })
  expect([status, body.errors?.[0]?.field]).toEqual([422, 'byBand.positive.link.url'])
})

it.each(['null', 'https://ann@shop.example', 'https://ann:word@shop.example'])(
  'no origin like %s is allowed',
  async (origin) => {
    expect((await client.patch('/v1/workspace', { allowedOrigins: [origin] })).status).toBe(422)
  },
)
