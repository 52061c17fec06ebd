import type { Delivery, Email, Mailbox, Mailer } from './mailer.ts'

/** A mail service with a JSON API: its URL, headers and body format. */
interface Service {
  readonly url: string
  headers(key: string, email: Email): Record<string, string>
  body(email: Email): unknown
}

const formatMailbox = ({ name, address }: Mailbox) =>
  name ? `"${name.replace(/["\\]/g, '\\$&')}" <${address}>` : address
const mailboxObject = ({ name, address }: Mailbox) => ({ email: address, ...(name && { name }) })
const bearer = (key: string) => ({ authorization: `Bearer ${key}` })
const withId = (email: Email) => ({ ...email.headers, 'Message-ID': email.messageId })

/** The supported services. The formats follow their public API documentation. */
export const services = {
  resend: {
    url: 'https://api.resend.com/emails',
    headers: (key, email) => ({ ...bearer(key), 'idempotency-key': email.messageId }),
    body: (email) => ({
      ...{ from: formatMailbox(email.from), to: [formatMailbox(email.to)] },
      ...(email.replyTo && { reply_to: email.replyTo }),
      ...{ subject: email.subject, html: email.html, text: email.text, headers: withId(email) },
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
      Headers: Object.entries(withId(email)).map(([Name, Value]) => ({ Name, Value })),
    }),
  },
  sendgrid: {
    url: 'https://api.sendgrid.com/v3/mail/send',
    headers: bearer,
    body: (email) => ({
      personalizations: [{ to: [mailboxObject(email.to)] }],
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
          ...service.headers(key, email),
        },
        body: JSON.stringify(service.body(email)),
        signal: AbortSignal.timeout(30_000),
      })
      await response.arrayBuffer()
      return deliveryOf(response.status)
    } catch {
      return { outcome: 'away' }
    }
  }
}

/** 400 and 422 concern this mail; any other failure concerns the key, the rate limit or the service. */
function deliveryOf(status: number): Delivery {
  if (status < 300) return { outcome: 'accepted' }
  return status === 400 || status === 422 ? { outcome: 'refused', what: 'message' } : { outcome: 'away' }
}
