import PostalMime from 'postal-mime'
import { afterEach, describe, expect, it } from 'vitest'
import { clientOf, newResponse, send } from '../../support/client.ts'
import type { Collector } from '../../support/collector.ts'
import { shutToday, startMailing } from '../../support/mailing.ts'
import type { MailServer, startMailServer } from '../../support/mailServer.ts'
import { tokenOf } from '../../support/signature.ts'

type Refuse = Parameters<typeof startMailServer>[0]

let mailServer: MailServer
let collector: Collector

afterEach(async () => {
  await collector.close()
  await mailServer.close()
})

async function begin(refuse?: Refuse) {
  ;({ mailServer, collector } = await startMailing(refuse))
  return clientOf(collector)
}

const from = { address: 'ask@acme.example', name: 'Acme' }
const isoIn = (ms: number) => new Date(Date.now() + ms).toISOString()

/** A started campaign for these people; resolves to its id. */
async function campaignTo(people: readonly object[], plan: object = {}) {
  const client = clientOf(collector)
  const { body, status } = await client.post('/v1/campaigns', { surveyId: 'demo', from, ...plan })
  expect(status).toBe(201)
  expect((await client.post(`/v1/campaigns/${body.id}/people`, people)).status).toBe(200)
  return body.id as string
}

const started = async (id: string) =>
  expect((await clientOf(collector).post(`/v1/campaigns/${id}/start`)).status).toBe(200)

async function campaignOnce(id: string, status: string) {
  const campaign = async () => (await clientOf(collector).get(`/v1/campaigns/${id}`)).body
  await expect.poll(campaign).toMatchObject({ status })
  return campaign()
}

const arrived = (mails: number) => expect.poll(() => mailServer.received.length).toBe(mails)

const parsed = () => Promise.all(mailServer.received.map(({ raw }) => PostalMime.parse(raw)))

describe('a campaign over SMTP', () => {
  it('mails everybody once, each with their own working links', async () => {
    const client = await begin()
    const id = await campaignTo([
      { email: 'Ada@example.com', name: 'Ada', id: 'u1', language: 'de', properties: { plan: 'pro' } },
      { email: 'bo@example.com' },
    ])
    await started(id)
    const { warnings } = (await client.get(`/v1/campaigns/${id}/dry-run`)).body
    expect(warnings).toMatchObject([{ field: 'footer' }])
    const { counts } = await campaignOnce(id, 'finished')
    expect(counts).toMatchObject({ people: 2, sent: 2, waiting: 0, answered: 0, failed: 0 })
    const mails = await parsed()
    const ada = mails.find(({ to }) => to?.[0]?.address === 'Ada@example.com')!
    expect(ada.from).toMatchObject({ address: 'ask@acme.example', name: 'Acme' })
    expect(ada.to).toMatchObject([{ name: 'Ada' }])
    // A survey without words of its own speaks the language of each person, and so does the subject.
    expect(ada.subject).toBe('Eine kurze Frage von Acme')
    expect(ada.text).toContain(
      'Wie wahrscheinlich ist es, dass Sie uns Freunden oder Kollegen weiterempfehlen?',
    )
    const links = new Set([...ada.html!.matchAll(/href="([^"]+\/i\/[^"]+)"/g)].map(([, link]) => link!))
    expect(links.size).toBe(11)
    for (const link of links) expect(ada.text).toContain(`${link}\n`)
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(2)
    expect((await client.get('/v1/surveys/demo/report')).body.n).toBe(0)
  })

  it('unsubscribes by a POST to the List-Unsubscribe header, not by a GET', async () => {
    const client = await begin()
    const id = await campaignTo([{ email: 'Ada@example.com' }], { headers: { 'X-Campaign': 'spring' } })
    await started(id)
    await campaignOnce(id, 'finished')
    const [mail] = await parsed()
    const header = (name: string) => mail!.headers.find(({ key }) => key === name)?.value
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    expect(header('list-id')).toBe(`"Acme" <${id}.acme.example>`)
    expect(header('feedback-id')).toBe(`${id}:demo:survey:sayso-main`)
    expect(header('auto-submitted')).toBe('auto-generated')
    expect(header('x-auto-response-suppress')).toBe('OOF, AutoReply, DR, RN, NRN')
    expect(header('x-campaign')).toBe('spring')
    const [, link] = header('list-unsubscribe')!.match(/^<(http\S+)>$/)!
    expect(mail!.html).toContain(link)

    for (const method of ['GET', 'HEAD', 'OPTIONS']) await fetch(link!, { method })
    expect(await (await fetch(link!)).text()).toContain('Acme &lt;ask@acme.example&gt;')
    expect((await client.get('/v1/suppressions')).body.items).toEqual([])
    const oneClick = { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) }
    expect((await send(link!, oneClick)).status).toBe(200)
    expect((await client.get('/v1/suppressions')).body.items).toMatchObject([
      { email: 'ada@example.com', reason: 'unsubscribed' },
    ])
    expect((await client.get(`/v1/campaigns/${id}`)).body.counts.unsubscribed).toBe(1)
    expect((await send(link!.replace(/.$/, ''), oneClick)).status).toBe(404)

    const again = await campaignTo([{ email: 'ADA@example.com' }])
    await started(again)
    expect((await campaignOnce(again, 'finished')).counts.skipped).toEqual({ unsubscribed: 1 })
    expect(mailServer.received).toHaveLength(1)
  })

  it('takes headers of its own that are nobody else’s, on one line', async () => {
    const client = await begin()
    const refused = [
      ...['To', 'Bcc', 'From', 'Subject', 'Reply-To', 'List-Unsubscribe', 'Content-Type', 'DKIM-Signature'],
      ...['X-SMTPAPI', 'x-smtpapi', 'X-PM-Message-Stream', 'X-SES-CONFIGURATION-SET', 'X-Mailgun-Variables'],
      ...['X-Auto-Response-Suppress', 'X-Spam-Status', 'X-Envelope-To', 'X-A B', 'X-A:\r\nBcc', 'X-', ''],
    ]
    const made = (headers: object) => client.post('/v1/campaigns', { surveyId: 'demo', from, headers })
    for (const name of refused) expect([name, (await made({ [name]: 'a' })).status]).toEqual([name, 422])
    for (const value of ['a\r\nBcc: b@example.com', 'a\nb', 'é', '', ' a', 'a'.repeat(301), 1])
      expect([value, (await made({ 'X-A': value })).status]).toEqual([value, 422])
    const taken = {
      'X-Campaign': 'spring 2027',
      Precedence: 'bulk',
      'List-Help': '<https://acme.example/help>',
    }
    expect(await made(taken)).toMatchObject({ status: 201, body: { headers: taken } })
  })

  it('gives up on an address that bounces, tries a greylisted one again later, and goes on', async () => {
    await begin((address, at) => {
      if (at === 'address' && address.startsWith('gone')) return { code: 550, text: 'no such user' }
      if (at === 'message' && address.startsWith('spam')) return { code: 554, text: 'rejected' }
      return address.startsWith('grey') && at === 'address' ? { code: 451, text: 'later' } : null
    })
    const id = await campaignTo(
      ['gone', 'spam', 'grey', 'fine'].map((name) => ({ email: `${name}@example.com` })),
    )
    await started(id)
    const client = clientOf(collector)
    const seen = async () => (await client.get(`/v1/campaigns/${id}`)).body
    await expect.poll(seen).toMatchObject({
      status: 'running',
      counts: { sent: 1, failed: 2, bounced: 1, waiting: 1 },
    })
    const { items } = (await client.get('/v1/suppressions')).body
    expect(items).toMatchObject([{ email: 'gone@example.com', reason: 'bounced' }])
    const { items: people } = (await client.get(`/v1/campaigns/${id}/dry-run`)).body
    const grey = people.find(({ email }: { email: string }) => email.startsWith('grey'))
    expect(grey.outcome).toBe('later')
    expect(Date.parse(grey.at)).toBeGreaterThan(Date.now() + 30_000)
  })

  it('waits while the mail server is away, and sends when it is back', async () => {
    let isAway = true
    await begin(() => (isAway ? { code: 421, text: 'closing' } : null))
    const id = await campaignTo([{ email: 'ada@example.com' }])
    await started(id)
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(mailServer.received).toHaveLength(0)
    isAway = false
    expect((await campaignOnce(id, 'finished')).counts).toMatchObject({ sent: 1, failed: 0 })
  })

  it('reminds only those who did not answer', async () => {
    let isAnswered = false
    // Nobody is reminded before the one who answers has answered, however long that takes.
    const client = await begin(() =>
      mailServer.received.length < 2 || isAnswered ? null : { code: 421, text: 'closing' },
    )
    const second = 1 / 86_400
    const id = await campaignTo([{ email: 'ada@example.com', id: 'u1' }, { email: 'bo@example.com' }], {
      reminders: { afterDays: 2 * second, most: 2 },
    })
    await started(id)
    await arrived(2)
    const answer = newResponse('demo', { respondent: { token: await tokenOf(client, { id: 'u1' }) } })
    expect((await client.publicly('/v1/public/responses', answer)).status).toBe(201)
    isAnswered = true
    const { counts } = await campaignOnce(id, 'finished')
    expect(counts).toMatchObject({ sent: 2, reminded: 1 })
    const to = mailServer.received.map(({ to }) => to).sort()
    expect(to).toEqual(['ada@example.com', 'bo@example.com', 'bo@example.com', 'bo@example.com'])
    const mails = await parsed()
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(4)
    // Each reminder is an answer to the mails before it, so that they stand together.
    const [asked, again, last] = mails.filter((mail) => mail.to![0]!.address === 'bo@example.com')
    expect([asked!.inReplyTo, asked!.references]).toEqual([undefined, undefined])
    expect([again!.inReplyTo, again!.references]).toEqual([asked!.messageId, asked!.messageId])
    expect(last!.inReplyTo).toBe(again!.messageId)
    expect(last!.references).toBe(`${asked!.messageId} ${again!.messageId}`)
    expect(last!.subject).toBe(asked!.subject)
  })

  it('keeps to its rate, pauses, resumes, and ends', async () => {
    const client = await begin()
    const people = Array.from({ length: 5 }, (_, n) => ({ email: `p${n}@example.com` }))
    const id = await campaignTo(people, { perMinute: 1 })
    await started(id)
    await arrived(1)
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect(mailServer.received).toHaveLength(1)
    expect((await client.post(`/v1/campaigns/${id}/pause`)).body.status).toBe('paused')
    expect((await client.post(`/v1/campaigns/${id}/start`)).body.status).toBe('running')
    expect((await client.post(`/v1/campaigns/${id}/cancel`)).body.status).toBe('cancelled')
    expect((await client.post(`/v1/campaigns/${id}/start`)).status).toBe(409)
    expect(mailServer.received).toHaveLength(1)
  })

  it('keeps the widget from asking people who were mailed', async () => {
    const client = await begin()
    const id = await campaignTo([{ email: 'ada@example.com', id: 'u1' }])
    await started(id)
    await campaignOnce(id, 'finished')
    const asked = async (field: string, name: string) => {
      const who = `token=${await tokenOf(client, { [field]: name })}`
      return (await client.get(`/v1/public/surveys/demo/asked?${who}`)).body
    }
    expect(await asked('id', 'u1')).toMatchObject({ ask: false })
    expect(await asked('email', 'ADA@example.com')).toMatchObject({ ask: false })
    expect(await asked('id', 'u2')).toEqual({ ask: true })
    const again = await campaignTo([{ email: 'Ada@Example.com' }])
    await started(again)
    expect((await campaignOnce(again, 'finished')).counts.skipped).toEqual({ mailed: 1 })
  })

  it('lists in a dry run who would get it, who not, and why', async () => {
    const client = await begin()
    await client.post('/v1/suppressions', { email: 'Gone@example.com', reason: 'complained' })
    await client.publicly(
      '/v1/public/responses',
      newResponse('demo', { respondent: { token: await tokenOf(client, { email: 'did@example.com' }) } }),
    )
    const shut = shutToday()
    const emails = [
      'ok@example.com',
      'OK@example.com',
      'gone@example.com',
      'did@example.com',
      'not an address',
    ]
    const people = emails.map((email) => ({ email, timezone: 'Asia/Tokyo' }))
    const id = await campaignTo(people, { expiresAt: isoIn(86_400_000 * 30) })
    const dry = async (of: string) => (await client.get(`/v1/campaigns/${of}/dry-run`)).body
    const outcomes = ({ items }: { items: { email: string; outcome: string; reason: string }[] }) =>
      items.map(({ email, outcome, reason }) => [email, outcome, reason])
    expect(await dry(id)).toMatchObject({
      ...{ send: 1, later: 0, not: 3, duplicates: 1 },
      reasons: { complained: 1, answered: 1, 'invalid-address': 1 },
      nextCursor: null,
    })
    expect(outcomes(await dry(id))).toEqual([
      ['did@example.com', 'not', 'answered'],
      ['gone@example.com', 'not', 'complained'],
      ['not an address', 'not', 'invalid-address'],
      ['ok@example.com', 'send', null],
    ])
    const nightly = await dry(await campaignTo(people, { window: shut }))
    const ok = nightly.items.find(({ email }: { email: string }) => email === 'ok@example.com')
    expect(ok).toMatchObject({ outcome: 'later', reason: 'window' })
    expect(new Date(ok.at).toISOString()).toMatch(/T15:00:00.000Z$/)
    expect(mailServer.received).toEqual([])
  })
})
