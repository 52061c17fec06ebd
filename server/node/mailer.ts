import { createPrivateKey } from 'node:crypto'
import { type Config, ConfigError, type MailConfig } from '../config.ts'
import { httpMailer } from '../mail/http-mailer.ts'
import type { Mailer, SenderCheck } from '../mail/mailer.ts'
import { openSmtp } from '../mail/smtp.ts'

/** The mailer of this process, and the address that links in mails begin with. */
export interface OpenMailer {
  readonly mailer: Mailer
  /** `null` for services, which answer only to a mail. */
  readonly takes: SenderCheck | null
  readonly publicUrl: string
  close(): void
}

/**
 * Opens the configured mailer; `null` when none is. A mail server that cannot be reached at start is
 * reported in one line and retried for every mail: it must not keep the server from starting.
 */
export function openMailer({ mail, publicUrl }: Config): OpenMailer | null {
  if (!mail || !publicUrl) return null
  if (mail.by !== 'smtp')
    return { mailer: httpMailer(mail.by, mail.key, mail.url), takes: null, publicUrl, close: () => {} }
  const smtp = openSigned(mail)
  smtp.check().then((reason) => {
    if (reason) console.error(`sayso: SMTP_URL: the mail server cannot be used now: ${reason}`)
  })
  return { mailer: smtp.send, takes: smtp.takes, publicUrl, close: smtp.close }
}

function openSigned({ url, dkim, bounces }: Extract<MailConfig, { by: 'smtp' }>) {
  try {
    if (dkim) createPrivateKey(dkim.privateKey)
  } catch {
    throw new ConfigError('DKIM_PRIVATE_KEY cannot be read as a private key')
  }
  return openSmtp(url, { dkim, bounces })
}
