import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, clientOf, newResponse, send } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import { importAnswers } from '../support/reports.ts'

let collector: Collector
let client: Client
beforeAll(async () => {
  collector = await startCollector()
  client = clientOf(collector)
})
afterAll(() => collector?.close())

/** A request with the key. */
function call(method: string, path: string, headers: Record<string, string> = {}, body?: unknown) {
  const json = { 'content-type': 'application/json' }
  return send(`${collector.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${collector.key}`, ...(body !== undefined && json), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
}

const makeSurvey = async () => (await client.post('/v1/surveys', { metric: 'nps', status: 'live' })).body.id
const sender = { address: 'us@example.com' }
const makeCampaign = async (surveyId = 'demo') =>
  (await client.post('/v1/campaigns', { surveyId, from: sender })).body.id
const answer = async (surveyId: string, given = {}) =>
  (await client.publicly('/v1/public/responses', newResponse(surveyId, given))).body.id

describe('an address that is nearly right', () => {
  it.each([
    ['DELETE', '/v1/answers', 'GET, HEAD, OPTIONS'],
    ['PUT', '/v1/surveys/demo', 'GET, HEAD, PATCH, DELETE, OPTIONS'],
    ['GET', '/v1/surveys/demo/publish', 'POST, OPTIONS'],
    ['HEAD', '/v1/surveys/demo/publish', 'POST, OPTIONS'],
    ['GET', '/v1/public/responses', 'POST, OPTIONS'],
    ['POST', '/openapi.json', 'GET, HEAD, OPTIONS'],
  ])('%s %s is told which methods it takes: %s', async (method, path, allow) => {
    const { status, headers, body } = await call(method, path)
    expect([status, headers.get('allow')]).toEqual([405, allow])
    if (method !== 'HEAD') expect(body.code).toBe('method-not-allowed')
  })

  it.each([
    ['/v1/surveys', 'GET, HEAD, POST, OPTIONS'],
    ['/v1/keys/any', 'GET, HEAD, PATCH, DELETE, OPTIONS'],
    ['/demo', 'GET, HEAD, OPTIONS'],
  ])('OPTIONS of %s says %s, without a key', async (path, allow) => {
    const { status, headers } = await send(`${collector.url}${path}`, { method: 'OPTIONS' })
    expect([status, headers.get('allow')]).toEqual([204, allow])
  })

  it('asks browsers as before whether a page may call', async () => {
    const { status, headers } = await send(`${collector.url}/v1/public/responses`, {
      method: 'OPTIONS',
      headers: { origin: 'https://shop.example', 'access-control-request-method': 'POST' },
    })
    expect([status, headers.get('access-control-allow-origin')]).toEqual([204, 'https://shop.example'])
  })

  it.each([
    ['/v1/surveys/', 'leave out the slash'],
    ['/v1/surveys/demo/report/', 'leave out the slash'],
    ['/v1/surveys.json', 'leave out .json'],
    ['/v1/surveys/demo.json', 'leave out .json'],
    ['/v1//surveys', 'a slash too many'],
    ['/surveys', 'under /v1'],
  ])('%s is not found, and why: %s', async (path, hint) => {
    const { status, body } = await call('GET', path)
    expect([status, body.code]).toEqual([404, 'not-found'])
    expect(body.detail).toContain(hint)
  })

  it('has no hint where there would be nothing either', async () => {
    expect((await call('GET', '/v1/nothing/')).body.detail).toBeUndefined()
    expect((await call('GET', '/v1/surveys/none')).body.detail).toBe('there is no such survey')
  })
})

describe('HEAD', () => {
  it.each(['report', 'responses', 'responses.csv', 'responses.ndjson', 'segments', 'themes', 'counts'])(
    'of %s looks whether there is such a survey, and does no more',
    async (part) => {
      // What GET refuses is not even read.
      const asked = `/v1/surveys/demo/${part}?from=nonsense`
      expect((await call('GET', asked)).status).toBe(422)
      expect((await call('HEAD', asked)).status).toBe(200)
      expect((await call('HEAD', `/v1/surveys/none/${part}`)).status).toBe(404)
    },
  )

  it('of one thing has its ETag', async () => {
    const [read, looked] = [await call('GET', '/v1/surveys/demo'), await call('HEAD', '/v1/surveys/demo')]
    expect(looked.headers.get('etag')).toBe(read.headers.get('etag'))
    expect((await call('HEAD', '/v1/surveys/%E0%A4')).status).toBe(404)
  })
})

describe('one answer', () => {
  it('is dropped, taken back and noted by PATCH, and the score follows', async () => {
    const id = await makeSurvey()
    const responseId = await answer(id)
    const path = `/v1/surveys/${id}/responses/${responseId}`
    const n = async () => (await client.get(`/v1/surveys/${id}/report`)).body.n
    expect((await client.patch(path, { ruling: 'dropped' })).body).toMatchObject({
      state: 'held',
      ruling: 'dropped',
    })
    expect(await n()).toBe(0)
    expect((await client.patch(path, { ruling: 'released' })).body).toMatchObject({ state: 'counted' })
    expect(await n()).toBe(1)
    expect((await client.patch(path, { ruling: 'dropped' })).body.state).toBe('held')
    const noted = await client.patch(path, { ruling: null, followUp: { state: 'done', note: 'Called' } })
    expect(noted.body).toMatchObject({
      state: 'counted',
      ruling: null,
      followUp: { state: 'done', note: 'Called' },
    })
    expect((await client.patch(path, { ruling: 'released' })).status).toBe(409)
    expect((await client.patch(path, { rating: 3 })).body.errors[0].field).toBe('rating')
  })

  it('is erased by DELETE, once', async () => {
    const id = await makeSurvey()
    const given = { comment: 'quokkas' }
    const path = `/v1/surveys/${id}/responses/${await answer(id, given)}`
    expect((await client.erase(path)).status).toBe(204)
    expect([(await client.get(path)).status, (await client.erase(path)).status]).toEqual([404, 404])
    expect((await client.get(`/v1/surveys/${id}/report`)).body.n).toBe(0)
  })
})

it('answers are chosen by when they were last changed, in lists and tables', async () => {
  const id = await makeSurvey()
  await importAnswers(collector, id, [
    { id: 'old', rating: 9, answeredAt: '2020-01-01T00:00:00Z' },
    { id: 'older', rating: 3, answeredAt: '2019-01-01T00:00:00Z' },
  ])
  const list = `/v1/surveys/${id}/responses`
  const [{ updatedAt }] = (await client.get(`${list}?limit=1`)).body.items
  await new Promise((resolve) => setTimeout(resolve, 5))
  await client.patch(`${list}/older`, { ruling: 'dropped' })
  const later = new Date(Date.parse(updatedAt) + 1).toISOString()
  const ids = async (query: string) =>
    (await client.get(`${list}?${query}`)).body.items.map((each: { id: string }) => each.id)
  expect(await ids(`updatedFrom=${later}`)).toEqual(['older'])
  expect(await ids(`updatedTo=${later}`)).toEqual(['old'])
  expect((await client.get(`${list}.ndjson?updatedFrom=${later}`)).body).toContain('"older"')
  expect((await client.get(`${list}.csv?updatedTo=${later}`)).body).not.toContain('older')
  const { body } = await client.get(`${list}?updatedFrom=2026-01-02&updatedTo=2026-01-01`)
  expect(body.errors[0].field).toBe('updatedTo')
})

it('a survey is deleted with its answers and campaigns, if it is as it was read', async () => {
  const id = await makeSurvey()
  await answer(id)
  const campaign = await makeCampaign(id)
  const path = `/v1/surveys/${id}`
  expect((await call('DELETE', path, { 'if-match': '"999"' })).status).toBe(412)
  expect((await client.erase(path)).status).toBe(204)
  for (const gone of [path, `${path}/responses`, `/v1/campaigns/${campaign}`])
    expect((await client.get(gone)).status).toBe(404)
})

describe('a campaign', () => {
  it('is changed and moved only as it was read, with If-Match', async () => {
    const made = await client.post('/v1/campaigns', { surveyId: 'demo', from: sender })
    const path = `/v1/campaigns/${made.body.id}`
    const etag = made.headers.get('etag')!
    expect((await client.get(path)).headers.get('etag')).toBe(etag)
    const changed = await call('PATCH', path, { 'if-match': etag }, { subject: 'Hello' })
    expect([changed.status, changed.body.subject]).toEqual([200, 'Hello'])
    expect(changed.headers.get('etag')).not.toBe(etag)
    for (const [method, at, body] of [
      ['PATCH', path, { subject: 'Other' }],
      ['POST', `${path}/cancel`, undefined],
      ['DELETE', path, undefined],
    ] as const)
      expect((await call(method, at, { 'if-match': etag }, body)).status).toBe(412)
    expect((await client.get(path)).body).toMatchObject({ subject: 'Hello', status: 'draft' })
    const now = changed.headers.get('etag')!
    expect((await call('POST', `${path}/cancel`, { 'if-match': now })).body.status).toBe('cancelled')
  })

  it('keeps every one of changes made at the same time', async () => {
    const path = `/v1/campaigns/${await makeCampaign()}`
    const given = [
      { subject: 'A' },
      { intro: 'B' },
      { footer: 'C' },
      { perMinute: 5 },
      { language: 'de' },
      { restDays: 3 },
    ]
    const made = await Promise.all(given.map((each) => client.patch(path, each)))
    expect(made.map(({ status }) => status)).toEqual(made.map(() => 200))
    expect((await client.get(path)).body).toMatchObject(Object.assign({}, ...given))
  })

  it('that sent nothing is deleted with its people', async () => {
    const path = `/v1/campaigns/${await makeCampaign()}`
    await client.post(`${path}/people`, [{ email: 'ada@example.com' }])
    expect((await client.erase(path)).status).toBe(204)
    expect((await client.get(path)).status).toBe(404)
  })
})

describe("a campaign's people", () => {
  it('are listed by pages with their state, and each is read, changed and taken out', async () => {
    const path = `/v1/campaigns/${await makeCampaign()}/people`
    const people = ['ada', 'bob', 'cleo'].map((name) => ({
      email: `${name}@example.com`,
      properties: { plan: 'pro' },
    }))
    await client.post(path, [...people, { email: 'not an address' }])
    const first = (await client.get(`${path}?limit=2`)).body
    expect(first.items.map(({ email }: { email: string }) => email)).toEqual([
      'ada@example.com',
      'bob@example.com',
    ])
    const second = (await client.get(`${path}?limit=2&cursor=${encodeURIComponent(first.nextCursor)}`)).body
    expect([second.items.length, second.nextCursor]).toEqual([2, null])
    const skipped = (await client.get(`${path}?state=skipped`)).body.items
    expect(skipped).toMatchObject([{ email: 'not an address', reason: 'invalid-address', mails: 0 }])
    const ada = `${path}/${encodeURIComponent('ADA@example.com')}`
    expect((await client.get(ada)).body).toMatchObject({
      email: 'ada@example.com',
      state: 'queued',
      properties: { plan: 'pro' },
    })
    const changed = await client.patch(ada, { name: 'Ada', language: 'fr' })
    expect(changed.body).toMatchObject({ name: 'Ada', language: 'fr', properties: { plan: 'pro' } })
    expect((await client.patch(ada, { name: null, properties: {} })).body).toMatchObject({
      name: null,
      properties: {},
    })
    expect((await client.patch(ada, { timezone: 'Mars' })).body.errors[0].field).toBe('timezone')
    expect((await client.erase(ada)).status).toBe(204)
    expect((await client.get(ada)).body).toMatchObject({ state: 'skipped', reason: 'left' })
    expect((await client.get(`${path}/nobody@example.com`)).status).toBe(404)
  })
})

it('a key is read and given another label, never itself', async () => {
  const made = await client.post('/v1/keys', { label: 'first' })
  const path = made.headers.get('location')!
  expect((await client.patch(path, { label: 'second' })).body).toEqual({
    ...(await client.get(path)).body,
    label: 'second',
  })
  expect(JSON.stringify((await client.get(path)).body)).not.toContain(made.body.key)
  expect((await client.erase(path)).status).toBe(204)
  expect((await client.get(path)).status).toBe(404)
})

it('a codebook is renamed without its rules, its rules are changed without its name', async () => {
  const made = await client.post('/v1/codebooks', {
    name: 'Ours',
    themes: { pricing: ['price'] },
    language: 'en',
  })
  const path = made.headers.get('location')!
  const renamed = await client.patch(path, { name: 'Theirs' })
  expect(renamed.body).toMatchObject({ name: 'Theirs', themes: { pricing: ['price'] } })
  const ruled = await client.patch(path, { themes: { speed: ['slow*'] } })
  expect(ruled.body).toMatchObject({ name: 'Theirs', themes: { speed: ['slow*'] }, language: 'en' })
  expect((await client.patch(path, { themes: { speed: ['('] }, parents: { speed: 'none' } })).status).toBe(
    422,
  )
  expect((await call('PATCH', path, { 'if-match': made.headers.get('etag')! }, { name: 'X' })).status).toBe(
    412,
  )
  await client.post('/v1/codebooks', { name: 'Another', themes: { pricing: ['price'] } })
  const page = (await client.get('/v1/codebooks?limit=1')).body
  expect(page.nextCursor).not.toBeNull()
  const rest = await client.get(`/v1/codebooks?limit=1&cursor=${encodeURIComponent(page.nextCursor)}`)
  expect(rest.body).toMatchObject({ items: [{ name: 'Theirs' }], nextCursor: null })
})

it('a suppression is read by its address', async () => {
  const made = await client.post('/v1/suppressions', { email: 'Zoe@example.com', reason: 'bounced' })
  const path = made.headers.get('location')!
  expect((await client.get(path)).body).toMatchObject({ email: 'zoe@example.com', reason: 'bounced' })
  expect((await client.erase(path)).status).toBe(204)
  expect((await client.get(path)).status).toBe(404)
})
