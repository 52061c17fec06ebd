import { parseConnectionUrl } from 'nodemailer/lib/shared'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Delivery } from './mailer.ts'
import { readRefusal, replyOf, type SmtpError } from './smtp-refusal.ts'

/** In milliseconds; a person waits for it. */
const timeouts = { connectionTimeout: 8000, greetingTimeout: 8000, socketTimeout: 8000 }

/**
 * Asks a mail server whether it takes mail from an address: connects, logs in, says MAIL FROM, and leaves without a
 * mail. What it answers is read as when a mail is sent.
 */
export function takesSender(smtpUrl: string, from: string): Promise<Delivery> {
  const { auth, ...options } = parseConnectionUrl(smtpUrl)
  const asked = Promise.withResolvers<Delivery>()
  const connection: SMTPConnection = new SMTPConnection({
    ...options,
    ...timeouts,
    // The one public way to say a command of one's own.
    customAuth: { SENDER: (context) => askFor(from, context).then(asked.resolve) },
  })
  const away = (error: SmtpError) => asked.resolve({ outcome: 'away', reply: replyOf(error) })
  const ask = () => connection.login({ user: '-', pass: '-', method: 'SENDER' } as never, () => {})
  connection.once('error', away)
  connection.once('end', () => away(new Error('the mail server closed the connection')))
  connection.connect((error) => {
    if (error) return away(error)
    if (!auth || !connection.allowsAuth) return ask()
    connection.login(auth as never, (refused) => (refused ? away(refused) : ask()))
  })
  return asked.promise.finally(() => connection.close())
}

type Context = Parameters<NonNullable<SMTPConnection.Options['customAuth']>[string]>[0]

async function askFor(from: string, { extensions, sendCommand }: Context): Promise<Delivery> {
  const isWide = /\P{ASCII}/u.test(from) && extensions.includes('SMTPUTF8')
  const { status, response } = await sendCommand(`MAIL FROM:<${from}>${isWide ? ' SMTPUTF8' : ''}`)
  return status < 300 ? { outcome: 'accepted' } : readRefusal({ code: status, text: response }, 'sender')
}
