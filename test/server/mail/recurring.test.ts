import PostalMime from 'postal-mime'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { clientOf, send } from '../../support/client.ts'
import type { Collector } from '../../support/collector.ts'
import { textOf } from '../../support/console.ts'
import { startMailing } from '../../support/mailing.ts'
import type { MailServer } from '../../support/mailServer.ts'
import { signedInCookie } from '../../support/reports.ts'

const day = 86_400_000
const always = { from: '00:00', to: '24:00' }
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

async function begin() {
  ahead = 0
  vi.spyOn(Date, 'now').mockImplementation(() => clock() + ahead)
  ;({ mailServer, collector } = await startMailing())
  return clientOf(collector)
}

async function campaignOf(people: readonly object[], plan: object) {
  const client = clientOf(collector)
  const given = { surveyId: 'demo', from: { address: 'ask@acme.example' }, window: always, ...plan }
  const { body, status } = await client.post('/v1/campaigns', given)
  expect(status).toBe(201)
  await client.post(`/v1/campaigns/${body.id}/people`, people)
  await client.post(`/v1/campaigns/${body.id}/start`)
  return body.id as string
}

const read = async (id: string) => (await clientOf(collector).get(`/v1/campaigns/${id}`)).body
const itemOf = async (id: string, email: string) => {
  const { items } = (await clientOf(collector).get(`/v1/campaigns/${id}/dry-run`)).body
  return items.find((each: { email: string }) => each.email === email)
}
const mailsTo = (email: string) => mailServer.received.filter(({ to }) => to === email)

/** The people of a campaign who wait for nothing that has a name: they are next, or their mail is under way. */
async function unnamed(id: string): Promise<number> {
  const { waiting, waitingFor } = (await read(id)).counts
  return Object.values<number>(waitingFor).reduce((left, many) => left - many, waiting)
}

/** Lets time pass, and the server look what is due. */
async function pass(days: number, id: string) {
  // No lease may end by the jump.
  await expect.poll(() => unnamed(id)).toBe(0)
  ahead += days * day
  await clientOf(collector).post(`/v1/campaigns/${id}/start`)
  await new Promise((resolve) => setTimeout(resolve, 400))
}

const inDays = (days: number) => new Date(Date.now() + days * day).toISOString().slice(0, 10)
const person = (email: string, days: number) => ({ email, properties: { signed_up_at: inDays(days) } })
const after = (days: number) => ({ property: 'signed_up_at', days })

/** Answers by the first link of a mail. */
async function answer(raw: Buffer, rating: string) {
  const { text } = await PostalMime.parse(raw)
  const [link] = text!.match(/http\S+\/i\/\S+/)!
  const body = new URLSearchParams({ visit: crypto.randomUUID(), rating, scripted: '', comment: '' })
  return send(link, { method: 'POST', body })
}

describe('so many days after a date', () => {
  it('asks each person once, says why others have no time, and follows the date when it changes', async () => {
    const client = await begin()
    const people = [
      person('soon@example.com', -10),
      person('old@example.com', -400),
      { email: 'dateless@example.com' },
    ]
    const id = await campaignOf(people, { recurring: { after: after(14) } })
    await expect
      .poll(() => itemOf(id, 'soon@example.com'))
      .toMatchObject({ outcome: 'later', reason: 'next' })
    await expect.poll(() => itemOf(id, 'old@example.com')).toMatchObject({ outcome: 'not', reason: 'past' })
    await expect
      .poll(() => itemOf(id, 'dateless@example.com'))
      .toMatchObject({ outcome: 'not', reason: 'no-date' })
    const at = Date.parse((await itemOf(id, 'soon@example.com')).at)
    expect(at - Date.now()).toBeGreaterThan(2.5 * day)
    expect(at - Date.now()).toBeLessThan(6.5 * day)
    await pass(2, id)
    await expect.poll(() => mailServer.received).toHaveLength(0)
    const changed = [person('soon@example.com', -3), person('dateless@example.com', -13)]
    expect((await client.post(`/v1/campaigns/${id}/people`, changed)).body).toMatchObject({ added: 0 })
    await pass(6, id)
    await expect.poll(() => mailServer.received.map(({ to }) => to)).toEqual(['dateless@example.com'])
    await pass(7, id)
    await expect.poll(() => mailsTo('soon@example.com')).toHaveLength(1)
    await pass(400, id)
    await expect.poll(() => mailServer.received).toHaveLength(2)
    expect(await read(id)).toMatchObject({ status: 'running', counts: { people: 3, sent: 2 } })
  })

  it('reminds those who do not answer', async () => {
    await begin()
    const id = await campaignOf([person('ada@example.com', 0)], {
      recurring: { after: after(0) },
      reminders: { afterDays: 4 },
    })
    const ada = (mails: number) => expect.poll(() => mailsTo('ada@example.com')).toHaveLength(mails)
    await pass(3, id)
    await ada(1)
    await pass(5, id)
    await ada(2)
    await pass(100, id)
    await ada(2)
  })
})

describe('every so many days', () => {
  it('asks again with links of their own, counts all answers, and keeps the links of before', async () => {
    const client = await begin()
    await client.patch('/v1/surveys/demo', { rules: { afterAnswered: 5, afterDismissed: 5 } })
    const id = await campaignOf([person('ada@example.com', 0)], {
      recurring: { everyDays: 30, after: after(0) },
      reminders: { afterDays: 4 },
    })
    const ada = (mails: number) => expect.poll(() => mailsTo('ada@example.com')).toHaveLength(mails)
    await ada(1)
    await pass(3, id)
    await ada(1)
    // A reminder, then the next ask.
    await pass(2, id)
    await ada(2)
    await pass(10, id)
    await ada(2)
    await pass(20, id)
    await ada(3)
    const [first, reminder, second] = mailsTo('ada@example.com').map(({ raw }) => raw)
    expect((await answer(second!, '9')).status).toBe(200)
    expect((await answer(first!, '3')).status).toBe(200)
    expect((await answer(reminder!, '4')).status).toBe(200)
    await pass(5, id)
    await expect.poll(() => mailsTo('ada@example.com')).toHaveLength(3)
    expect(await read(id)).toMatchObject({
      ...{ status: 'running', counts: { people: 1, sent: 2, answered: 2, reminded: 1 } },
    })
    expect(await itemOf(id, 'ada@example.com')).toMatchObject({
      outcome: 'later',
      askedAt: expect.any(String),
    })
    const { earlierAsks, mails } = (await client.get('/v1/respondents/ADA@example.com')).body
    expect([earlierAsks, mails]).toMatchObject([
      [{ campaignId: id, surveyId: 'demo', mails: 2 }],
      [{ mails: 1 }],
    ])
    const askedAt = Date.parse(mails[0].lastSentAt)
    expect(askedAt - Date.parse(earlierAsks[0].askedAt)).toBeGreaterThan(28 * day)
    const headers = { cookie: await signedInCookie(collector) }
    const pageOf = async (path: string) => textOf(await send(`${collector.url}/console/${path}`, { headers }))
    expect(await pageOf('people/ada@example.com')).toMatch(
      /Mail sent, 2 times: .*Mails 3 |Mails 3 .*Mail sent, 2 times: /,
    )
    const page = await pageOf(`campaigns/${id}`)
    expect(page).toMatch(/Mails per day .*1 sent in the last week and today, 0 planned until/)
    expect(page).toMatch(/ada@example\.com .*Scored 4 of 10/)
    expect((await client.erase('/v1/respondents/ada@example.com')).status).toBe(200)
    for (const raw of [first!, second!]) expect((await answer(raw, '1')).status).toBe(410)
    expect((await client.get('/v1/surveys/demo/report')).body.n).toBe(0)
  })

  it('pauses, leaves people out who left, and takes them back where they were', async () => {
    const client = await begin()
    const id = await campaignOf([person('ada@example.com', 0), person('bo@example.com', 0)], {
      recurring: { everyDays: 30, after: after(0) },
    })
    await pass(5, id)
    await expect.poll(() => mailServer.received).toHaveLength(2)
    expect((await client.erase(`/v1/campaigns/${id}/people/ADA@example.com`)).status).toBe(204)
    expect((await client.erase(`/v1/campaigns/${id}/people/nobody@example.com`)).status).toBe(404)
    expect(await itemOf(id, 'ada@example.com')).toMatchObject({ outcome: 'not', reason: 'left' })
    await client.post(`/v1/campaigns/${id}/pause`)
    ahead += 40 * day
    await new Promise((resolve) => setTimeout(resolve, 400))
    await expect.poll(() => mailServer.received).toHaveLength(2)
    await pass(0, id)
    await expect.poll(() => mailsTo('bo@example.com')).toHaveLength(2)
    await expect.poll(() => mailsTo('ada@example.com')).toHaveLength(1)
    await client.post(`/v1/campaigns/${id}/people`, [person('ada@example.com', -40)])
    await pass(5, id)
    await expect.poll(() => mailsTo('ada@example.com')).toHaveLength(2)
  })

  it('begins for the people of a campaign that is made recurring, and ends when it is not', async () => {
    const client = await begin()
    const id = await campaignOf([{ email: 'ada@example.com' }], {})
    await expect.poll(() => read(id)).toMatchObject({ status: 'finished' })
    const made = await client.patch(`/v1/campaigns/${id}`, { recurring: { everyDays: 60 } })
    expect(made.body).toMatchObject({ status: 'running', recurring: { everyDays: 60, after: null } })
    await pass(66, id)
    await expect.poll(() => mailServer.received).toHaveLength(2)
    expect((await client.patch(`/v1/campaigns/${id}`, { recurring: null })).status).toBe(200)
    await pass(100, id)
    await expect.poll(() => mailServer.received).toHaveLength(2)
    expect(await read(id)).toMatchObject({ status: 'finished' })
    expect((await client.patch(`/v1/campaigns/${id}`, { recurring: {} })).status).toBe(422)
  })
})
