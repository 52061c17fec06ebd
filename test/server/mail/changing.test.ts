import PostalMime from 'postal-mime'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { clientOf, send } from '../../support/client.ts'
import type { Collector } from '../../support/collector.ts'
import { shutToday, startMailing } from '../../support/mailing.ts'
import type { MailServer, startMailServer } from '../../support/mailServer.ts'

const minute = 60_000
const day = 24 * 60 * minute
let mailServer: MailServer
let collector: Collector
/** Milliseconds that the server's clock is ahead. */
let ahead = 0
const clock = Date.now

afterEach(async () => {
  await collector?.close()
  await mailServer?.close()
  vi.restoreAllMocks()
})

async function begin(refuse?: Parameters<typeof startMailServer>[0]) {
  ahead = 0
  vi.spyOn(Date, 'now').mockImplementation(() => clock() + ahead)
  ;({ mailServer, collector } = await startMailing(refuse))
  return clientOf(collector)
}

async function campaignTo(names: readonly string[], plan: object = {}) {
  const client = clientOf(collector)
  const given = { surveyId: 'demo', from: { address: 'ask@acme.example' }, ...plan }
  const { body } = await client.post('/v1/campaigns', given)
  const people = names.map((name) => ({ email: `${name}@example.com`, name: 'Ada' }))
  expect((await client.post(`/v1/campaigns/${body.id}/people`, people)).body.added).toBe(names.length)
  return body.id as string
}

const start = (id: string) => clientOf(collector).post(`/v1/campaigns/${id}/start`)
const change = (id: string, body: object) =>
  send(`${collector.url}/v1/campaigns/${id}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${collector.key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
const read = async (id: string) => (await clientOf(collector).get(`/v1/campaigns/${id}`)).body
const dryRun = async (id: string) => (await clientOf(collector).get(`/v1/campaigns/${id}/dry-run`)).body

describe('changing a campaign', () => {
  it('says the new words in the mails that follow, and leaves what is not named', async () => {
    await begin()
    const id = await campaignTo(['a'], { intro: 'Before', perHour: 100 })
    const { status, body } = await change(id, { intro: 'After' })
    expect([status, body.intro, body.perHour]).toEqual([200, 'After', 100])
    await start(id)
    await expect.poll(() => read(id)).toMatchObject({ status: 'finished' })
    expect((await PostalMime.parse(mailServer.received[0]!.raw)).text).toContain('After')
    expect((await change(id, { perMinute: 0 })).status).toBe(422)
    expect((await change(id, { surveyId: 'other' })).status).toBe(422)
    const cancelled = await campaignTo(['b'])
    await clientOf(collector).post(`/v1/campaigns/${cancelled}/cancel`)
    expect((await change(cancelled, { intro: 'x' })).status).toBe(409)
  })

  it('sends those at once who waited for hours that it has no more', async () => {
    await begin()
    const id = await campaignTo(['a'], {
      window: shutToday(),
      timezone: 'Asia/Tokyo',
    })
    await start(id)
    await expect.poll(() => read(id)).toMatchObject({ counts: { waitingFor: { window: 1 } } })
    await change(id, { window: null })
    await expect.poll(() => read(id)).toMatchObject({ status: 'finished', counts: { sent: 1 } })
  })

  it('reminds those who were mailed before it had reminders', async () => {
    await begin()
    const id = await campaignTo(['a', 'b'])
    await start(id)
    await expect.poll(() => read(id)).toMatchObject({ status: 'finished' })
    expect((await change(id, { reminders: { afterDays: 3 } })).body).toMatchObject({
      ...{ status: 'running', counts: { waitingFor: { reminder: 2 } } },
    })
    expect((await dryRun(id)).items[0]).toMatchObject({ outcome: 'later', reason: 'reminder' })
    ahead = 4 * day
    await start(id)
    await expect.poll(() => read(id)).toMatchObject({ status: 'finished', counts: { reminded: 2 } })
  })
})

describe('a test mail', () => {
  it('is the mail of the campaign, and nothing answered by it counts', async () => {
    const client = await begin()
    const id = await campaignTo(['ada'], { subject: 'Hello {name}' })
    const { body } = await client.post(`/v1/campaigns/${id}/test`, { to: 'me@acme.example' })
    expect(body).toEqual({ outcome: 'sent', code: null, text: '' })
    const [mail] = mailServer.received
    expect(mail!.to).toBe('me@acme.example')
    const { subject, text, headers } = await PostalMime.parse(mail!.raw)
    expect(subject).toBe('Hello Ada')
    const [link] = text!.match(/http\S+\/i\/\S+/)!
    expect((await send(link, { method: 'POST', body: formOf('9') })).status).toBe(200)
    const report = (await client.get('/v1/surveys/demo/report')).body
    expect(report.n).toBe(0)
    const unsubscribe = headers.find(({ key }) => key === 'list-unsubscribe')!.value.slice(1, -1)
    expect((await send(unsubscribe, { method: 'POST' })).status).toBe(200)
    expect((await client.get('/v1/suppressions')).body.items).toEqual([])
    expect(await read(id)).toMatchObject({ status: 'draft', counts: { people: 1, sent: 0 } })
  })

  it('says what the mail server says', async () => {
    const client = await begin()
    const id = await campaignTo([])
    const to = '550-5.7.1-relaying_denied.me@acme.example'
    expect((await client.post(`/v1/campaigns/${id}/test`, { to })).body).toMatchObject({
      ...{ outcome: 'refused', code: 550, text: expect.stringContaining('relaying denied') },
    })
    await client.post('/v1/suppressions', { email: 'me@acme.example' })
    expect((await client.post(`/v1/campaigns/${id}/test`, { to: 'me@acme.example' })).status).toBe(409)
  })
})

describe('mail of several campaigns', () => {
  it('rests 14 days, and goes out after them', async () => {
    const client = await begin()
    const { body: survey } = await client.post('/v1/surveys', { name: 'Other', metric: 'csat' })
    await client.post(`/v1/surveys/${survey.id}/publish`)
    const first = await campaignTo(['a', 'b'])
    await start(first)
    await expect.poll(() => read(first)).toMatchObject({ status: 'finished' })
    const second = await campaignTo(['a', 'c'], { surveyId: survey.id })
    expect(await dryRun(second)).toMatchObject({ send: 1, later: 1, reasons: { rested: 1 } })
    await start(second)
    await expect.poll(() => read(second)).toMatchObject({ counts: { sent: 1, waitingFor: { rested: 1 } } })
    ahead = 13 * day
    await start(second)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(await read(second)).toMatchObject({ counts: { sent: 1 } })
    ahead = 15 * day
    await start(second)
    await expect.poll(() => read(second)).toMatchObject({ status: 'finished', counts: { sent: 2 } })
    const third = await campaignTo(['a'], { surveyId: survey.id, restDays: 0 })
    expect(await dryRun(third)).toMatchObject({ later: 0 })
  })

  it('that begin together go to one person once', async () => {
    const client = await begin()
    const { body: survey } = await client.post('/v1/surveys', { name: 'Other', metric: 'csat' })
    await client.post(`/v1/surveys/${survey.id}/publish`)
    const names = Array.from({ length: 30 }, (_, n) => `p${n}`)
    const ids = [await campaignTo(names), await campaignTo(names, { surveyId: survey.id })]
    await Promise.all(ids.map(start))
    await expect.poll(() => mailServer.received.length).toBe(30)
    await expect
      .poll(async () => (await Promise.all(ids.map(read))).map(({ counts }) => counts.waiting + counts.sent))
      .toEqual([30, 30])
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(new Set(mailServer.received.map(({ to }) => to)).size).toBe(30)
    expect(mailServer.received).toHaveLength(30)
  })
})

it('tries a mail that is put off for four days, also where it goes out in some hours of the day only', async () => {
  await begin((_, at) => (at === 'address' ? { code: 451, text: '4.7.1 greylisted' } : null))
  const id = await campaignTo(['a'], { window: { from: '08:00', to: '12:00' }, timezone: 'UTC' })
  await start(id)
  let days = 0
  for (let hours = 0; hours < 24 * 12; hours += 1) {
    ahead += 60 * minute
    await start(id)
    await new Promise((resolve) => setTimeout(resolve, 20))
    if ((await read(id)).status === 'finished') break
    days = hours / 24
  }
  expect(await read(id)).toMatchObject({ status: 'finished', counts: { failed: 1 } })
  expect(days).toBeGreaterThan(3.5)
}, 60_000)

const formOf = (rating: string) =>
  new URLSearchParams({ visit: crypto.randomUUID(), rating, scripted: '', comment: '' })
