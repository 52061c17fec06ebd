import { request as ask } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from '../../../server/config.ts'
import { readWorkerConfig } from '../../../server/edge/bindings.ts'
import { clientOf } from '../../support/client.ts'
import { type Collector, startCollector } from '../../support/collector.ts'
import { freePort } from '../../support/sqld.ts'
import { delightedClient, everyOne, makeAutopilot, rawDoor } from './door.ts'

const host = 'delighted.acme.example'
let collector: Collector
let door: ReturnType<typeof rawDoor>

beforeAll(async () => {
  collector = await startCollector({ DELIGHTED_HOST: host })
  door = rawDoor(collector)
})
afterAll(() => collector.close())

/** With the survey that is meant, since others are made meanwhile. */
const demo = () => rawDoor({ ...collector, key: `${collector.key}:demo` })

const ways = ['ruby', 'python'] as const

describe.each(ways)('as the client for %s sends it', (way) => {
  const email = `${way}@example.com`
  const send = (method: string, path: string, body?: object) => door[way](method, path, body)

  it('creates, answers, lists, measures and deletes', async () => {
    const made = await send('POST', '/people', { email, name: 'Pat', send: false, properties: { plan: way } })
    expect([made.status, made.body.properties]).toEqual([201, { plan: way }])
    const { id } = made.body
    const answered = await send('POST', '/survey_responses', {
      ...{ person: id, score: 9, comment: 'ok', person_properties: { plan: way } },
    })
    expect([answered.status, answered.body.person, answered.body.score]).toEqual([201, id, 9])
    // Python sends a body with a GET, which HTTP has no meaning for.
    const listed = await send('GET', `/survey_responses?expand[]=person&person_email=${email}`)
    expect(listed.body.map((each: { person: object }) => each.person)).toMatchObject([
      { id, email, name: 'Pat' },
    ])
    const { id: response } = answered.body
    const changed = await send('PUT', `/survey_responses/${response}`, {
      comment: 'better',
      unknown: 'ignored',
    })
    expect([changed.status, changed.body.comment, changed.body.score]).toEqual([200, 'better', 9])
    const metrics = await send('GET', `/metrics?trend=plan:${way}`)
    expect(metrics.body).toMatchObject({ nps: 100, promoter_count: 1, response_count: 1 })
    expect((await send('GET', `/people/${id}`)).body.last_responded_at).toBeGreaterThan(0)
    expect((await send('PUT', '/people', { id, name: 'Pat Two' })).body.name).toBe('Pat Two')
    const pending = await send('DELETE', `/people/${encodeURIComponent(email)}/survey_requests/pending`)
    expect([pending.status, pending.body]).toEqual([202, { ok: true }])
    const unsubscribed = await send('POST', '/unsubscribes', { person_email: email })
    expect([unsubscribed.status, unsubscribed.body]).toEqual([201, { ok: true }])
    expect((await send('GET', '/unsubscribes')).body).toMatchObject([{ person_id: id, email }])
    expect((await send('GET', '/bounces')).body).toEqual([])
    const deleted = await send('DELETE', `/people/${encodeURIComponent(`email:${email}`)}`)
    expect([deleted.status, deleted.body]).toEqual([202, { ok: true }])
    const gone = await send('GET', `/people/${id}`)
    expect([gone.status, gone.body]).toEqual([
      404,
      { status: 404, message: 'Not Found', errors: { base: ['there is no such person'] } },
    ])
    await clientOf(collector).erase(`/v1/suppressions/${email}`)
  })
})

describe('as the client for PHP sends it', () => {
  it('reads forms with nested names, and words for true and false', async () => {
    const form =
      'email=php%40example.com&name=P&send=false&properties%5Bplan%5D=php&properties%5BPurchase+Experience%5D=Mobile+App&properties[empty]='
    const made = await door.php('POST', '/people', form)
    expect([made.status, made.body.properties]).toEqual([
      201,
      { plan: 'php', 'Purchase Experience': 'Mobile App', empty: '' },
    ])
    const { id } = made.body
    const answer = `person=${id}&score=3&comment=a+%26+b&person_properties%5Bplan%5D=php&created_at=1767261600`
    const answered = await door.php('POST', '/survey_responses', answer)
    expect(answered.body).toMatchObject({ score: 3, comment: 'a & b', created_at: 1767261600 })
    expect(answered.body.person_properties).toEqual({ plan: 'php' })
    for (const expand of ['expand[]', 'expand%5B0%5D', 'expand']) {
      const { body } = await door.php('GET', `/survey_responses/${answered.body.id}?${expand}=person`)
      expect(body.person.email).toBe('php@example.com')
    }
    const removed = await door.php('DELETE', '/autopilot/email/memberships', 'person_email=php%40example.com')
    expect([removed.status, removed.headers.get('content-type')]).toEqual([422, 'application/json'])
    const unsubscribed = await door.php('POST', '/unsubscribes', 'person_email=php%40example.com')
    expect(unsubscribed.status).toBe(201)
    expect((await door.php('DELETE', `/people/${id}`, '')).body).toEqual({ ok: true })
  })

  it('takes and gives back members of Autopilot by forms', async () => {
    const { body: survey } = await clientOf(collector).post('/v1/surveys', { metric: 'nps', name: 'Forms' })
    await makeAutopilot(collector, survey.id)
    const own = rawDoor({ ...collector, key: `${collector.key}:${survey.id}` })
    const form = 'person_email=member%40example.com&person_name=Mem&properties%5BState%5D=CA'
    const added = await own.php('POST', '/autopilot/email/memberships', form)
    expect([added.status, added.body.properties, added.body.person.name]).toEqual([
      201,
      { State: 'CA' },
      'Mem',
    ])
    const removed = await own.php(
      'DELETE',
      '/autopilot/email/memberships',
      'person_email=member%40example.com',
    )
    expect([removed.status, removed.body.person.email]).toEqual([200, 'member@example.com'])
    expect((await own.php('GET', '/autopilot/email/memberships')).body).toEqual([])
  })
})

describe('what is refused', () => {
  it.each([
    ['GET', '/metrics?since=yesterday', 422, 'since'],
    ['GET', '/survey_responses?per_page=0', 422, 'per_page'],
    ['GET', '/survey_responses?page=x', 422, 'page'],
    ['GET', '/survey_responses?order=up', 422, 'order'],
    ['GET', '/people?page_info=nonsense', 422, 'page_info'],
    ['GET', '/metrics?since=2000&until=1000', 422, 'until'],
    ['GET', '/people/phone_number:+14155551212', 422, 'person'],
    ['GET', '/people/email-%F0%9F', 404, 'base'],
    ['GET', '/people/%00', 404, 'base'],
    ['GET', '/autopilot/sms', 422, 'platform'],
    ['GET', '/autopilot/sms/memberships', 422, 'platform'],
    ['GET', '/survey_responses/none', 404, 'base'],
    ['GET', '/trends', 404, 'base'],
    ['GET', '/people.xml', 406, 'base'],
    ['POST', '/people', 422, 'email'],
  ])('%s %s: %i, and says why', async (method, path, status, field) => {
    const { body, ...answer } = await demo().ruby(method, path, method === 'POST' ? {} : undefined)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toBe('application/json')
    expect(body).toEqual({ status, message: expect.any(String), errors: { [field]: [expect.any(String)] } })
  })

  it.each([
    ['not JSON', '{"email":', 'application/json'],
    ['a list', '[1]', 'application/json'],
    ['another format', '<email/>', 'application/xml'],
    ['too much', JSON.stringify({ comment: 'x'.repeat(1024 * 1024) }), 'application/json'],
  ])('a body that is %s', async (_, body, type) => {
    const { basic, ask } = demo()
    const headers = { authorization: basic(`${collector.key}:demo`), 'content-type': type }
    const answer = await ask('POST', '/people', headers, body)
    expect([answer.status, answer.body.message]).toEqual([422, 'Unprocessable Entity'])
  })

  it('no key, and one that is wrong', async () => {
    const headers: Record<string, string>[] = [
      {},
      { authorization: door.basic('wrong:') },
      { authorization: 'Basic %%%' },
    ]
    for (const each of headers) {
      const answer = await door.ask('GET', '/people', each)
      expect([answer.status, answer.body.message]).toEqual([401, 'Unauthorized'])
      expect(answer.headers.get('www-authenticate')).toBe('Basic realm="Sayso"')
    }
  })

  it('a browser gets no page', async () => {
    const answer = await door.ask('GET', '/nothing', {
      accept: 'text/html,*/*',
      authorization: door.basic(collector.key),
    })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/json'])
  })
})

describe('people and answers that are somebody else’s, or were erased', () => {
  it('a stranger with a key of another workspace finds none', async () => {
    const { id } = (await demo().ruby('POST', '/people', { email: 'ours@example.com', send: false })).body
    const response = (await demo().ruby('POST', '/survey_responses', { person: id, score: 1 })).body.id
    const { body } = await clientOf(collector).post('/v1/workspaces', { name: 'Strangers' })
    const foreign = clientOf({ url: collector.url, key: body.key })
    const { body: survey } = await foreign.post('/v1/surveys', { metric: 'nps', name: 'Theirs' })
    for (const key of [body.key, `${body.key}:demo`, `${body.key}:${survey.id}`]) {
      const stranger = rawDoor({ url: collector.url, key })
      for (const [method, path, sent] of [
        ['GET', `/people/${id}`],
        ['PUT', '/people', { id, name: 'x' }],
        ['DELETE', `/people/${id}`],
        ['DELETE', '/people/ours@example.com/survey_requests/pending'],
        ['GET', `/survey_responses/${response}`],
        ['PUT', `/survey_responses/${response}`, { score: 10 }],
        ['POST', '/survey_responses', { person: id, score: 10 }],
      ] as const)
        expect((await stranger.ruby(method, path, sent)).status).toBeOneOf([404, 422])
    }
    const theirs = rawDoor({ url: collector.url, key: body.key })
    for (const list of ['/people', '/survey_responses', '/unsubscribes', '/bounces'])
      expect((await theirs.ruby('GET', list)).body).toEqual([])
    expect((await theirs.ruby('GET', '/metrics')).body.response_count).toBe(0)
    expect((await demo().ruby('GET', `/survey_responses/${response}`)).body.score).toBe(1)
  })

  it('whoever was erased is not taken in again', async () => {
    const email = 'erased@example.com'
    const { id } = (await demo().ruby('POST', '/people', { email, send: false })).body
    expect((await demo().ruby('DELETE', `/people/${id}`)).status).toBe(202)
    const again = await demo().ruby('POST', '/people', { email, send: false })
    expect([again.status, again.body.errors.email[0]]).toEqual([422, expect.stringContaining('erased')])
    expect((await demo().ruby('POST', '/survey_responses', { person: id, score: 1 })).status).toBe(422)
    // That they want no mail is kept all the same, and their address is not.
    const since = Math.floor(Date.now() / 1000) - 60
    expect((await demo().ruby('POST', '/unsubscribes', { person_email: email })).status).toBe(201)
    const { body } = await demo().ruby('GET', `/unsubscribes?since=${since}&per_page=100`)
    expect(body.map((each: { email: string | null }) => each.email)).toContain(null)
    expect(JSON.stringify(body)).not.toContain(email)
  })
})

describe('a host of its own', () => {
  /** A request that names a host, which fetch does not let one do. */
  const askAt = (name: string, path: string) =>
    new Promise<{ status: number; body: string; link: string | undefined }>((resolve, reject) => {
      const authorization = door.basic(`${collector.key}:demo`)
      const sent = ask(`${collector.url}${path}`, { headers: { host: name, authorization } }, (answer) => {
        let body = ''
        answer.setEncoding('utf8').on('data', (part) => {
          body += part
        })
        const link = answer.headers.link as string | undefined
        answer.on('end', () => resolve({ status: answer.statusCode!, body, link }))
      })
      sent.on('error', reject).end()
    })

  it('has the API at its root, and nothing else is moved', async () => {
    for (const name of [host, `${host}:8080`, host.toUpperCase()]) {
      const { status, body } = await askAt(name, '/v1/metrics.json')
      expect([status, JSON.parse(body).response_count]).toEqual([200, expect.any(Number)])
    }
    expect((await askAt('other.example', '/v1/metrics')).status).toBe(401)
    expect((await askAt(host, '/healthz')).body).toBe('ok')
  })

  it('links to its own pages', async () => {
    for (const i of [1, 2])
      await demo().ruby('POST', '/people', { email: `link${i}@example.com`, send: false })
    const { link } = await askAt(host, '/v1/people.json?per_page=1')
    expect(link).toMatch(
      /^<http:\/\/delighted\.acme\.example\/v1\/people\?per_page=1&page_info=[\w-]+>; rel="next"$/,
    )
    const elsewhere = await demo().ruby('GET', '/people?per_page=1')
    expect(elsewhere.headers.get('link')).toContain(`<${collector.url}/delighted/v1/people?per_page=1&`)
  })

  it('needs nothing but the host and the key in the client', async () => {
    const own = await startCollector({ DELIGHTED_HOST: 'localhost' })
    const { port } = new URL(own.url)
    const client = delightedClient(own, own.key, { host: 'localhost', port, base: undefined })
    for (const i of [1, 2, 3]) await client.person.create({ email: `own${i}@example.com`, send: false })
    expect(await everyOne(client.person.list({ per_page: 1 }))).toHaveLength(3)
    await own.close()
  })

  it.each([
    ['https://delighted.acme.example', 'must be a host name alone'],
    ['delighted.acme.example/v1', 'must be a host name alone'],
    ['surveys.acme.example', 'must be another host than that of PUBLIC_URL'],
    ['SURVEYS.acme.example:443', 'must be another host than that of PUBLIC_URL'],
  ])('is not %s', (name, reason) => {
    const variables = {
      DELIGHTED_HOST: name,
      PUBLIC_URL: 'https://surveys.acme.example',
      DATABASE_URL: 'https://db',
    }
    for (const read of [readConfig, readWorkerConfig]) {
      expect(() => read(variables)).toThrow(ConfigError)
      expect(() => read(variables)).toThrow(`DELIGHTED_HOST ${reason}`)
    }
  })
})

it('is under the path of PUBLIC_URL too, whether a proxy takes it away or not', async () => {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const own = await startCollector({ PORT: `${port}`, PUBLIC_URL: `${url}/feedback` })
  for (const root of ['/feedback/delighted/v1', '/delighted/v1']) {
    const under = rawDoor({ url, key: own.key }, root)
    for (const i of [1, 2]) await under.python('POST', '/people', { email: `u${i}@example.com`, send: false })
    const { status, headers } = await under.python('GET', '/people?per_page=1')
    expect(status).toBe(200)
    expect(headers.get('link')).toContain(`<${url}/feedback/delighted/v1/people?per_page=1&`)
  }
  await own.close()
})
