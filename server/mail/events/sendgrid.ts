import { parseJson } from '../../http/input.ts'
import { mailIdOf } from '../mail-id.ts'
import { bytesOfBase64, eventOf, isFresh, type MailEvent, type ReadEvents, saysDead } from './mail-event.ts'

interface Event {
  readonly event?: string
  readonly email?: string
  readonly type?: string
  readonly reason?: string
  readonly status?: string
  readonly bounce_classification?: string
}

/**
 * SendGrid signs the time and the body with ECDSA on P-256; the secret is its public key in base64
 * (https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features).
 */
export const readSendgrid: ReadEvents = async ({ headers, body, now }, secret) => {
  const time = headers.get('x-twilio-email-event-webhook-timestamp') ?? ''
  const signature = bytesOfBase64(headers.get('x-twilio-email-event-webhook-signature') ?? '')
  const raw = signature && rawSignature(signature)
  if (!raw || !isFresh(Number(time) * 1000, now)) return 'unsigned'
  const key = await crypto.subtle
    .importKey('spki', bytesOfBase64(secret)!, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify'])
    .catch(() => null)
  if (!key) return 'unsigned'
  const signed = new TextEncoder().encode(time + body)
  if (!(await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, raw, signed))) return 'unsigned'
  const events = parseJson(body)
  if (!Array.isArray(events)) return []
  return (events as Event[]).flatMap((each) => eventOf(reasonOf(each), mailIdOf(each), each?.email))
}

/** The two numbers of an ECDSA signature, 32 bytes each, out of their DER; `null` when it is none. */
function rawSignature(der: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const raw = new Uint8Array(64)
  let at = 2
  if (der[0] !== 0x30) return null
  for (const place of [0, 32]) {
    const length = der[at + 1]
    if (der[at] !== 2 || length === undefined || at + 2 + length > der.length) return null
    // DER leaves leading zeros out, and adds one before a high bit.
    const number = der.subarray(at + 2, at + 2 + length)
    const bytes = number.subarray(Math.max(0, length - 32))
    if (length > 33) return null
    raw.set(bytes, place + 32 - bytes.length)
    at += 2 + length
  }
  return raw
}

/** Of bounces the class says what they are about; a `blocked` one is never about the address. */
function reasonOf(each: Event | null): MailEvent['reason'] | null {
  const { event, type, status, reason, bounce_classification: about } = each ?? {}
  if (event === 'spamreport') return 'complained'
  if (event === 'unsubscribe' || event === 'group_unsubscribe') return 'unsubscribed'
  if (event === 'dropped') return droppedFor(reason)
  if (event !== 'bounce' || type === 'blocked') return null
  return (about ? about === 'Invalid Address' : saysDead(null, status, reason)) ? 'bounced' : null
}

/** SendGrid sends nothing to whom it keeps on its own lists. */
function droppedFor(reason: string | undefined): MailEvent['reason'] | null {
  if (reason === 'Bounced Address') return 'bounced'
  if (reason === 'Spam Reporting Address') return 'complained'
  return reason === 'Unsubscribed Address' ? 'unsubscribed' : null
}
