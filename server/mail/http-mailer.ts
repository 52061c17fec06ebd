import type { Delivery, Letter, Mailbox, Mailer } from './mailer.ts'

/** A service that takes mail as JSON by POST: where, with which headers, in what shape. */
interface Service {
  readonly url: string
  headers(key: string, letter: Letter): Record<string, string>
  body(letter: Letter): unknown
}

const written = ({ name, address }: Mailbox) =>
  name ? `"${name.replace(/["\\]/g, '\\$&')}" <${address}>` : address
const named = ({ name, address }: Mailbox) => ({ email: address, ...(name && { name }) })
const bearer = (key: string) => ({ authorization: `Bearer ${key}` })
const withId = (letter: Letter) => ({ ...letter.headers, 'Message-ID': letter.messageId })

/** The services that are known by name. Their message shapes are those of their public documentation. */
export const services = {
  resend: {
    url: 'https://api.resend.com/emails',
    headers: (key, letter) => ({ ...bearer(key), 'idempotency-key': letter.messageId }),
    body: (letter) => ({
      ...{ from: written(letter.from), to: [written(letter.to)] },
      ...(letter.replyTo && { reply_to: letter.replyTo }),
      ...{ subject: letter.subject, html: letter.html, text: letter.text, headers: withId(letter) },
    }),
  },
  postmark: {
    url: 'https://api.postmarkapp.com/email',
    headers: (key) => ({ 'x-postmark-server-token': key }),
    body: (letter) => ({
      ...{ From: written(letter.from), To: written(letter.to) },
      ...(letter.replyTo && { ReplyTo: letter.replyTo }),
      ...{ Subject: letter.subject, HtmlBody: letter.html, TextBody: letter.text },
      ...{ TrackOpens: false, TrackLinks: 'None', MessageStream: 'broadcast' },
      Headers: Object.entries(withId(letter)).map(([Name, Value]) => ({ Name, Value })),
    }),
  },
  sendgrid: {
    url: 'https://api.sendgrid.com/v3/mail/send',
    headers: bearer,
    body: (letter) => ({
      personalizations: [{ to: [named(letter.to)] }],
      from: named(letter.from),
      ...(letter.replyTo && { reply_to: { email: letter.replyTo } }),
      subject: letter.subject,
      content: [
        { type: 'text/plain', value: letter.text },
        { type: 'text/html', value: letter.html },
      ],
      headers: withId(letter),
      tracking_settings: { click_tracking: { enable: false }, open_tracking: { enable: false } },
    }),
  },
} as const satisfies Record<string, Service>

export type ServiceName = keyof typeof services

/** Mail through a service's HTTP API. `url` replaces the service's own, for one that speaks its language. */
export function httpMailer(name: ServiceName, key: string, url: string | null = null): Mailer {
  const service: Service = services[name]
  return async (letter) => {
    try {
      const answer = await fetch(url ?? service.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          ...service.headers(key, letter),
        },
        body: JSON.stringify(service.body(letter)),
        signal: AbortSignal.timeout(30_000),
      })
      await answer.arrayBuffer()
      return deliveryOf(answer.status)
    } catch {
      return { outcome: 'away' }
    }
  }
}

/** 400 and 422 are about this letter; anything else that is not success, about the key, the rate or the service. */
function deliveryOf(status: number): Delivery {
  if (status < 300) return { outcome: 'accepted' }
  return status === 400 || status === 422 ? { outcome: 'refused', what: 'message' } : { outcome: 'away' }
}
