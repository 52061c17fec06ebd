import { mailIdIn } from './mail-id.ts'
import type { Email, Mailbox, Mailer } from './mailer.ts'
import { deliveryOfService, hasNoEffect } from './service-answer.ts'

/** A mail service with a JSON API: its URL, headers and body format. */
interface Service {
  readonly url: string
  headers(key: string): Record<string, string>
  body(email: Email): unknown
}

const formatMailbox = ({ name, address }: Mailbox) =>
  name ? `"${name.replace(/["\\]/g, '\\$&')}" <${address}>` : address
const mailboxObject = ({ name, address }: Mailbox) => ({ email: address, ...(name && { name }) })
const bearer = (key: string) => ({ authorization: `Bearer ${key}` })
/** What a service keeps with a mail, and says again of what became of it. */
function tagged<T>({ messageId }: Email, write: (tags: Record<string, string>) => T): T | null {
  const mail = mailIdIn(messageId)
  return mail && write({ workspace: mail.workspaceId, invitation: mail.invitation })
}
const withId = (email: Email) => ({ ...email.headers, 'Message-ID': email.messageId })

/** The supported services. The formats follow their public API documentation. */
export const services = {
  resend: {
    url: 'https://api.resend.com/emails',
    headers: bearer,
    body: (email) => ({
      ...{ from: formatMailbox(email.from), to: [formatMailbox(email.to)] },
      ...(email.replyTo && { reply_to: email.replyTo }),
      ...{ subject: email.subject, html: email.html, text: email.text, headers: withId(email) },
      ...tagged(email, (tags) => ({ tags: Object.entries(tags).map(([name, value]) => ({ name, value })) })),
    }),
  },
  postmark: {
    url: 'https://api.postmarkapp.com/email',
    headers: (key) => ({ 'x-postmark-server-token': key }),
    body: (email) => ({
      ...{ From: formatMailbox(email.from), To: formatMailbox(email.to) },
      ...(email.replyTo && { ReplyTo: email.replyTo }),
      ...{ Subject: email.subject, HtmlBody: email.html, TextBody: email.text },
      ...{ TrackOpens: false, TrackLinks: 'None', MessageStream: 'broadcast' },
      ...tagged(email, (tags) => ({ Metadata: tags })),
      Headers: Object.entries(withId(email)).map(([Name, Value]) => ({ Name, Value })),
    }),
  },
  sendgrid: {
    url: 'https://api.sendgrid.com/v3/mail/send',
    headers: bearer,
    body: (email) => ({
      personalizations: [
        { to: [mailboxObject(email.to)], ...tagged(email, (tags) => ({ custom_args: tags })) },
      ],
      from: mailboxObject(email.from),
      ...(email.replyTo && { reply_to: { email: email.replyTo } }),
      subject: email.subject,
      content: [
        { type: 'text/plain', value: email.text },
        { type: 'text/html', value: email.html },
      ],
      headers: withId(email),
      tracking_settings: { click_tracking: { enable: false }, open_tracking: { enable: false } },
    }),
  },
} as const satisfies Record<string, Service>

export type ServiceName = keyof typeof services

/** A mailer over a service's HTTP API. `url` overrides the service's own, for a compatible service or a region. */
export function httpMailer(name: ServiceName, key: string, url: string | null = null): Mailer {
  const service: Service = services[name]
  return async (email) => {
    try {
      const response = await fetch(url ?? service.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          // Services that know no such key ignore it.
          'idempotency-key': email.messageId,
          ...service.headers(key),
        },
        body: JSON.stringify(service.body(email)),
        signal: AbortSignal.timeout(30_000),
      })
      return deliveryOfService(response.status, await response.text())
    } catch (error) {
      const reply = { code: null, text: (error as Error).message }
      return { outcome: hasNoEffect(error) ? 'away' : 'unknown', reply }
    }
  }
}
