import type { Config } from '../config.ts'
import { httpMailer } from '../mail/http-mailer.ts'
import type { Mailer } from '../mail/mailer.ts'
import { openSmtp } from '../mail/smtp.ts'

/** What sends mail from this process. */
export interface Post {
  readonly mailer: Mailer
  readonly publicUrl: string
  close(): void
}

/**
 * Opens what sends mail; `null` when none is to be sent. A mail server that cannot be reached is
 * told at once, in one line, and tried again until it can.
 */
export function openPost({ mail, publicUrl }: Config): Post | null {
  if (!mail || !publicUrl) return null
  if (mail.by !== 'smtp')
    return { mailer: httpMailer(mail.by, mail.key, mail.url), publicUrl, close: () => {} }
  const smtp = openSmtp(mail.url)
  smtp.check().then((reason) => {
    if (reason) console.error(`sayso: SMTP_URL: the mail server cannot be used now: ${reason}`)
  })
  return { mailer: smtp.send, publicUrl, close: smtp.close }
}
