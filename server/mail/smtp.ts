import { createTransport } from 'nodemailer'
import type { Delivery, Email, Mailer } from './mailer.ts'

/** A mailer with its SMTP connection. */
export interface SmtpMailer {
  readonly send: Mailer
  /** Checks the connection. Resolves to `null` when the server is ready, else to the error code. */
  check(): Promise<string | null>
  close(): void
}

/** In milliseconds. Their sum must stay below the lease of a recipient (`server/campaigns`). */
const timeouts = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 }

/**
 * A mailer over one pooled SMTP connection: `smtp://user:password@host:587`, or `smtps://` for implicit
 * TLS. One connection sends one mail at a time, so that a crash can repeat at most one. Query
 * parameters of the URL are passed to nodemailer.
 */
export function openSmtp(url: string): SmtpMailer {
  const smtpUrl = new URL(url)
  for (const [name, value] of Object.entries({
    pool: true,
    maxConnections: 1,
    maxMessages: 1000,
    ...timeouts,
  })) {
    if (!smtpUrl.searchParams.has(name)) smtpUrl.searchParams.set(name, String(value))
  }
  const transport = createTransport(smtpUrl.href, { disableFileAccess: true, disableUrlAccess: true })
  return {
    async send(email) {
      try {
        await transport.sendMail(toMessage(email))
        return { outcome: 'accepted' }
      } catch (error) {
        return deliveryOf(error as SmtpError)
      }
    },
    check: () =>
      transport.verify().then(
        () => null,
        (error: SmtpError) => error.code ?? error.name,
      ),
    close: () => transport.close(),
  }
}

function toMessage({ replyTo, headers, ...email }: Email) {
  return {
    ...email,
    ...(replyTo && { replyTo }),
    // `prepared` turns off header folding, which would split a URL in angle brackets.
    headers: Object.entries(headers).map(([key, value]) => ({ key, value: { prepared: true, value } })),
  }
}

interface SmtpError extends Error {
  readonly code?: string
  readonly command?: string
  readonly responseCode?: number
}

/** Reply codes for a mailbox that does not exist. */
const noMailbox = [550, 551, 553]

/** Classifies a failure: it concerns the mail if the server rejected its envelope or content, else the connection. */
function deliveryOf({ code, command, responseCode = 0 }: SmtpError): Delivery {
  const isOfEmail = (code === 'EENVELOPE' && command !== 'MAIL FROM') || code === 'EMESSAGE'
  if (!isOfEmail || responseCode === 421) return { outcome: 'away' }
  if (responseCode < 500) return { outcome: 'later' }
  const isAddress = code === 'EENVELOPE' && noMailbox.includes(responseCode)
  return { outcome: 'refused', what: isAddress ? 'address' : 'message' }
}
