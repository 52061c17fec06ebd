import PostalMime from 'postal-mime'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { clientOf } from '../../support/client.ts'
import type { Collector } from '../../support/collector.ts'
import { startMailing } from '../../support/mailing.ts'
import type { MailServer } from '../../support/mailServer.ts'
import { type Delighted, delightedClient } from './door.ts'

let mailServer: MailServer
let collector: Collector
let delighted: Delighted

beforeAll(async () => {
  ;({ mailServer, collector } = await startMailing())
  delighted = delightedClient(collector)
})
afterAll(async () => {
  await collector.close()
  await mailServer.close()
})

const now = () => Math.floor(Date.now() / 1000)
const mailsTo = (email: string) => mailServer.received.filter(({ to }) => to.includes(email))

it('keeps people in a draft that nobody can start before it has a sender', async () => {
  const client = clientOf(collector)
  const person = await delighted.person.create({ email: 'first@example.com', name: 'First' })
  expect(person.survey_scheduled_at).toBeNull()
  const { body } = await client.get('/v1/campaigns')
  expect(body.items).toMatchObject([{ status: 'draft', surveyId: 'demo', counts: { people: 1 } }])
  const { id } = body.items[0]
  const refused = await client.post(`/v1/campaigns/${id}/start`)
  expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining('an address of yours')])
  await client.patch(`/v1/campaigns/${id}`, { from: { address: 'hello@acme.example' } })
  expect((await client.post(`/v1/campaigns/${id}/start`)).status).toBe(200)
  await vi.waitFor(() => expect(mailsTo('first@example.com')).toHaveLength(1), 10_000)
})

it('mails people a campaign runs for, now, later, or not', async () => {
  const sent = await delighted.person.create({ email: 'now@example.com', properties: { plan: 'pro' } })
  expect(Math.abs(sent.survey_scheduled_at - now())).toBeLessThan(30)
  await vi.waitFor(() => expect(mailsTo('now@example.com')).toHaveLength(1), 10_000)
  const person = await vi.waitFor(async () => {
    const found = await delighted.person.retrieve(sent.id)
    expect(found.last_sent_at).toBeGreaterThan(now() - 60)
    return found
  })
  expect(person.next_survey_scheduled_at).toBeNull()

  const later = await delighted.person.create({ email: 'later@example.com', delay: 7200 })
  expect(Math.abs(later.survey_scheduled_at - now() - 7200)).toBeLessThan(30)
  const waiting = await delighted.person.retrieve(later.id)
  expect(waiting.next_survey_scheduled_at).toBe(later.survey_scheduled_at)
  await delighted.surveyRequest.deletePending({ person_email: 'later@example.com' })
  expect((await delighted.person.retrieve(later.id)).next_survey_scheduled_at).toBeNull()

  // Whoever was asked lately is not asked again, and who unsubscribed not at all.
  const again = await delighted.person.create({ email: 'now@example.com' })
  expect(again.survey_scheduled_at).toBeNull()
  const elsewhere = { email: 'elsewhere@example.com', last_sent_at: now() - 3600 }
  expect((await delighted.person.create(elsewhere)).survey_scheduled_at).toBeNull()
  await delighted.unsubscribe.create({ person_email: 'gone@example.com' })
  expect((await delighted.person.create({ email: 'gone@example.com' })).survey_scheduled_at).toBeNull()
  const unsent = await delighted.person.create({ email: 'unsent@example.com', send: 'false' })
  expect(unsent.survey_scheduled_at).toBeNull()
  const last = await delighted.person.create({ email: 'last@example.com' })
  expect(last.survey_scheduled_at).not.toBeNull()
  await vi.waitFor(() => expect(mailsTo('last@example.com')).toHaveLength(1), 10_000)
  for (const name of ['later', 'elsewhere', 'gone', 'unsent'])
    expect(mailsTo(`${name}@example.com`)).toEqual([])
  expect(mailsTo('now@example.com')).toHaveLength(1)
})

it('asks again by another link when somebody was asked long ago', async () => {
  const { body } = await clientOf(collector).get('/v1/campaigns')
  await clientOf(collector).patch(`/v1/campaigns/${body.items[0].id}`, { restDays: 0 })
  const again = await delighted.person.create({ email: 'now@example.com' })
  expect(again.survey_scheduled_at).not.toBeNull()
  await vi.waitFor(() => expect(mailsTo('now@example.com')).toHaveLength(2), 10_000)
  const mails = await Promise.all(mailsTo('now@example.com').map(({ raw }) => PostalMime.parse(raw)))
  const [first, second] = mails.map(({ text }) => text?.match(/\/i\/[\w.-]+/)?.[0])
  expect(first).toMatch(/^\/i\/./)
  expect(first).not.toBe(second)
})
