import { parseJson } from '../../http/input.ts'
import { mailIdIn } from '../mail-id.ts'
import { eventOf, isFresh, isHmac, type MailEvent, type ReadEvents, saysDead } from './mail-event.ts'

interface Events {
  readonly signature?: { readonly timestamp?: string; readonly token?: string; readonly signature?: string }
  readonly 'event-data'?: Event
}

interface Event {
  readonly event?: string
  readonly severity?: string
  readonly reason?: string
  readonly recipient?: string
  readonly message?: { readonly headers?: { readonly 'message-id'?: string } }
  readonly 'delivery-status'?: {
    readonly code?: number
    readonly 'enhanced-code'?: string
    readonly message?: string
    readonly description?: string
  }
}

/** Mailgun signs a time and a token of each request (https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks). */
export const readMailgun: ReadEvents = async ({ body, now }, secret) => {
  const { signature = {}, 'event-data': event = {} } = (parseJson(body) ?? {}) as Events
  const { timestamp = '', token = '', signature: mac = '' } = signature
  if (!/^[\da-f]{64}$/i.test(mac) || !isFresh(Number(timestamp) * 1000, now)) return 'unsigned'
  const bytes = Uint8Array.from(mac.match(/../g)!, (pair) => Number.parseInt(pair, 16))
  if (!(await isHmac(new TextEncoder().encode(secret), bytes, `${timestamp}${token}`))) return 'unsigned'
  return eventOf(reasonOf(event), mailIdIn(event.message?.headers?.['message-id']), event.recipient)
}

function reasonOf({
  event,
  severity,
  reason,
  'delivery-status': status = {},
}: Event): MailEvent['reason'] | null {
  if (event === 'complained' || event === 'unsubscribed') return event
  if (event !== 'failed' || severity !== 'permanent') return null
  // It sends nothing to whom it keeps on its own lists.
  if (reason === 'suppress-bounce') return 'bounced'
  if (reason === 'suppress-complaint') return 'complained'
  if (reason === 'suppress-unsubscribe') return 'unsubscribed'
  const { code = null, 'enhanced-code': enhanced, message, description } = status
  return saysDead(code, enhanced, message, description) ? 'bounced' : null
}
