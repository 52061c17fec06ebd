import { type MailId, mailIdIn } from '../mail-id.ts'
import { type MailEvent, saysDead } from './mail-event.ts'
import { type Fields, type ReportParts, readReport } from './report-parts.ts'

/** What a report is about; `null` with the reason when nobody is suppressed for it. */
export type ReportRead = { readonly event: MailEvent } | { readonly event: null; readonly why: string }

const none = (why: string): ReportRead => ({ event: null, why })

/**
 * Reads a report that a mail server sent: of a mail it could not deliver (RFC 3464) or that somebody complained of
 * (RFC 5965). The mail is known by the headers that came back, or by the address the report was sent to.
 */
export function readDeliveryReport(message: string): ReportRead {
  const report = readReport(message)
  if (!report || (report.deliveryStatus.length === 0 && !report.feedback))
    return none('it is no delivery status or feedback report')
  const mail = mailOf(report)
  if (!mail) return none('it names no mail of a campaign')
  return report.feedback ? complaint(report.feedback, mail) : failure(report.deliveryStatus, mail)
}

function mailOf({ own, returned }: ReportParts): MailId | null {
  const sentTo = ['to', 'delivered-to', 'x-original-to'].map((name) =>
    own.get(name)?.match(/\+([^\s<>@]+@[^\s<>]+)/),
  )
  const ids = [returned?.get('message-id'), own.get('in-reply-to'), ...sentTo.map((found) => found?.[1])]
  return ids.map(mailIdIn).find((mail) => mail !== null) ?? null
}

function complaint(feedback: Fields, mail: MailId): ReportRead {
  const type = feedback.get('feedback-type')?.toLowerCase()
  const email = addressIn(feedback.get('original-rcpt-to'))
  if (type === 'opt-out') return { event: { reason: 'unsubscribed', mail, email } }
  if (type === 'abuse' || type === 'fraud') return { event: { reason: 'complained', mail, email } }
  return none(`feedback of the type ${type} is no complaint`)
}

function failure(blocks: readonly Fields[], mail: MailId): ReportRead {
  const failed = blocks.find((fields) => fields.get('action')?.toLowerCase() === 'failed')
  if (!failed) return none('the mail is only late, or was delivered')
  const said = failed.get('diagnostic-code')?.replace(/^smtp;\s*/i, '')
  const code = Number(said?.match(/^([45]\d\d)\b/)?.[1] ?? 550)
  if (!saysDead(code, failed.get('status'), said)) return none('the failure is not about the address')
  const email = addressIn(failed.get('original-recipient') ?? failed.get('final-recipient'))
  return { event: { reason: 'bounced', mail, email } }
}

/** The address of a field like `rfc822; ada@example.com`; `null` when there is none, or it was taken out. */
function addressIn(value: string | undefined): string | null {
  const address = value?.replace(/^[^;]*;/, '').replace(/[<>\s]/g, '') ?? ''
  return /^[^@]+@[^@]+\.[^@]+$/.test(address) ? address : null
}
