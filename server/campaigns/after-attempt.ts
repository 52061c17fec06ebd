import type { Delivery, Reply } from '../mail/mailer.ts'
import {
  hasSent,
  type Lease,
  postponeCampaign,
  requeueRefused,
  setTrouble,
} from '../storage/campaign-queue.ts'
import { moveCampaign } from '../storage/campaigns.ts'
import type { Database } from '../storage/db.ts'
import type { Trouble } from '../storage/mail-tables.ts'
import type { Recipient, Step } from '../storage/recipients.ts'

const minute = 60_000
const day = 24 * 60 * minute
/** The wait after each attempt that failed for now; after the last of them there is no other attempt. */
const retryDelays = [1, 5, 30, 120, 480].map((minutes) => minutes * minute)
/** The wait before a mail whose effect is unknown is sent once more: a server may still be busy with the first. */
const unknownDelay = 5 * minute
/** A mail is sent at most so often when it may have arrived each time. */
export const mostUnknown = 2
/** Failures in a row that concern us; fewer are enough while the campaign never sent anything. */
const mostInRow = 5
const mostFromTheStart = 3
/** The rest of a campaign after several mails in a row whose effect is unknown. */
const unknownRest = 10 * minute
const longestText = 500

/** The recipient's next state after an attempt. */
export function stepAfter(delivery: Delivery, { campaign, recipient }: Lease, now: number): Step {
  const { attempts, unknowns } = recipient
  const { reminders } = campaign.plan
  if (delivery.outcome === 'accepted') {
    const sent = { mails: recipient.mails + 1, lastSentAt: now, attempts: 0, unknowns: 0 }
    const isLast = !reminders || sent.mails > reminders.most
    return isLast
      ? { ...sent, ...unsaid, state: 'sent' }
      : { ...sent, ...unsaid, state: 'queued', dueAt: Math.round(now + reminders.afterDays * day) }
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
      const delay = retryDelays[attempts - 1]
      return delay === undefined
        ? { ...said, state: 'failed', reason: 'refused' }
        : { ...said, state: 'queued', dueAt: now + delay }
    }
    case 'away':
      return { ...said, state: 'queued', dueAt: now, attempts: attempts - 1 }
    case 'unknown':
      return unknowns + 1 < mostUnknown
        ? { ...said, state: 'queued', dueAt: now + unknownDelay, unknowns: unknowns + 1 }
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
 * sender is refused; the people of that row are queued again. After mails without an answer it rests.
 */
export async function judgeCampaign(
  database: Database,
  { campaign, recipient }: Lease,
  delivery: Delivery,
  now: number,
): Promise<void> {
  if (delivery.outcome === 'accepted') {
    if (campaign.trouble) await setTrouble(database, campaign.id, null)
    return
  }
  const what = troubleOf(delivery)
  if (!what) return
  const before = campaign.trouble?.what === what ? campaign.trouble : null
  const trouble: Trouble = {
    what,
    since: before?.since ?? now,
    code: delivery.reply.code,
    text: withoutAddress(shortened(delivery.reply), recipient),
    tries: (before?.tries ?? 0) + 1,
  }
  await setTrouble(database, campaign.id, trouble)
  const isSender = delivery.outcome === 'refused' && delivery.what === 'sender'
  if (!isSender && trouble.tries < mostFromTheStart) return
  if (!isSender && trouble.tries < mostInRow && (await hasSent(database, campaign.id))) return
  if (what === 'unknown') return postponeCampaign(database, campaign.id, now + unknownRest)
  await moveCampaign(database, campaign.id, ['running'], 'paused', now)
  await requeueRefused(database, campaign.id, now, trouble.since)
}

function troubleOf(delivery: Delivery): Trouble['what'] | null {
  if (delivery.outcome === 'unknown') return 'unknown'
  const isOurs = delivery.outcome === 'refused' && (delivery.what === 'message' || delivery.what === 'sender')
  return isOurs ? 'refused' : null
}

/** A campaign outlives the people it was sent to: what it keeps must not name one of them. */
function withoutAddress(text: string, { address, email }: Recipient): string {
  return text.replaceAll(address, '…').replaceAll(email, '…')
}
