import { createTransport } from 'nodemailer'
import { addressForWire } from '../storage/email-key.ts'
import { mailIdIn } from './mail-id.ts'
import type { Delivery, Email, Mailer, SenderCheck } from './mailer.ts'
import { type RefusedAt, readRefusal, replyOf, type SmtpError } from './smtp-refusal.ts'
import { takesSender } from './smtp-sender.ts'
import { type DkimKey, signerWith } from './smtp-signing.ts'

/** How mails over SMTP are signed, and where their bounces go; neither when left out. */
export interface SmtpOptions {
  readonly dkim?: DkimKey | null
  /** The address that failure notices go to, each mail's with its own tag: `bounces+TAG@mail.example.com` (VERP). */
  readonly bounces?: string | null
}

/** A mailer with its SMTP connection. */
export interface SmtpMailer {
  readonly send: Mailer
  readonly takes: SenderCheck
  /** Checks the connection. Resolves to `null` when the server is ready, else to the error code. */
  check(): Promise<string | null>
  close(): void
}

/**
 * In milliseconds. A server may take ten minutes to answer a whole mail (RFC 5321, 4.5.3.2.6); giving up earlier sends
 * it twice.
 */
const timeouts = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 600_000 }
/** Milliseconds until the whole mail must be handed over: until then giving up is safe. */
const handOverTimeout = 60_000

/** Milliseconds for a new connection up to AUTH, to see whether the server can be used at all. */
const checkTimeout = 30_000

/** Milliseconds one mail may take at most. */
export const longestSend = handOverTimeout + checkTimeout + timeouts.socketTimeout

/** More than the sender has under way at once: a mail never waits for the connection of another. */
const mostConnections = 25

/**
 * A mailer over a pool of SMTP connections: `smtp://user:password@host:587`, or `smtps://` for implicit
 * TLS. Connections are opened as mails are under way. Query parameters of the URL are passed to nodemailer. A password
 * goes over TLS alone, unless the server is this machine or the URL says `requireTLS=false`.
 */
export function openSmtp(url: string, { dkim, bounces = null }: SmtpOptions = {}): SmtpMailer {
  const signerOf = dkim ? signerWith(dkim) : () => null
  const smtpUrl = new URL(url)
  for (const [name, value] of Object.entries({
    pool: true,
    maxConnections: mostConnections,
    maxMessages: 1000,
    maxRequeues: 2,
    ...(smtpUrl.password !== '' && !isLoopback(smtpUrl.hostname) && { requireTLS: true }),
    ...timeouts,
  })) {
    if (!smtpUrl.searchParams.has(name)) smtpUrl.searchParams.set(name, String(value))
  }
  const transport = createTransport(smtpUrl.href, { disableFileAccess: true, disableUrlAccess: true })
  const handedOver = new Set<string>()
  // The last byte of the mail was read for the socket: from here on the server may have taken it.
  transport.use('stream', ({ message, data }, done) => {
    // Not nodemailer's own option, which reads the whole mail after what is noted below.
    const signer = signerOf((data.from as Email['from']).address)
    if (signer) message.processFunc((stream) => signer.sign(stream as Parameters<typeof signer.sign>[0]))
    message.processFunc((stream) => stream.once('end', () => handedOver.add(message.messageId())))
    done()
  })
  const check = () =>
    withTimeout(transport.verify(), checkTimeout).then(
      () => null,
      (error: SmtpError) => error.code ?? error.name,
    )
  /** A conversation that ended without an answer is about its mail where the server can be used otherwise. */
  async function brokenOff({ from }: Email, error: SmtpError): Promise<Delivery> {
    const otherwise = await takesSender(smtpUrl.href, from.address)
    const reply = replyOf(error)
    if (otherwise.outcome === 'accepted') return { outcome: 'later', reply }
    return otherwise.outcome === 'away' ? { outcome: 'away', reply } : otherwise
  }
  return {
    async send(email) {
      const giveUp = new AbortController()
      const timer = setTimeout(() => {
        if (!handedOver.has(email.messageId)) giveUp.abort()
      }, handOverTimeout)
      try {
        await transport.sendMail({ ...toMessage(email, bounces), signal: giveUp.signal })
        return { outcome: 'accepted' }
      } catch (error) {
        const delivery = deliveryOf(error as SmtpError, handedOver.has(email.messageId))
        return delivery ?? (await brokenOff(email, error as SmtpError))
      } finally {
        clearTimeout(timer)
        handedOver.delete(email.messageId)
      }
    },
    takes: (from) => takesSender(smtpUrl.href, addressForWire(bounces ?? from)),
    check,
    close: () => transport.close(),
  }
}

const isLoopback = (host: string) => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/i.test(host)

function toMessage({ replyTo, headers, ...email }: Email, bounces: string | null) {
  const tag = mailIdIn(email.messageId) && email.messageId.slice(1).split('@')[0]
  const from = tag && bounces?.replace('@', `+${tag}@`)
  return {
    ...email,
    ...(from && { envelope: { from, to: email.to.address } }),
    ...(replyTo && { replyTo }),
    headers: Object.entries(headers).map(([key, value]) => ({
      key,
      // `prepared` turns off header folding, which would split a URL in angle brackets; nodemailer writes these two itself.
      value: key === 'In-Reply-To' || key === 'References' ? value : { prepared: true, value },
    })),
  }
}

function withTimeout<T>(work: Promise<T>, time: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the mail server does not answer')), time)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

const refusedAt: Readonly<Record<string, RefusedAt>> = {
  'MAIL FROM': 'sender',
  'RCPT TO': 'recipient',
  DATA: 'data',
}

/**
 * Classifies a failure: it concerns the mail if the server answered its envelope or content, else the connection. A
 * connection that broke after the whole mail was handed over says nothing about what became of it; `null` when it broke
 * before.
 */
function deliveryOf(error: SmtpError, isHandedOver: boolean): Delivery | null {
  const { code, command = '' } = error
  const reply = replyOf(error)
  if (reply.code === null) {
    if (code === 'EMESSAGE') return { outcome: 'refused', what: 'message', reply }
    if (code === 'EENVELOPE') return { outcome: 'refused', what: 'mailbox', reply }
    return isHandedOver ? { outcome: 'unknown', reply } : null
  }
  const isOfEmail = code === 'EENVELOPE' || code === 'EMESSAGE'
  // Closed by the server, at whichever command.
  if (reply.code === 421) return null
  if (!isOfEmail) return { outcome: 'away', reply }
  return readRefusal(reply, refusedAt[command] ?? 'data')
}
