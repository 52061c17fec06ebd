import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { readResend } from '../../../server/mail/events/resend.ts'
import { readSendgrid } from '../../../server/mail/events/sendgrid.ts'
import { clientOf } from '../../support/client.ts'
import type { Collector } from '../../support/collector.ts'
import {
  certificateOfSns,
  events,
  json,
  type Kind,
  kinds,
  mailEvents,
  messageIdsIn,
  type Sent,
  type Service,
  services,
  signed,
  sns,
  topic,
} from '../../support/mailEvents.ts'
import { startMailing } from '../../support/mailing.ts'
import type { MailServer } from '../../support/mailServer.ts'

/** What was asked of Amazon's host, which is not to be reached from here. */
const askedOfAmazon: string[] = []

let mailServer: MailServer
let collector: Collector
let messageIds: Map<string, string>

beforeAll(async () => {
  const { fetch } = globalThis
  vi.stubGlobal('fetch', (asked: string | URL | Request, init?: RequestInit) => {
    const url = String(asked instanceof Request ? asked.url : asked)
    if (!url.startsWith('https://sns.')) return fetch(asked, init)
    askedOfAmazon.push(url)
    return Promise.resolve(new Response(certificateOfSns()))
  })
  ;({ mailServer, collector } = await startMailing(undefined, { MAIL_EVENTS: mailEvents }))
  const client = clientOf(collector)
  const from = { address: 'ask@acme.example', name: 'Acme' }
  const { body } = await client.post('/v1/campaigns', { surveyId: 'demo', from })
  const names = services.flatMap((name) => kinds.map((kind) => `${name}-${kind}`))
  await client.post(
    `/v1/campaigns/${body.id}/people`,
    [...names, 'victim', 'ada'].map((name) => ({ email: `${name}@example.com` })),
  )
  await client.post(`/v1/campaigns/${body.id}/start`)
  await vi.waitUntil(() => mailServer.received.length === names.length + 2, 15_000)
  messageIds = await messageIdsIn(mailServer.received)
})
afterAll(async () => {
  vi.unstubAllGlobals()
  await collector?.close()
  await mailServer?.close()
})

const eventOf = (service: Service, kind: Kind, name: string, email: string) =>
  events[service](kind, messageIds.get(name)!, email)

async function told(service: string, { headers, body }: Sent) {
  const response = await fetch(`${collector.url}/mail-events/${service}`, {
    method: 'POST',
    headers,
    body,
  })
  return { status: response.status, body: await response.json() }
}

async function suppressed(): Promise<Record<string, string>> {
  const { items } = (await clientOf(collector).get('/v1/suppressions')).body
  return Object.fromEntries(
    items.map(({ email, reason }: Record<string, string>) => [email!.split('@')[0]!, reason]),
  )
}

describe.each(services)('events of %s', (service) => {
  const tell = (kind: Kind, email = `${service}-${kind}@example.com`, at = Date.now()) =>
    told(service, signed[service](eventOf(service, kind, `${service}-${kind}`, email), at))

  it('suppress whose address bounced and who complained, nobody for a policy', async () => {
    for (const kind of ['bounced', 'complained'] as const) {
      expect(await tell(kind)).toEqual({ status: 200, body: { suppressed: 1 } })
      expect((await suppressed())[`${service}-${kind}`]).toBe(kind)
    }
    expect(await tell('policy')).toEqual({ status: 200, body: { suppressed: 0 } })
    expect(await suppressed()).not.toHaveProperty(`${service}-policy`)
  })

  it('suppress nobody when they name another address than the mail went to', async () => {
    expect(await tell('other', 'victim@example.com')).toEqual({ status: 200, body: { suppressed: 0 } })
    const now = await suppressed()
    expect([now.victim, now[`${service}-other`]]).toEqual([undefined, undefined])
  })

  it('are believed only as the service signs them, and in time', async () => {
    const event = eventOf(service, 'forged', `${service}-forged`, `${service}-forged@example.com`)
    const good = signed[service](event, Date.now())
    const bare = { headers: { 'content-type': good.headers['content-type']! }, body: good.body }
    const forged: Sent[] = service === 'mailgun' || service === 'ses' ? [] : [bare]
    if (service !== 'postmark' && service !== 'mailgun')
      forged.push({ ...good, body: good.body.replace('user unknown', 'user_unknown') })
    if (service === 'mailgun') forged.push({ ...good, body: good.body.replace('e0b54', 'e0b55') })
    for (const sent of forged) expect((await told(service, sent)).status).toBe(401)
    expect((await tell('stale', undefined, Date.now() - 30 * 3_600_000)).status).toBe(401)
    const now = await suppressed()
    expect([now[`${service}-forged`], now[`${service}-stale`]]).toEqual([undefined, undefined])
  })
})

describe('SNS', () => {
  it('is believed with both of its signatures, of this topic alone, by a certificate of Amazon’s host', async () => {
    const message = JSON.stringify(eventOf('ses', 'complained', 'ada', 'ada@example.com'))
    const ofType = { Type: 'Notification', Message: message }
    const elsewhere = sns({ ...ofType, TopicArn: `${topic}2` }, Date.now())
    expect((await told('ses', elsewhere)).status).toBe(401)
    for (const host of [
      'sns.eu-west-1.amazonaws.com.evil.example',
      'evil.example',
      'sns.eu-west-1.amazonaws.com:1',
    ]) {
      const { headers, body } = sns(ofType, Date.now())
      const swapped = body.replace('https://sns.eu-west-1.amazonaws.com', `https://${host}`)
      expect((await told('ses', { headers, body: swapped })).status).toBe(401)
    }
    expect(await told('ses', sns(ofType, Date.now(), '2'))).toEqual({ status: 200, body: { suppressed: 1 } })
  })

  it('is answered when it asks to confirm the subscription', async () => {
    const SubscribeURL = 'https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=t'
    const asked = sns(
      { Type: 'SubscriptionConfirmation', Message: 'm', Token: 't', SubscribeURL },
      Date.now(),
    )
    expect((await told('ses', asked)).status).toBe(200)
    expect(askedOfAmazon).toContain(SubscribeURL)
  })
})

describe('the services’ own examples', () => {
  it('of Svix, which signs for Resend', async () => {
    const headers = new Headers({
      'svix-id': 'msg_loFOjxBNrRLzqYUf',
      'svix-timestamp': '1731705121',
      'svix-signature': 'v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=',
    })
    const body = '{"event_type":"ping","data":{"success":true}}'
    const secret = 'whsec_plJ3nmyCDGBKInavdOK15jsl'
    expect(await readResend({ headers, body, now: 1731705121_000 }, secret)).toEqual([])
    expect(await readResend({ headers, body: `${body} `, now: 1731705121_000 }, secret)).toBe('unsigned')
  })

  it('of SendGrid’s library', async () => {
    const key =
      'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEEDr2LjtURuePQzplybdC+u4CwrqDqBaWjcMMsTbhdbcwHBcepxo7yAQGhHPTnlvFYPAZFceEu/1FwCM/QmGUhA=='
    const headers = new Headers({
      'x-twilio-email-event-webhook-timestamp': '1588788367',
      'x-twilio-email-event-webhook-signature':
        'MEUCIQCtIHJeH93Y+qpYeWrySphQgpNGNr/U+UyUlBkU6n7RAwIgJTz2C+8a8xonZGi6BpSzoQsbVRamr2nlxFDWYNH2j/0=',
    })
    const body = JSON.stringify({
      category: 'example_payload',
      event: 'test_event',
      message_id: 'message_id',
    })
    expect(await readSendgrid({ headers, body, now: 1588788367_000 }, key)).toEqual([])
    expect(await readSendgrid({ headers, body: `${body}\n`, now: 1588788367_000 }, key)).toBe('unsigned')
  })
})

it('there is no address for services without a secret, or that are none', async () => {
  for (const name of ['sparkpost', 'constructor', ''])
    expect((await told(name, { headers: json, body: '{}' })).status).not.toBe(200)
  expect((await told('sparkpost', { headers: json, body: '{}' })).status).toBe(404)
})
