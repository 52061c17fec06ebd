import { importX509 } from 'jose'
import { parseJson } from '../../http/input.ts'
import { Refusal } from '../../http/problem.ts'
import { type MailId, mailIdIn } from '../mail-id.ts'
import { bytesOfBase64, eventOf, isFresh, type MailEvent, type ReadEvents, saysDead } from './mail-event.ts'

/** A message of Amazon's SNS, by which SES tells of events. */
interface SnsMessage {
  readonly Type?: string
  readonly TopicArn?: string
  readonly Message?: string
  readonly Timestamp?: string
  readonly SignatureVersion?: string
  readonly Signature?: string
  readonly SigningCertURL?: string
  readonly SubscribeURL?: string
  readonly [name: string]: string | undefined
}

interface SesEvent {
  readonly notificationType?: string
  readonly eventType?: string
  readonly bounce?: {
    readonly bounceType?: string
    readonly bounceSubType?: string
    readonly bouncedRecipients?: readonly Recipient[]
  }
  readonly complaint?: { readonly complainedRecipients?: readonly Recipient[] }
  readonly mail?: { readonly headers?: readonly { readonly name?: string; readonly value?: string }[] }
}

interface Recipient {
  readonly emailAddress?: string
  readonly status?: string
  readonly diagnosticCode?: string
}

/**
 * Events of SES, by a topic of SNS whose ARN is the secret: SNS signs with a certificate of its own
 * (https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html), so what is checked is that the
 * message is of this topic. A subscription is confirmed when it is asked for.
 */
export const readSes: ReadEvents = async ({ body, now }, topic) => {
  const message = (parseJson(body) ?? {}) as SnsMessage
  if (message.TopicArn !== topic || !isFresh(Date.parse(message.Timestamp ?? ''), now)) return 'unsigned'
  if (!(await isSigned(message))) return 'unsigned'
  if (message.Type === 'SubscriptionConfirmation' && isAmazons(message.SubscribeURL))
    await fetch(message.SubscribeURL!, { signal: AbortSignal.timeout(10_000) })
  return message.Type === 'Notification' ? eventsIn(parseJson(message.Message ?? '{}') as SesEvent) : []
}

const signedFields = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: [
    'Message',
    'MessageId',
    'SubscribeURL',
    'Timestamp',
    'Token',
    'TopicArn',
    'Type',
  ],
}

async function isSigned(message: SnsMessage): Promise<boolean> {
  const fields = signedFields[message.Type as keyof typeof signedFields]
  const signature = bytesOfBase64(message.Signature ?? '')
  if (!fields || !signature || !isAmazons(message.SigningCertURL, '.pem')) return false
  const key = await keyOf(message.SigningCertURL!, message.SignatureVersion === '2' ? 'SHA-256' : 'SHA-1')
  const text = fields.flatMap((name) => (message[name] === undefined ? [] : `${name}\n${message[name]}\n`))
  return crypto.subtle.verify('RSASSA-PKCS1-v1_5', key, signature, new TextEncoder().encode(text.join('')))
}

function isAmazons(url: string | undefined, end = ''): boolean {
  if (!url || !URL.canParse(url)) return false
  const { protocol, hostname, port, pathname } = new URL(url)
  const isHost = /^sns\.[a-z\d-]+\.amazonaws\.com(\.cn)?$/.test(hostname)
  return protocol === 'https:' && port === '' && isHost && pathname.endsWith(end)
}

/** The key of a certificate of Amazon's, which is believed since it comes from Amazon's own host. */
async function keyOf(url: string, hash: 'SHA-1' | 'SHA-256') {
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000), redirect: 'manual' }).catch(
    () => null,
  )
  // SNS sends it again.
  if (!response?.ok) throw new Refusal('unavailable', 'the certificate of SNS cannot be read now')
  const key = await importX509(await response.text(), 'RS256', { extractable: true })
  const spki = await crypto.subtle.exportKey('spki', key)
  return crypto.subtle.importKey('spki', spki, { name: 'RSASSA-PKCS1-v1_5', hash }, false, ['verify'])
}

function eventsIn(event: SesEvent): readonly MailEvent[] {
  const mail = mailIdOfHeaders(event)
  const type = event.eventType ?? event.notificationType
  if (type === 'Complaint') {
    const complained = event.complaint?.complainedRecipients ?? []
    return complained.flatMap((each) => eventOf('complained', mail, each.emailAddress))
  }
  const { bounceType, bounceSubType = '', bouncedRecipients = [] } = event.bounce ?? {}
  if (type !== 'Bounce' || bounceType !== 'Permanent') return []
  const isSure = ['NoEmail', 'Suppressed', 'OnAccountSuppressionList'].includes(bounceSubType)
  return bouncedRecipients.flatMap((each) =>
    eventOf(
      isSure || saysDead(null, each.status, each.diagnosticCode) ? 'bounced' : null,
      mail,
      each.emailAddress,
    ),
  )
}

/** SES gives a mail a Message-ID of its own; the headers of an event are those that were sent to it. */
function mailIdOfHeaders({ mail }: SesEvent): MailId | null {
  return mailIdIn(mail?.headers?.find(({ name }) => name?.toLowerCase() === 'message-id')?.value)
}
