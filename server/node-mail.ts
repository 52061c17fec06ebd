import { type Sender, startSender } from './campaigns/sender.ts'
import type { Config } from './config.ts'
import { httpMailer } from './mail/http-mailer.ts'
import { openSmtp } from './mail/smtp.ts'
import type { Services } from './services.ts'
import { endLeases } from './storage/queue.ts'

/**
 * Starts sending mail in this process; `null` when none is to be sent. A mail server that cannot be
 * reached is told at once, in one line, and tried again until it can.
 */
export async function startMail(
  { mail, publicUrl, databaseUrl }: Config,
  services: Pick<Services, 'database' | 'keyring' | 'asset' | 'now'>,
): Promise<Sender | null> {
  if (!mail || !publicUrl) return null
  // A file has no other process: whoever held a turn is dead.
  if (databaseUrl.startsWith('file:')) await endLeases(services.database, services.now())
  const parts = { ...services, publicUrl }
  if (mail.by !== 'smtp') return startSender({ ...parts, mailer: httpMailer(mail.by, mail.key, mail.url) })
  const smtp = openSmtp(mail.url)
  smtp.check().then((reason) => {
    if (reason) console.error(`sayso: SMTP_URL: the mail server cannot be used now: ${reason}`)
  })
  const sender = startSender({ ...parts, mailer: smtp.send })
  return {
    wake: sender.wake,
    async close() {
      await sender.close()
      smtp.close()
    },
  }
}
