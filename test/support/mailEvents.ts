import { execFileSync } from 'node:child_process'
import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import type { Received } from './mailServer.ts'

/** The events of five mail services, as their documents say and as each signs them. */
export const services = ['resend', 'postmark', 'sendgrid', 'ses', 'mailgun'] as const
export type Service = (typeof services)[number]

const resendKey = Buffer.alloc(24, 7)
const sendgridKeys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
export const topic = 'arn:aws:sns:eu-west-1:123456789012:bounces'
export const secrets: Record<Service, string> = {
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
/** The certificate that SNS signs with, which a server fetches from Amazon's host. */
export const certificateOfSns = () => readFileSync(snsCertificate, 'utf8')

/** What `MAIL_EVENTS` has for all of them. */
export const mailEvents = services.map((name) => `${name}=${secrets[name]}`).join(', ')

/** Whose mail is which: its Message-ID by the name before the @. */
export async function messageIdsIn(received: readonly Received[]): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const { to, raw } of received) ids.set(to.split('@')[0]!, (await PostalMime.parse(raw)).messageId!)
  return ids
}

export const kinds = ['bounced', 'complained', 'policy', 'other', 'forged', 'stale'] as const
export type Kind = (typeof kinds)[number]

/** The tags that a service got with a mail. */
function tagsOf(messageId: string) {
  const [invitation, , workspace] = messageId.replace(/^<|@.*$/g, '').split('.')
  return { workspace, invitation }
}

/** An event about a mail that names an address, as each service documents it. */
export const events: Record<Service, (kind: Kind, messageId: string, email: string) => object> = {
  resend: (kind, messageId, email) => ({
    type: kind === 'complained' ? 'email.complained' : 'email.bounced',
    created_at: '2026-11-28T10:00:00.000Z',
    data: {
      ...{ email_id: 'e1', from: 'ask@acme.example', to: [email], subject: 'hi', tags: tagsOf(messageId) },
      ...(kind !== 'complained' && {
        bounce:
          kind === 'policy'
            ? { type: 'Permanent', subType: 'General', message: '550 5.7.1 blocked by policy' }
            : { type: 'Permanent', subType: 'General', message: '550 5.1.1 user unknown' },
      }),
    },
  }),
  postmark: (kind, messageId, email) => ({
    RecordType: kind === 'complained' ? 'SpamComplaint' : 'Bounce',
    Type: kind === 'complained' ? 'SpamComplaint' : kind === 'policy' ? 'Blocked' : 'HardBounce',
    ...{ Email: email, Metadata: tagsOf(messageId), MessageStream: 'broadcast' },
  }),
  sendgrid: (kind, messageId, email) => [
    { email, event: 'processed', ...tagsOf(messageId) },
    {
      ...{ email, ...tagsOf(messageId), sg_event_id: 's1' },
      event: kind === 'complained' ? 'spamreport' : 'bounce',
      type: kind === 'policy' ? 'blocked' : 'bounce',
      ...{ status: '5.1.1', reason: '550 5.1.1 user unknown' },
    },
  ],
  ses: (kind, messageId, email) => ({
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
    mail: { messageId: '0100-ses', headers: [{ name: 'Message-ID', value: messageId }] },
  }),
  mailgun: (kind, messageId, email) => ({
    event: kind === 'complained' ? 'complained' : 'failed',
    ...{ severity: 'permanent', reason: 'bounce', recipient: email },
    'delivery-status':
      kind === 'policy'
        ? { code: 550, 'enhanced-code': '5.7.1', message: 'blocked' }
        : { code: 550, 'enhanced-code': '5.1.1', message: 'user unknown' },
    message: { headers: { 'message-id': messageId.replace(/[<>]/g, '') } },
  }),
}

export interface Sent {
  readonly headers: Record<string, string>
  readonly body: string
}

export const json = { 'content-type': 'application/json' }

/** A request as each service signs it, at a time in milliseconds. */
export const signed: Record<Service, (event: object, at: number) => Sent> = {
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

export function sns(given: Record<string, string>, at: number, version = '1'): Sent {
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
