import { isSameSecret } from '../../http/hashing.ts'
import { parseJson } from '../../http/input.ts'
import { mailIdOf } from '../mail-id.ts'
import { eventOf, type MailEvent, type ReadEvents } from './mail-event.ts'

interface Event {
  readonly RecordType?: string
  readonly Type?: string
  readonly Email?: string
  readonly Recipient?: string
  readonly SuppressSending?: boolean
  readonly SuppressionReason?: string
  readonly Metadata?: unknown
}

/** Postmark signs nothing; it sends the name and password of the address it is given: `https://sayso:SECRET@…`. */
export const readPostmark: ReadEvents = async ({ headers, body }, secret) => {
  const [, given = ''] = headers.get('authorization')?.match(/^Basic ([\w+/=]+)$/i) ?? []
  if (!(await isSameSecret(passwordIn(given), secret))) return 'unsigned'
  const event = parseJson(body) as Event
  return eventOf(reasonOf(event), mailIdOf(event.Metadata), event.Email ?? event.Recipient)
}

function passwordIn(given: string): string {
  try {
    return atob(given).replace(/^[^:]*:/, '')
  } catch {
    return ''
  }
}

/** Blocks, full mailboxes and policies are other types, and deactivate nobody. */
function reasonOf({
  RecordType,
  Type,
  SuppressSending,
  SuppressionReason,
}: Event): MailEvent['reason'] | null {
  if (RecordType === 'SpamComplaint' || Type === 'SpamComplaint') return 'complained'
  if (RecordType === 'Bounce') return Type === 'HardBounce' || Type === 'BadEmailAddress' ? 'bounced' : null
  if (RecordType !== 'SubscriptionChange' || !SuppressSending) return null
  if (SuppressionReason === 'HardBounce') return 'bounced'
  return SuppressionReason === 'SpamComplaint' ? 'complained' : 'unsubscribed'
}
