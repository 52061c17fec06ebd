import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sendAnswer } from '../../runtimes/forms.ts'
import { worldOf } from '../../runtimes/world.ts'
import { clientOf, send } from '../../support/client.ts'
import { type Collector, startCollector, unlimited } from '../../support/collector.ts'
import { type Delighted, delightedClient, everyOne, failure, makeAutopilot, newEmail, now } from './door.ts'

let collector: Collector
let delighted: Delighted

beforeAll(async () => {
  collector = await startCollector()
  delighted = delightedClient(collector, `${collector.key}:demo`)
})
afterAll(() => collector.close())

describe('survey responses', () => {
  it('creates, reads and changes one', async () => {
    const { id: person } = await delighted.person.create({ email: newEmail(), name: 'Ann', send: false })
    const created_at = now() - 3600
    const made = await delighted.surveyResponse.create({
      ...{ person, score: 10, comment: 'Great', created_at },
      person_properties: { plan: 'pro' },
    })
    expect(made.toJSON()).toEqual({
      ...{ id: expect.any(String), person, survey_type: 'nps', score: 10, comment: 'Great', created_at },
      permalink: expect.stringContaining('/console/answers/demo/'),
      ...{
        updated_at: expect.any(Number),
        person_properties: { plan: 'pro' },
        notes: [],
        additional_answers: [],
      },
      tags: expect.any(Array),
    })
    const read = await delighted.surveyResponse.retrieve(made.id, { expand: 'person' })
    expect(read.person).toMatchObject({ id: person, name: 'Ann' })
    read.score = 6
    read.comment = 'Not so great'
    const saved = await read.save()
    expect([saved.score, saved.comment, saved.created_at]).toEqual([6, 'Not so great', created_at])
    expect((await delighted.surveyResponse.retrieve(made.id)).score).toBe(6)
    const { id: other } = await delighted.person.create({ email: newEmail(), send: false })
    read.person = other
    expect((await read.save()).person).toBe(other)
  })

  /** The id of an answer that a person gave, on a page or by a personal link. */
  async function saidOnPage(): Promise<string> {
    const id = crypto.randomUUID()
    const said = { surveyId: 'demo', id, writeKey: 'x', revision: 1, rating: 9, comment: 'mine' }
    await clientOf(collector).publicly('/v1/public/responses', said)
    return id
  }
  async function saidByLink(): Promise<string> {
    const world = worldOf(() => collector)
    const respondent = { id: 'by-link', email: newEmail() }
    const { body } = await world.client.post('/v1/surveys/demo/invitations', { respondent })
    const page = (await send(body.link)).body
    await sendAnswer(world, page, { rating: '9', comment: 'mine' })
    const [answer] = (await world.client.get('/v1/surveys/demo/responses')).body.items
    expect(answer).toMatchObject({ rating: 9, respondent })
    return answer.id
  }

  it.each([
    ['on a page', saidOnPage],
    ['by a link', saidByLink],
  ])('does not write over what somebody said %s', async (_, saying) => {
    const id = await saying()
    const response = await delighted.surveyResponse.retrieve(id)
    // Saved as it is, nothing is to be written.
    expect((await response.save()).comment).toBe('mine')
    for (const change of [{ score: 1 }, { comment: 'theirs' }, { person_properties: { plan: 'pro' } }]) {
      const changed = Object.assign(await delighted.surveyResponse.retrieve(id), change)
      Object.assign(changed.schema, { score: true, comment: true, person_properties: true })
      const { type, message } = await failure(changed.save())
      expect([type, JSON.parse(message).errors.base]).toEqual([
        'ResourceValidationError',
        [expect.any(String)],
      ])
    }
    const kept = await delighted.surveyResponse.retrieve(id)
    expect([kept.score, kept.comment]).toEqual([9, 'mine'])
    await clientOf(collector).post('/v1/surveys/demo/responses/delete', { ids: [id] })
  })

  it.each([
    [{ score: 3 }, { person: ["can't be blank"] }],
    [{ person: 'nobody-here', score: 3 }, { person: ['does not exist: create the person first'] }],
    [{ person: 'nobody-here' }, { score: ["can't be blank"] }],
    [{ person: 'email:ann@example.com', score: 11 }, { score: ['must be a whole number from 0 to 10'] }],
    [{ person: 'email:ann@example.com', score: 9.5 }, { score: ['must be a whole number from 0 to 10'] }],
    [
      { person: 'email:ann@example.com', score: 9, created_at: 'yesterday' },
      { created_at: ['must be a Unix time in seconds, like 1713581057'] },
    ],
    [
      { person: 'email:ann@example.com', score: 9, created_at: now() + 3 * 86_400 },
      { created_at: ['must not be in the future'] },
    ],
  ])('refuses %j', async (given, errors) => {
    await delighted.person.create({ email: 'ann@example.com', send: false })
    const { type, message } = await failure(delighted.surveyResponse.create(given))
    expect([type, JSON.parse(message)]).toEqual([
      'ResourceValidationError',
      { status: 422, message: 'Unprocessable Entity', errors },
    ])
  })
})

describe('lists and metrics of a survey of its own', () => {
  const day = 86_400
  const scores = [10, 10, 9, 8, 7, 6, 0, 10, 9, 2, 10, 8]
  let own: Delighted
  let surveyId: string
  let begin: number

  beforeAll(async () => {
    const { body } = await clientOf(collector).post('/v1/surveys', { metric: 'nps', name: 'Lists' })
    surveyId = body.id
    own = delightedClient(collector, `${collector.key}:${surveyId}`)
    begin = now() - 20 * day
    for (const [place, score] of scores.entries()) {
      const { id: person } = await own.person.create({
        email: `list${place}@example.com`,
        name: `L${place}`,
        send: false,
      })
      await own.surveyResponse.create({
        ...{ person, score, created_at: begin + place * day },
        person_properties: { plan: place < 4 ? 'pro' : 'free' },
      })
    }
    const { id: person } = await own.person.retrieve('email:list0@example.com')
    await own.surveyResponse.create({ person, score: 0, created_at: begin - 100 * day })
  })

  const listed = async (params: object = {}): Promise<number[]> =>
    (await own.surveyResponse.all(params)).map(({ score }: Delighted) => score)

  it('lists the oldest first, in pages', async () => {
    expect(await listed()).toEqual([0, ...scores])
    expect(await listed({ per_page: 5, page: 2 })).toEqual(scores.slice(4, 9))
    expect(await listed({ per_page: 5, page: 4 })).toEqual([])
    expect(await listed({ order: 'desc', per_page: 3 })).toEqual([8, 10, 2])
  })

  it('lists what is of a time, a person or a trend', async () => {
    expect(await listed({ since: begin + 2 * day, until: begin + 4 * day })).toEqual(scores.slice(2, 5))
    expect(await listed({ since: new Date((begin + 10 * day) * 1000) })).toEqual(scores.slice(10))
    expect(await listed({ person_email: 'list0@example.com' })).toEqual([0, 10])
    const { id } = await own.person.retrieve('email:list3@example.com')
    expect(await listed({ person_id: id })).toEqual([8])
    expect(await listed({ trend: 'plan:pro' })).toEqual(scores.slice(0, 4))
  })

  it('lists by what was changed last', async () => {
    const [response] = await own.surveyResponse.all({ page: 5, per_page: 1 })
    await new Promise((resolve) => setTimeout(resolve, 1100))
    response.comment = 'changed'
    const { updated_at } = await response.save()
    const changed = await own.surveyResponse.all({ order: 'desc:updated_at', per_page: 1 })
    expect(changed[0].id).toBe(response.id)
    expect(await listed({ order: 'asc:updated_at', updated_since: updated_at })).toEqual([response.score])
    expect(await listed({ updated_until: updated_at - 1 })).toHaveLength(scores.length)
  })

  it('expands people', async () => {
    const [first] = await own.surveyResponse.all({ since: begin, expand: 'person', per_page: 1 })
    expect(first.person).toMatchObject({ email: 'list0@example.com', name: 'L0', last_responded_at: begin })
    expect((await own.surveyResponse.all({ since: begin, per_page: 1 }))[0].person).toBe(first.person.id)
  })

  it('has the metrics that the report has, of the last 30 days or of a span', async () => {
    const all = await own.metrics.retrieve()
    expect(all.toJSON()).toEqual({
      ...{ nps: 25, promoter_count: 6, promoter_percent: 50, passive_count: 3, passive_percent: 25 },
      ...{ detractor_count: 3, detractor_percent: 25, response_count: 12 },
    })
    const { body } = await clientOf(collector).get(`/v1/surveys/${surveyId}/report`)
    const ever = await own.metrics.retrieve({ until: now() })
    expect([ever.response_count, ever.nps]).toEqual([body.n, Math.round(body.score.nps)])
    const some = await own.metrics.retrieve({ since: begin + 2 * day, until: begin + 4 * day })
    expect([some.response_count, some.nps, some.promoter_percent]).toEqual([3, 33, 33])
    expect((await own.metrics.retrieve({ since: 0, until: 99_999_999_999 })).response_count).toBe(body.n)
    const pro = await own.metrics.retrieve({ trend: 'plan:pro' })
    expect([pro.response_count, pro.nps]).toEqual([4, 75])
    const none = await own.metrics.retrieve({ since: now() + day })
    expect([none.response_count, none.nps]).toEqual([0, null])
  })

  it('refuses a trend that is none', async () => {
    for (const trend of ['1234', 'plan:gold']) {
      const { message } = await failure(own.metrics.retrieve({ trend }))
      expect(JSON.parse(message).errors.trend).toHaveLength(1)
      expect(JSON.parse((await failure(own.surveyResponse.all({ trend }))).message).status).toBe(422)
    }
  })

  it('asks for the survey when there are several', async () => {
    const { body } = await clientOf(collector).post('/v1/surveys', { metric: 'csat', name: 'Another' })
    const { type, message } = await failure(delightedClient(collector).metrics.retrieve())
    expect(type).toBe('ResourceValidationError')
    expect(JSON.parse(message).errors.survey[0]).toContain(body.id)
    const csat = delightedClient(collector, `${collector.key}:${body.id}`)
    const { id: person } = await csat.person.create({ email: 'csat@example.com', send: false })
    expect((await csat.surveyResponse.create({ person, score: 5 })).survey_type).toBe('csat')
    expect((await csat.metrics.retrieve()).toJSON()).toMatchObject({
      csat: 100,
      satisfied_count: 1,
      response_count: 1,
    })
    const unknown = delightedClient(collector, `${collector.key}:no-such-survey`)
    expect(JSON.parse((await failure(unknown.metrics.retrieve())).message).errors.survey).toHaveLength(1)
  })
})

describe('unsubscribes and bounces', () => {
  it('unsubscribes people, and lists both', async () => {
    const own = delightedClient(collector, `${collector.key}:demo`)
    const emails = [newEmail(), newEmail()]
    await own.person.create({ email: emails[0], name: 'Una', send: false })
    for (const person_email of emails) await own.unsubscribe.create({ person_email })
    const person = await own.person.retrieve(`email:${emails[0]}`)
    const [first, second, ...more] = await own.unsubscribe.all({ since: now() - 60 })
    expect(more).toEqual([])
    expect(first.toJSON()).toEqual({
      ...{ person_id: person.id, email: emails[0], name: 'Una', unsubscribed_at: expect.any(Number) },
    })
    expect(second.email).toBe(emails[1])
    expect((await own.unsubscribe.all({ page: 2, per_page: 1 }))[0].email).toBe(emails[1])
    expect(await own.unsubscribe.all({ until: now() - 60 })).toEqual([])
    await clientOf(collector).post('/v1/suppressions', { email: person.email, reason: 'bounced' })
    const email = newEmail()
    await own.person.create({ email, send: false })
    await clientOf(collector).post('/v1/suppressions', { email, reason: 'bounced' })
    expect((await own.bounce.all()).map((each: Delighted) => [each.email, typeof each.bounced_at])).toEqual([
      [email, 'number'],
    ])
    const { message } = await failure(own.unsubscribe.create({}))
    expect(JSON.parse(message).errors).toEqual({ person_email: ["can't be blank"] })
  })
})

describe('Autopilot', () => {
  it('is a recurring campaign', async () => {
    const { body: survey } = await clientOf(collector).post('/v1/surveys', {
      metric: 'nps',
      name: 'Autopilot',
    })
    const own = delightedClient(collector, `${collector.key}:${survey.id}`)
    expect((await own.autopilotConfiguration.retrieve('email')).active).toBe(false)
    const members = own.autopilotMembership.forEmail()
    expect(await everyOne(members.list())).toEqual([])
    const { message } = await failure(members.create({ person_email: newEmail() }))
    expect(JSON.parse(message).errors.platform[0]).toMatch(/recurring campaign/)

    await makeAutopilot(collector, survey.id)
    expect((await own.autopilotConfiguration.retrieve('email')).toJSON()).toEqual({
      ...{ platform_id: 'email', active: false, frequency: 90 * 86_400 },
      ...{ created_at: expect.any(Number), updated_at: expect.any(Number) },
    })
    const emails = [1, 2, 3].map((i) => `auto${i}@example.com`)
    for (const person_email of emails) {
      const { person, properties } = await members.create({ person_email, properties: { State: 'CA' } })
      expect([person.email, properties]).toEqual([person_email, { State: 'CA' }])
    }
    const listed = await everyOne(members.list({ per_page: 1 }))
    expect(listed.map(({ person }) => person.email)).toEqual(emails)
    expect(listed[0].properties).toEqual({ State: 'CA' })
    expect((await members.delete({ person_email: emails[1] })).person.email).toBe(emails[1])
    expect((await everyOne(members.list())).map(({ person }) => person.email)).toEqual([emails[0], emails[2]])
    await members.create({ person_id: (await own.person.retrieve(`email:${emails[1]}`)).id })
    expect(await everyOne(members.list({ person_email: emails[1] }))).toHaveLength(1)
    expect(
      JSON.parse((await failure(members.delete({ person_email: 'x@example.com' }))).message).status,
    ).toBe(404)
  })
})

describe('errors', () => {
  it('says that a key is wrong', async () => {
    const { type, message } = await failure(delightedClient(collector, 'wrong').metrics.retrieve())
    expect([type, JSON.parse(message)]).toEqual([
      'AuthenticationError',
      { status: 401, message: 'Unauthorized', errors: { base: [expect.any(String)] } },
    ])
  })

  it('says in which format it answers', async () => {
    const headers = { Accept: 'text/csv', 'Content-Type': 'application/json' }
    const { type } = await failure(delightedClient(collector, collector.key, { headers }).metrics.retrieve())
    expect(type).toBe('UnsupportedFormatRequestedError')
  })

  it('says when to come again, which the client does by itself', async () => {
    const limited = await startCollector({ ...unlimited, LIMIT_PER_KEY: '3' })
    const client = delightedClient(limited)
    for (let i = 0; i < 3; i += 1) await client.metrics.retrieve()
    const { type, retryAfter, message } = await failure(client.metrics.retrieve())
    expect([type, JSON.parse(message).status]).toEqual(['TooManyRequestsError', 429])
    expect(retryAfter).toBeGreaterThan(0)
    expect(retryAfter).toBeLessThan(61)
    await limited.close()
  })
})
