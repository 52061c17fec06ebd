import type { CampaignPlan } from '../contract/campaigns.ts'
import { headerLine } from '../mail/header-text.ts'
import { messageIdOf } from '../mail/mail-id.ts'
import type { Email } from '../mail/mailer.ts'
import { addressForWire } from '../storage/email-key.ts'
import type { Recipient } from '../storage/recipients.ts'

type Headers = Email['headers']

/** The headers of a recipient's next mail: the campaign's own, and what mailboxes and automatic responders read. */
export function headersOf(plan: CampaignPlan, recipient: Recipient, unsubscribe: string): Headers {
  const { campaignId, surveyId, workspaceId, mails } = recipient
  const name = headerLine(plan.from.name).replace(/[^\x20-\x7e]|["\\<>]/g, '')
  const earlier = Array.from({ length: mails }, (_, place) =>
    messageIdOf(recipient, place + 1, domainOf(plan.from.address)),
  )
  return {
    ...plan.headers,
    // RFC 8058: lets the mail client unsubscribe with one POST.
    'List-Unsubscribe': `<${unsubscribe}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    // RFC 2919: what people make their rules by.
    'List-Id': `${name && `"${name}" `}<${campaignId}.${domainOf(plan.from.address)}>`,
    // Google's Postmaster Tools count complaints by each part; the last stands for the sender, of 5 to 15 characters.
    'Feedback-ID': `${campaignId}:${surveyId}:survey:${`sayso-${workspaceId}`.slice(0, 15)}`,
    // RFC 3834, and Microsoft's own: ask absence notes not to reply. Failure notices are welcome.
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'OOF, AutoReply, DR, RN, NRN',
    // A reminder stands below the mail before.
    ...(mails > 0 && { 'In-Reply-To': earlier.at(-1)!, References: earlier.join(' ') }),
  }
}

/** Of an international domain in punycode: headers are ASCII. */
export function domainOf(address: string): string {
  return addressForWire(address).split('@')[1]!
}
