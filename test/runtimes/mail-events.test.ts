import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clientOf } from '../support/client.ts'
import { events, kinds, mailEvents, type Sent, services, signed, topic } from '../support/mailEvents.ts'
import { startWorkerdCollector, type WorkerdCollector } from '../support/workerd.ts'

let collector: WorkerdCollector
/** The Message-ID of the mail to an address. */
const messageIds = new Map<string, string>()
const mailService = createServer(async (request, response) => {
  const mail = JSON.parse(Buffer.concat(await request.toArray()).toString())
  messageIds.set(mail.to[0], mail.headers['Message-ID'])
  response.end('{}')
})

beforeAll(async () => {
  mailService.listen(0, '127.0.0.1')
  await once(mailService, 'listening')
  collector = await startWorkerdCollector({
    PUBLIC_URL: 'https://ask.example',
    MAIL_EVENTS: mailEvents,
    ...{ MAIL_SERVICE: 'resend', MAIL_KEY: 'k' },
    MAIL_URL: `http://127.0.0.1:${(mailService.address() as AddressInfo).port}`,
  })
  const client = clientOf(collector)
  const { body } = await client.post('/v1/campaigns', {
    surveyId: 'demo',
    from: { address: 'ask@acme.example' },
  })
  const people = services.flatMap((service) =>
    kinds.map((kind) => ({ email: `${service}-${kind}@example.com` })),
  )
  await client.post(`/v1/campaigns/${body.id}/people`, people)
  await client.post(`/v1/campaigns/${body.id}/start`)
  await collector.tick()
  expect(messageIds.size).toBe(people.length)
})
afterAll(async () => {
  mailService.close()
  mailService.closeAllConnections()
  await collector?.close()
})

/** SNS is believed by a certificate that only Amazon's host has, so that of SES nothing else is tried here. */
const withoutHosts = services.filter((service) => service !== 'ses')

it('on workerd, events of SES wait until the certificate of SNS can be read, and those of other topics are refused', async () => {
  const tell = async (body: string) =>
    (await fetch(`${collector.url}/mail-events/ses`, { method: 'POST', body })).status
  const id = messageIds.get('ses-bounced@example.com')!
  const { body } = signed.ses(events.ses('bounced', id, 'ses-bounced@example.com'), Date.now())
  expect(await tell(body)).toBe(503)
  expect(await tell(body.replaceAll(topic, `${topic}2`))).toBe(401)
})

describe.each(withoutHosts)('on workerd, events of %s', (service) => {
  const emailOf = (kind: string) => `${service}-${kind}@example.com`
  const tell = async ({ headers, body }: Sent) => {
    const response = await fetch(`${collector.url}/mail-events/${service}`, { method: 'POST', headers, body })
    return [response.status, ((await response.json()) as { suppressed?: number }).suppressed]
  }

  it('suppress whom they are about, and only as the service signs them', async () => {
    const event = (kind: (typeof kinds)[number], email = emailOf(kind)) =>
      events[service](kind, messageIds.get(emailOf(kind))!, email)
    const now = Date.now()
    expect(await tell(signed[service](event('bounced'), now))).toEqual([200, 1])
    expect(await tell(signed[service](event('complained'), now))).toEqual([200, 1])
    expect(await tell(signed[service](event('policy'), now))).toEqual([200, 0])
    expect(await tell(signed[service](event('other', 'victim@example.com'), now))).toEqual([200, 0])
    expect(await tell(signed[service](event('stale'), now - 30 * 3_600_000))).toEqual([401, undefined])
    const { items } = (await clientOf(collector).get('/v1/suppressions')).body
    const mine = items.filter(({ email }: { email: string }) => email.startsWith(service))
    expect(mine.map(({ email, reason }: Record<string, string>) => `${email} ${reason}`).sort()).toEqual([
      `${emailOf('bounced')} bounced`,
      `${emailOf('complained')} complained`,
    ])
  })
})
