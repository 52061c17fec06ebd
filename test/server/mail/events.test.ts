import { execFileSync } from 'node:child_process'
import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { readResend } from '../../../server/mail/events/resend.ts'
import { readSendgrid } from '../../../server/mail/events/sendgrid.ts'
import { clientOf } from '../../support/client.ts'
import { type Collector, startCollector } from '../../support/collector.ts'
import { type MailServer, startMailServer } from '../../support/mailServer.ts'
import { freePort } from '../../support/sqld.ts'

const services = ['resend', 'postmark', 'sendgrid', 'ses', 'mailgun'] as const
type Service = (typeof services)[number]

const resendKey = Buffer.alloc(24, 7)
const sendgridKeys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const topic = 'arn:aws:sns:eu-west-1:123456789012:bounces'
const secrets: Record<Service, string> = {
  resend: `whsec_${resendKey.toString('base64')}`,
  postmark: 'postmark-secret-that-is-long',
  sendgrid: sendgridKeys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
  ses: topic,
  mailgun: 'mailgun-signing-key-0123456789',
}

const certificates = mkdtempSync(join(tmpdir(), 'sayso-sns-'))
const [snsKey, snsCertificate] = ['key.pem', 'cert.pem'].map((name) => join(certificates, name)) as [
  string,
  string,
]
execFileSync(
  'openssl',
  [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    '-subj',
    '/CN=sns.amazonaws.com',
    '-keyout',
    snsKey,
    '-out',
    snsCertificate,
  ],
  { stdio: 'ignore' },
)
/** What was asked of Amazon's host, which is not to be reached from here. */
const askedOfAmazon: string[] = []

let mailServer: MailServer
let collector: Collector
/** Whose mail is which: its Message-ID by the name before the @. */
const messageIds = new Map<string, string>()

beforeAll(async () => {
  const { fetch } = globalThis
  vi.stubGlobal('fetch', (asked: string | URL | Request, init?: RequestInit) => {
    const url = String(asked instanceof Request ? asked.url : asked)
    if (!url.startsWith('https://sns.')) return fetch(asked, init)
    askedOfAmazon.push(url)
    return Promise.resolve(new Response(readFileSync(snsCertificate)))
  })
  mailServer = await startMailServer()
  const port = await freePort()
  collector = await startCollector({
    PORT: `${port}`,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    SMTP_URL: mailServer.url,
    MAIL_EVENTS: services.map((name) => `${name}=${secrets[name]}`).join(', '),
  })
  const client = clientOf(collector)
  const from = { address: 'ask@acme.example', name: 'Acme' }
  const { body } = await client.post('/v1/campaigns', { surveyId: 'demo', from })
  const names = services.flatMap((name) => kinds.map((kind) => `${name}-${kind}`))
  await client.post(
    `/v1/campaigns/${body.id}/people`,
    [...names, 'victim', 'ada', 'bo', 'cy', 'di'].map((name) => ({ email: `${name}@example.com` })),
  )
  await client.post(`/v1/campaigns/${body.id}/start`)
  await vi.waitUntil(() => mailServer.received.length === names.length + 5, 15_000)
  for (const { to, raw } of mailServer.received)
    messageIds.set(to.split('@')[0]!, (await PostalMime.parse(raw)).messageId!)
})
afterAll(async () => {
  vi.unstubAllGlobals()
  await collector?.close()
  await mailServer?.close()
})

const kinds = ['bounced', 'complained', 'policy', 'other', 'forged', 'stale'] as const
type Kind = (typeof kinds)[number]

/** The tags that a service got with the mail of somebody. */
function tagsOf(name: string) {
  const [invitation, , workspace] = messageIds
    .get(name)!
    .replace(/^<|@.*$/g, '')
    .split('.')
  return { workspace, invitation }
}

/** An event about the mail of `name` that names an address, as each service documents it. */
const events: Record<Service, (kind: Kind, name: string, email: string) => object> = {
  resend: (kind, name, email) => ({
    type: kind === 'complained' ? 'email.complained' : 'email.bounced',
    created_at: '2026-11-28T10:00:00.000Z',
    data: {
      ...{ email_id: 'e1', from: 'ask@acme.example', to: [email], subject: 'hi', tags: tagsOf(name) },
      ...(kind !== 'complained' && {
        bounce:
          kind === 'policy'
            ? { type: 'Permanent', subType: 'General', message: '550 5.7.1 blocked by policy' }
            : { type: 'Permanent', subType: 'General', message: '550 5.1.1 user unknown' },
      }),
    },
  }),
  postmark: (kind, name, email) => ({
    RecordType: kind === 'complained' ? 'SpamComplaint' : 'Bounce',
    Type: kind === 'complained' ? 'SpamComplaint' : kind === 'policy' ? 'Blocked' : 'HardBounce',
    ...{ Email: email, Metadata: tagsOf(name), MessageStream: 'broadcast' },
  }),
  sendgrid: (kind, name, email) => [
    { email, event: 'processed', ...tagsOf(name) },
    {
      ...{ email, ...tagsOf(name), sg_event_id: 's1' },
      event: kind === 'complained' ? 'spamreport' : 'bounce',
      type: kind === 'policy' ? 'blocked' : 'bounce',
      ...{ status: '5.1.1', reason: '550 5.1.1 user unknown' },
    },
  ],
  ses: (kind, name, email) => ({
    notificationType: kind === 'complained' ? 'Complaint' : 'Bounce',
    ...(kind === 'complained'
      ? { complaint: { complainedRecipients: [{ emailAddress: email }] } }
      : {
          bounce: {
            ...{ bounceType: 'Permanent', bounceSubType: 'General' },
            bouncedRecipients: [
              kind === 'policy'
                ? { emailAddress: email, status: '5.7.1', diagnosticCode: 'smtp; 554 5.7.1 blocked' }
                : { emailAddress: email, status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' },
            ],
          },
        }),
    mail: { messageId: '0100-ses', headers: [{ name: 'Message-ID', value: messageIds.get(name) }] },
  }),
  mailgun: (kind, name, email) => ({
    event: kind === 'complained' ? 'complained' : 'failed',
    ...{ severity: 'permanent', reason: 'bounce', recipient: email },
    'delivery-status':
      kind === 'policy'
        ? { code: 550, 'enhanced-code': '5.7.1', message: 'blocked' }
        : { code: 550, 'enhanced-code': '5.1.1', message: 'user unknown' },
    message: { headers: { 'message-id': messageIds.get(name)!.replace(/[<>]/g, '') } },
  }),
}

interface Sent {
  readonly headers: Record<string, string>
  readonly body: string
}

const json = { 'content-type': 'application/json' }

/** A request as each service signs it, at a time in milliseconds. */
const signed: Record<Service, (event: object, at: number) => Sent> = {
  resend(event, at) {
    const [id, time, body] = ['msg_1', `${Math.floor(at / 1000)}`, JSON.stringify(event)]
    const mac = createHmac('sha256', resendKey).update(`${id}.${time}.${body}`).digest('base64')
    const signature = `v1,${Buffer.alloc(32).toString('base64')} v1,${mac}`
    return { body, headers: { ...json, 'svix-id': id, 'svix-timestamp': time, 'svix-signature': signature } }
  },
  postmark: (event, at) => ({
    body: JSON.stringify(event),
    // Nothing of it is signed, so that a stale one is one with another password.
    headers: {
      ...json,
      authorization: `Basic ${btoa(`sayso:${at < Date.now() - 1e6 ? 'old' : secrets.postmark}`)}`,
    },
  }),
  sendgrid(event, at) {
    const [time, body] = [`${Math.floor(at / 1000)}`, `${JSON.stringify(event)}\r\n`]
    const signature = sign('sha256', Buffer.from(time + body), sendgridKeys.privateKey).toString('base64')
    const prefix = 'X-Twilio-Email-Event-Webhook'
    return { body, headers: { ...json, [`${prefix}-Timestamp`]: time, [`${prefix}-Signature`]: signature } }
  },
  ses: (event, at) => sns({ Type: 'Notification', Message: JSON.stringify(event) }, at),
  mailgun(event, at) {
    const [timestamp, token] = [`${Math.floor(at / 1000)}`, 'e0b5477167110d68991efc6b9f89f0a1']
    const signature = createHmac('sha256', secrets.mailgun)
      .update(timestamp + token)
      .digest('hex')
    return {
      headers: json,
      body: JSON.stringify({ signature: { timestamp, token, signature }, 'event-data': event }),
    }
  },
}

function sns(given: Record<string, string>, at: number, version = '1'): Sent {
  const message: Record<string, string> = {
    ...{ MessageId: 'm1', TopicArn: topic, Timestamp: new Date(at).toISOString(), ...given },
  }
  const names = Object.keys(message).sort()
  const text = names.map((name) => `${name}\n${message[name]}\n`).join('')
  const Signature = sign(
    version === '2' ? 'sha256' : 'sha1',
    Buffer.from(text),
    readFileSync(snsKey),
  ).toString('base64')
  const more = {
    SignatureVersion: version,
    Signature,
    SigningCertURL: 'https://sns.eu-west-1.amazonaws.com/a.pem',
  }
  return {
    headers: { 'content-type': 'text/plain; charset=UTF-8' },
    body: JSON.stringify({ ...message, ...more }),
  }
}

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
    told(service, signed[service](events[service](kind, `${service}-${kind}`, email), at))

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
    const event = events[service]('forged', `${service}-forged`, `${service}-forged@example.com`)
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
    const message = JSON.stringify(events.ses('complained', 'ada', 'ada@example.com'))
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

describe('reports of mail servers', () => {
  const dsn = (name: string, address: string) => `To: ask@acme.example
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.com

Final-Recipient: rfc822; ${address}
Action: failed
Status: 5.1.1

--b
Content-Type: text/rfc822-headers

Message-ID: ${messageIds.get(name)}

--b--
`
  const send = async (body: string, key = collector.key) => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'message/rfc822' }
    const response = await fetch(`${collector.url}/v1/mail-reports`, { method: 'POST', headers, body })
    return { status: response.status, body: await response.json() }
  }

  it('suppress the person whose mail came back, with a key of their workspace alone', async () => {
    const other = await clientOf(collector).post('/v1/workspaces', { name: 'Other' })
    expect((await send(dsn('bo', 'bo@example.com'), other.body.key)).body.suppressed).toBeNull()
    expect((await send(dsn('bo', 'victim@example.com'))).body.suppressed).toBeNull()
    expect((await send(dsn('bo', 'bo@example.com'), 'sayso_no-such-key-at-all')).status).toBe(401)
    expect(await suppressed()).not.toHaveProperty('bo')
    const taken = { suppressed: 'bo@example.com', reason: 'bounced', why: null }
    expect(await send(dsn('bo', 'Bo@Example.com'))).toEqual({ status: 200, body: taken })
    expect((await suppressed()).bo).toBe('bounced')
    expect(await suppressed()).not.toHaveProperty('victim')
  })
})
