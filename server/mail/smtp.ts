import { createTransport } from 'nodemailer'
import type { Delivery, Letter, Mailer } from './mailer.ts'

/** A mailer with its connection. */
export interface SmtpMailer {
  readonly send: Mailer
  /** Whether the server can be talked to now: `null`, or the reason in a word. */
  check(): Promise<string | null>
  close(): void
}

/** Below the time somebody's turn lasts, all of them together. */
const timeouts = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 }

/**
 * Mail by SMTP over one connection that is kept: `smtp://user:password@host:587`, or `smtps://` for
 * TLS from the first byte. One connection is one letter at a time, which is what makes a crash
 * repeat no more than one. Parameters of the address go to nodemailer.
 */
export function openSmtp(url: string): SmtpMailer {
  const address = new URL(url)
  for (const [name, value] of Object.entries({
    pool: true,
    maxConnections: 1,
    maxMessages: 1000,
    ...timeouts,
  })) {
    if (!address.searchParams.has(name)) address.searchParams.set(name, String(value))
  }
  const transport = createTransport(address.href, { disableFileAccess: true, disableUrlAccess: true })
  return {
    async send(letter) {
      try {
        await transport.sendMail(toMessage(letter))
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

function toMessage({ replyTo, headers, ...letter }: Letter) {
  return {
    ...letter,
    ...(replyTo && { replyTo }),
    // As they are: folding would part an address in angle brackets.
    headers: Object.entries(headers).map(([key, value]) => ({ key, value: { prepared: true, value } })),
  }
}

interface SmtpError extends Error {
  readonly code?: string
  readonly command?: string
  readonly responseCode?: number
}

/** The replies that mean that there is no such mailbox. */
const noMailbox = [550, 551, 553]

/** What a failure means: of the letter when the server answered to its envelope or content, else of the way there. */
function deliveryOf({ code, command, responseCode = 0 }: SmtpError): Delivery {
  const isOfLetter = (code === 'EENVELOPE' && command !== 'MAIL FROM') || code === 'EMESSAGE'
  if (!isOfLetter || responseCode === 421) return { outcome: 'away' }
  if (responseCode < 500) return { outcome: 'later' }
  const isAddress = code === 'EENVELOPE' && noMailbox.includes(responseCode)
  return { outcome: 'refused', what: isAddress ? 'address' : 'message' }
}
