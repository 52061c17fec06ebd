import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clientOf } from '../../support/client.ts'
import { type Collector, startCollector } from '../../support/collector.ts'
import { type Delighted, delightedClient, everyOne, failure, newEmail, now } from './door.ts'

let collector: Collector
let delighted: Delighted

beforeAll(async () => {
  collector = await startCollector()
  delighted = delightedClient(collector, `${collector.key}:demo`)
})
afterAll(() => collector.close())

describe('people', () => {
  it('creates somebody without mailing them, and finds them again', async () => {
    const email = newEmail()
    const person = await delighted.person.create({
      ...{ email, name: 'Jony Appleseed', send: false },
      properties: { plan: 'basic', seats: 3 },
    })
    expect(person.toJSON()).toEqual({
      id: expect.any(String),
      ...{ email, name: 'Jony Appleseed', survey_scheduled_at: null },
      properties: { plan: 'basic', seats: 3 },
    })
    const found = await delighted.person.retrieve(person.id)
    expect(found.toJSON()).toEqual({
      ...{ id: person.id, email, name: 'Jony Appleseed', phone_number: null },
      created_at: expect.any(Number),
      ...{ last_sent_at: null, last_responded_at: null, next_survey_scheduled_at: null },
    })
    expect(Math.abs(found.created_at - now())).toBeLessThan(60)
  })

  it('saves a changed name', async () => {
    const { id } = await delighted.person.create({ email: newEmail(), name: 'Before', send: false })
    const person = await delighted.person.retrieve(id)
    person.name = 'After'
    expect((await person.save()).name).toBe('After')
    expect((await delighted.person.retrieve(id)).name).toBe('After')
  })

  it('lists everybody once over many pages, those who only answered too', async () => {
    const { body: survey } = await clientOf(collector).post('/v1/surveys', { metric: 'nps', name: 'Pages' })
    const own = delightedClient(collector, `${collector.key}:${survey.id}`)
    const emails = Array.from({ length: 23 }, (_, i) => `page${i}@example.com`)
    for (const email of emails.slice(0, 12)) await own.person.create({ email, send: false })
    const rows = emails.slice(6).map((email, i) => ({
      ...{ id: `r${i}`, rating: 9, answeredAt: '2026-01-02T10:00:00Z' },
      respondent: i % 2 ? { email } : { email, id: `u${i}` },
    }))
    rows.push({
      id: 'again',
      rating: 3,
      answeredAt: '2026-01-03T10:00:00Z',
      respondent: { email: emails[20]! },
    })
    await fetch(`${collector.url}/v1/surveys/${survey.id}/import`, {
      method: 'POST',
      headers: { authorization: `Bearer ${collector.key}`, 'content-type': 'application/x-ndjson' },
      body: rows.map((row) => JSON.stringify(row)).join('\n'),
    })
    const found = await everyOne(own.person.list({ per_page: 5 }))
    expect(found.map(({ email }) => email).sort()).toEqual(emails.sort())
    expect(new Set(found.map(({ id }) => id)).size).toBe(23)
    const late = await everyOne(own.person.list({ per_page: 4, since: now() - 600 }))
    expect(late).toHaveLength(6)
    const one = await everyOne(own.person.list({ email: 'PAGE20@example.com' }))
    expect(one.map((person) => person.last_responded_at)).toEqual([Date.parse('2026-01-03T10:00:00Z') / 1000])
    await clientOf(collector).erase(`/v1/surveys/${survey.id}`)
  })

  it('lists people in the order in which they were first seen', async () => {
    const { body: survey } = await clientOf(collector).post('/v1/surveys', { metric: 'nps', name: 'Order' })
    const own = delightedClient(collector, `${collector.key}:${survey.id}`)
    const at = (day: number) => Date.UTC(2026, 0, day) / 1000
    // Nobody's answers and second ones are no new people; the address of u1 is theirs, whoever was first.
    const answers: readonly (readonly [day: number, person: object | null])[] = [
      [2, { email: 'two@example.com' }],
      [2, null],
      [3, { id: 'u1', email: 'one@example.com' }],
      [1, { email: 'one@example.com' }],
      [5, { id: 'u5' }],
      [6, { email: 'two@example.com' }],
      [4, { email: 'four@example.com' }],
      [5, { id: 'u5b' }],
    ]
    await fetch(`${collector.url}/v1/surveys/${survey.id}/import`, {
      method: 'POST',
      headers: { authorization: `Bearer ${collector.key}`, 'content-type': 'application/x-ndjson' },
      body: answers
        .map(([day, respondent], i) =>
          JSON.stringify({
            ...{ id: `r${i}`, rating: 9, answeredAt: new Date(at(day) * 1000) },
            ...(respondent && { respondent }),
          }),
        )
        .join('\n'),
    })
    for (const name of ['amy', 'four', 'zoe'])
      await own.person.create({ email: `${name}@example.com`, send: false })
    const listed = async (given: object) =>
      (await everyOne(own.person.list(given))).map(({ id, email }) => email ?? id)
    const everyone = ['one@example.com', 'two@example.com', 'four@example.com', 'u5', 'u5b']
    everyone.push('amy@example.com', 'zoe@example.com')
    for (const per_page of [1, 2, 3, 100]) expect(await listed({ per_page })).toEqual(everyone)
    expect(await listed({ since: at(2), until: at(4), per_page: 1 })).toEqual(everyone.slice(1, 3))
    expect(await listed({ since: at(5), until: at(5) })).toEqual(['u5', 'u5b'])
  })

  it('stops paging when it is told to', async () => {
    let seen = 0
    await delighted.person.list({ per_page: 1 }).autoPagingEach(() => {
      seen += 1
      return false
    })
    expect(seen).toBeGreaterThan(0)
  })

  it.each(['id', 'email'])('deletes somebody with all that was theirs, by %s', async (by) => {
    const email = newEmail()
    const { id } = await delighted.person.create({ email, send: false })
    const response = await delighted.surveyResponse.create({ person: id, score: 2, comment: 'bad' })
    expect(await delighted.person.delete(by === 'id' ? { id } : { email })).toEqual({ ok: true })
    const gone = await failure(delighted.surveyResponse.retrieve(response.id))
    expect(JSON.parse(gone.message).status).toBe(404)
    expect(JSON.parse((await failure(delighted.person.retrieve(id))).message).status).toBe(404)
  })

  it('says that there are no phone numbers here', async () => {
    for (const call of [
      delighted.person.create({ phone_number: '+14155551212' }),
      delighted.person.delete({ phone_number: '+14155551212' }),
      delighted.autopilotConfiguration.retrieve('sms'),
      delighted.autopilotMembership.forSms().create({ person_phone_number: '+14155551212' }),
      delighted.person.create({ email: newEmail(), channel: 'sms' }),
    ]) {
      const { type, message } = await failure(call)
      expect(type).toBe('ResourceValidationError')
      expect(JSON.parse(message)).toMatchObject({ status: 422, message: 'Unprocessable Entity' })
      expect(message).toMatch(/mail/)
    }
  })

  it('deletes what is pending', async () => {
    const person_email = newEmail()
    await delighted.person.create({ email: person_email })
    expect(await delighted.surveyRequest.deletePending({ person_email })).toEqual({ ok: true })
  })
})
