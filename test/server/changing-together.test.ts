import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, clientOf, send } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'

let collector: Collector
let client: Client
beforeAll(async () => {
  collector = await startCollector()
  client = clientOf(collector)
})
afterAll(() => collector.close())

/** A request with headers of its own. */
function call(method: string, path: string, body: unknown, headers: Record<string, string>) {
  return send(`${collector.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${collector.key}`,
      'content-type': 'application/json',
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
}

const makeSurvey = async (given = {}) =>
  (await client.post('/v1/surveys', { metric: 'nps', ...given })).body.id
const codebook = { name: 'Ours', themes: { pricing: ['price'] } }

describe('changes made at the same time', () => {
  const changes = [
    { name: 'Another' },
    { question: 'Why?' },
    { lowLabel: 'Never' },
    { highLabel: 'Always' },
    { thanks: 'Thanks!' },
    { commentPrompt: 'And why?' },
    { contact: true },
    { touchpoint: 'renewal' },
  ]

  it.each([2, 8])('of %i fields of a survey are all kept, by versions without gaps', async (count) => {
    for (let round = 0; round < 5; round += 1) {
      const id = await makeSurvey()
      const made = await Promise.all(
        changes.slice(0, count).map((each) => client.patch(`/v1/surveys/${id}`, each)),
      )
      expect(made.map(({ status }) => status)).toEqual(made.map(() => 200))
      const { body } = await client.get(`/v1/surveys/${id}`)
      expect(body).toMatchObject({ ...Object.assign({}, ...changes.slice(0, count)), version: count + 1 })
    }
  })

  it('of settings of a workspace are all kept, and each answer has them as they are', async () => {
    const given = [{ name: 'Acme' }, { timezone: 'Asia/Tokyo' }, { quietDays: 3 }, { commentsKeptDays: 400 }]
    const made = await Promise.all(given.map((each) => client.patch('/v1/workspace', each)))
    expect(made.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect((await client.get('/v1/workspace')).body).toMatchObject(Object.assign({}, ...given))
  })

  it('do not make a deleted codebook again', async () => {
    const { id } = (await client.post('/v1/codebooks', codebook)).body
    const path = `/v1/codebooks/${id}`
    const [replaced, erased] = await Promise.all([client.put(path, codebook), client.erase(path)])
    expect([200, 404]).toContain(replaced.status)
    expect(erased.status).toBe(204)
    expect((await client.get(path)).status).toBe(404)
  })
})

describe('If-Match', () => {
  it('lets one of two change a survey that both have read', async () => {
    const path = `/v1/surveys/${await makeSurvey()}`
    const etag = (await client.get(path)).headers.get('etag')!
    const made = await Promise.all([
      call('PATCH', path, { name: 'A' }, { 'if-match': etag }),
      call('PATCH', path, { name: 'B' }, { 'if-match': etag }),
    ])
    expect(made.map(({ status }) => status).sort()).toEqual([200, 412])
    const lost = made.find(({ status }) => status === 412)!
    expect(lost.body).toMatchObject({ code: 'precondition-failed', status: 412 })
    expect((await client.get(path)).body.version).toBe(2)
  })

  it('knows that a survey was closed, by the tag that each answer has', async () => {
    const path = `/v1/surveys/${await makeSurvey()}`
    const changed = await client.patch(path, { name: 'A' })
    const closed = await call('POST', `${path}/close`, undefined, {
      'if-match': changed.headers.get('etag')!,
    })
    expect([closed.status, closed.body.status]).toEqual([200, 'closed'])
    const late = await call('PATCH', path, { name: 'B' }, { 'if-match': changed.headers.get('etag')! })
    expect(late.status).toBe(412)
    const right = await call('PATCH', path, { name: 'B' }, { 'if-match': `W/${closed.headers.get('etag')}` })
    expect(right.status).toBe(200)
    expect((await call('PATCH', path, { name: 'C' }, { 'if-match': '*' })).status).toBe(200)
  })

  it('guards the settings of the workspace', async () => {
    const etag = (await client.get('/v1/workspace')).headers.get('etag')!
    const first = await call('PATCH', '/v1/workspace', { quietDays: 4 }, { 'if-match': etag })
    const second = await call('PATCH', '/v1/workspace', { quietDays: 5 }, { 'if-match': etag })
    expect([first.status, second.status]).toEqual([200, 412])
    expect((await client.get('/v1/workspace')).body.quietDays).toBe(4)
  })

  it('guards a codebook from being replaced or deleted', async () => {
    const made = await client.post('/v1/codebooks', codebook)
    const path = `/v1/codebooks/${made.body.id}`
    const etag = made.headers.get('etag')!
    const replaced = await call('PUT', path, { ...codebook, name: 'New' }, { 'if-match': etag })
    expect(replaced.status).toBe(200)
    expect((await call('PUT', path, codebook, { 'if-match': etag })).status).toBe(412)
    expect((await call('DELETE', path, undefined, { 'if-match': etag })).status).toBe(412)
    expect((await client.get(path)).body.name).toBe('New')
    const right = { 'if-match': replaced.headers.get('etag')! }
    expect((await call('DELETE', path, undefined, right)).status).toBe(204)
  })
})

describe('Idempotency-Key', () => {
  const once = (path: string, body: unknown, name: string = crypto.randomUUID()) =>
    [0, 1].map(() => call('POST', path, body, { 'idempotency-key': name }))

  it.each([
    ['surveys', { metric: 'nps' }, '/v1/surveys'],
    ['codebooks', codebook, '/v1/codebooks'],
    ['keys', { label: 'one' }, '/v1/keys'],
    ['workspaces', { name: 'One' }, '/v1/workspaces'],
    ['campaigns', { surveyId: 'demo', from: { address: 'us@example.com' } }, '/v1/campaigns'],
  ])('makes one of %s of the same request, sent twice at once', async (_, body, path) => {
    const before = (await client.get(`${path}`)).body.items.length
    const [first, second] = await Promise.all(once(path, body))
    expect([first!.status, second!.status]).toEqual([201, 201])
    expect(second!.body).toEqual(first!.body)
    expect((await client.get(path)).body.items).toHaveLength(before + 1)
  })

  it('answers as the first time, with its headers, and says so', async () => {
    const name = crypto.randomUUID()
    const first = await call('POST', '/v1/surveys', { metric: 'ces' }, { 'idempotency-key': name })
    const again = await call('POST', '/v1/surveys', { metric: 'ces' }, { 'idempotency-key': name })
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    for (const header of ['location', 'etag', 'content-type'])
      expect(again.headers.get(header)).toBe(first.headers.get(header))
    const key = (await client.post('/v1/keys', { label: 'another' })).body.key
    const others = await send(`${collector.url}/v1/surveys`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        'idempotency-key': name,
      },
      body: JSON.stringify({ metric: 'ces' }),
    })
    expect(others.body.id).not.toBe(first.body.id)
  })

  it('makes the same invitation, so that a person who gets both links answers once', async () => {
    const one = await Promise.all(once('/v1/surveys/demo/invitations', { respondent: { id: 'u-1' } }))
    expect(one[1]!.body).toEqual(one[0]!.body)
    const people = [{ respondent: { id: 'u-1' } }, { respondent: { id: 'u-2' } }]
    const [first, second] = await Promise.all(once('/v1/surveys/demo/invitations', people))
    const ids = (text: string) =>
      text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).id)
    expect(ids(second!.body)).toEqual(ids(first!.body))
    expect(new Set(ids(first!.body)).size).toBe(2)
  })

  it('is refused for another request, and free again after one that made nothing', async () => {
    const name = crypto.randomUUID()
    const wrong = await call('POST', '/v1/surveys', { metric: 'none' }, { 'idempotency-key': name })
    expect(wrong.status).toBe(422)
    const right = await call('POST', '/v1/surveys', { metric: 'nps' }, { 'idempotency-key': name })
    expect(right.status).toBe(201)
    const other = await call('POST', '/v1/surveys', { metric: 'csat' }, { 'idempotency-key': name })
    expect([other.status, other.body.errors[0].field]).toEqual([422, 'Idempotency-Key'])
    const bad = await call('POST', '/v1/surveys', { metric: 'nps' }, { 'idempotency-key': 'a\tb' })
    expect([bad.status, bad.body.errors[0].field]).toEqual([422, 'Idempotency-Key'])
  })
})
