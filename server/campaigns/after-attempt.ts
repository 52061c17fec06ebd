import type { Delivery, Reply } from '../mail/mailer.ts'
import {
  hasSent,
  type Lease,
  noteTrouble,
  noteTroubleOfAll,
  postponeCampaign,
  requeueRefused,
} from '../storage/campaign-queue.ts'
import { moveCampaign } from '../storage/campaigns.ts'
import type { Database } from '../storage/db.ts'
import type { Trouble } from '../storage/mail-tables.ts'
import type { Recipient, Step } from '../storage/recipients.ts'

const minute = 60_000
const day = 24 * 60 * minute
/** The wait after each attempt that failed for now; the last of them again and again. */
const retryDelays = [1, 5, 30, 120, 240, 480].map((minutes) => minutes * minute)
/** From the first attempt on; later than that there is no other. */
const patience = 4 * day
/** The first wait when the server closed the connection (421): another one may be better. */
const reconnectDelay = 2000
/** The wait before a mail whose effect is unknown is sent once more: a server may still be busy with the first. */
const unknownDelay = 5 * minute
/** A mail is sent at most so often when it may have arrived each time. */
export const mostUnknown = 2
/** Failures in a row that concern us; fewer are enough while the campaign never sent anything. */
const mostInRow = 5
const mostFromTheStart = 3
/** Mails put off in a row before their campaign rests: several people may have mailboxes that put everybody off. */
const mostDeferred = 10
/** The rest of a campaign after several mails in a row whose effect is unknown, or that were put off. */
const unknownRest = 10 * minute
const deferredRest = minute
/** The longest rest of a campaign whose sender is put off: each is twice the one before. */
const longestRest = 30 * minute
const longestText = 500

/** The recipient's next state after an attempt. */
export function stepAfter(delivery: Delivery, { campaign, recipient }: Lease, now: number): Step {
  const { attempts, unknowns } = recipient
  const { reminders } = campaign.plan
  if (delivery.outcome === 'accepted') {
    const askedAt = recipient.mails === 0 ? now : recipient.askedAt
    const sent = { mails: recipient.mails + 1, askedAt, lastSentAt: now, attempts: 0, unknowns: 0 }
    const isLast = !reminders || sent.mails > reminders.most
    return isLast
      ? { ...sent, ...unsaid, state: 'sent' }
      : {
          ...sent,
          ...unsaid,
          state: 'queued',
          reason: 'reminder',
          dueAt: Math.round(now + reminders.afterDays * day),
        }
  }
  const said = { code: delivery.reply.code, said: shortened(delivery.reply) }
  switch (delivery.outcome) {
    case 'refused': {
      // Nobody gets mail from this sender: this person waits for another one.
      if (delivery.what === 'sender') return { ...said, state: 'queued', dueAt: now, attempts: attempts - 1 }
      const reason = { address: 'bounced', mailbox: 'mailbox', message: 'refused' } as const
      return { ...said, state: 'failed', reason: reason[delivery.what], dueAt: now }
    }
    case 'later': {
      const isClosed = delivery.reply.code === 421 && attempts === 1
      const delay = isClosed ? reconnectDelay : (retryDelays[attempts - 1] ?? retryDelays.at(-1)!)
      return now - (recipient.triedAt ?? now) >= patience
        ? { ...said, state: 'failed', reason: 'refused' }
        : { ...said, state: 'queued', reason: 'deferred', dueAt: now + delay }
    }
    case 'resting':
    case 'away':
      return { ...said, state: 'queued', dueAt: now, attempts: attempts - 1 }
    case 'unknown':
      return unknowns + 1 < mostUnknown
        ? {
            ...said,
            state: 'queued',
            reason: 'unanswered',
            dueAt: now + unknownDelay,
            unknowns: unknowns + 1,
          }
        : { ...said, ...uncertain(now), unknowns: unknowns + 1 }
  }
}

/** The end of a mail that may have arrived, as often as it may be tried; the person rests as if it had. */
export function uncertain(now: number): Step {
  return { state: 'failed', reason: 'uncertain', lastSentAt: now }
}

const unsaid = { code: null, said: null }

function shortened({ text }: Reply): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, longestText)
}

/**
 * Keeps what stops a campaign, and stops it: refusals that concern us pause it after a few in a row, or at once when its
 * sender is refused; the people of that row are queued again. It rests after mails without an answer, after many in a
 * row that were put off, and when its sender was. A mail server that is away is the trouble of all that wait for it.
 */
export async function judgeCampaign(
  database: Database,
  { campaign, recipient }: Lease,
  delivery: Delivery,
  now: number,
): Promise<void> {
  const what = troubleOf(delivery)
  if (!what || delivery.outcome === 'accepted') return
  const said = { code: delivery.reply.code, text: withoutAddress(shortened(delivery.reply), recipient) }
  if (what === 'away') {
    const waiting = await noteTroubleOfAll(database, { what, ...said }, now)
    for (const { id, tries } of waiting) logTrouble(id, what, said.code, tries)
    return
  }
  const { tries, since } = await noteTrouble(database, campaign.id, { what, ...said }, now)
  logTrouble(campaign.id, what, said.code, tries)
  if (delivery.outcome === 'resting')
    return postponeCampaign(database, campaign.id, now + Math.min(minute * 2 ** (tries - 1), longestRest))
  if (what === 'deferred')
    return tries < mostDeferred ? undefined : postponeCampaign(database, campaign.id, now + deferredRest)
  const isSender = delivery.outcome === 'refused' && delivery.what === 'sender'
  if (!isSender && tries < mostFromTheStart) return
  if (!isSender && tries < mostInRow && (await hasSent(database, campaign.id))) return
  if (what === 'unknown') return postponeCampaign(database, campaign.id, now + unknownRest)
  await moveCampaign(database, campaign.id, ['running'], 'paused', now)
  await requeueRefused(database, campaign.id, now, since)
}

/** Says once that a campaign is kept from sending. Not the words of the mail server, which can name people. */
function logTrouble(campaign: string, trouble: Trouble['what'], code: number | null, tries: number): void {
  if (tries === mostFromTheStart) console.warn(JSON.stringify({ level: 'warn', campaign, trouble, code }))
}

function troubleOf(delivery: Delivery): Trouble['what'] | null {
  switch (delivery.outcome) {
    case 'accepted':
      return null
    case 'later':
    case 'resting':
      return 'deferred'
    case 'refused':
      return delivery.what === 'message' || delivery.what === 'sender' ? 'refused' : null
    default:
      return delivery.outcome
  }
}

/** A campaign outlives the people it was sent to: what it keeps must not name one of them. */
function withoutAddress(text: string, { address, email }: Recipient): string {
  return text.replaceAll(address, '…').replaceAll(email, '…')
}
