import type { KeyringOf } from '../links/keyring.ts'
import { takeMail } from '../mail/allowance.ts'
import type { Delivery, Mailer } from '../mail/mailer.ts'
import type { Services } from '../services.ts'
import {
  finishCampaigns,
  type Lease,
  leaseNext,
  postponeCampaign,
  releaseSlot,
} from '../storage/campaign-queue.ts'
import { type CampaignRecord, moveCampaign } from '../storage/campaigns.ts'
import { type Database, isStorageAway } from '../storage/db.ts'
import { nextDay, uncountMail } from '../storage/mail-days.ts'
import { type Recipient, type Step, updateRecipient } from '../storage/recipients.ts'
import { addSuppressions } from '../storage/suppressions.ts'
import { findPublicSurvey } from '../storage/surveys.ts'
import { compose } from './compose.ts'
import { type Decision, decide } from './decision.ts'
import { eligibilityOf } from './eligibility.ts'

/** What sending needs; the same on Node and on Workers. */
export interface Sending {
  readonly database: Database
  /** The main database, which has what each workspace may send. */
  readonly directory: Database
  readonly mailer: Mailer
  readonly keyring: KeyringOf
  readonly asset: Services['asset']
  readonly publicUrl: string
  readonly now: () => number
}

const day = 86_400_000
const minute = 60_000
/** The wait after each attempt that failed for now; after the last of them there is no other attempt. */
const retryDelays = [1, 5, 30, 120, 480].map((minutes) => minutes * minute)

/**
 * Sends the mail that is due the longest: leases the recipient, decides, sends, stores the outcome. Each
 * step is committed before the next, so a crash leaves at most one mail whose outcome is unknown; it is
 * sent again with the same Message-ID. A campaign whose workspace may not send as its address is paused; one whose
 * workspace has sent its mails of the day goes on tomorrow.
 *
 * Returns `idle` when nothing is due, and `away` when no mail can be sent for now: wait before trying again.
 * Throws when the database is away.
 */
export async function sendNext(sending: Sending): Promise<'done' | 'idle' | 'away'> {
  const { database, mailer, now } = sending
  const lease = await leaseNext(database, now(), gapOf)
  if (!lease) {
    await finishCampaigns(database, now())
    return 'idle'
  }
  const { campaign, recipient } = lease
  const found = await findPublicSurvey(database, campaign.surveyId)
  if (!found) throw new Error('a campaign has a survey')
  const [eligibility] = await eligibilityOf(database, found, campaign, [recipient])
  const decision = decide(campaign.plan, eligibility!, now())
  if (decision.outcome !== 'send') {
    await updateRecipient(database, recipient, stepWithoutMail(decision, recipient))
    await releaseSlot(database, campaign.id, gapOf(campaign))
    return 'done'
  }
  const taken = await takeMail(sending.directory, campaign.workspaceId, campaign.plan.from.address, now())
  if (taken !== 'taken') {
    await giveBack(database, lease, now())
    if (taken === 'sender') await moveCampaign(database, campaign.id, ['running'], 'paused', now())
    else await postponeCampaign(database, campaign.id, nextDay(now()))
    return 'done'
  }
  const { keyring, asset, publicUrl } = sending
  const input = { survey: found.survey, recipient, asset, publicUrl, plan: campaign.plan, now: now() }
  const delivery = await mailer(await compose({ ...input, keyring: await keyring(campaign.workspaceId) }))
  await retryWrite(() => updateRecipient(database, recipient, stepAfter(delivery, lease, now())))
  if (delivery.outcome !== 'accepted') await uncountMail(sending.directory, campaign.workspaceId, now())
  if (delivery.outcome === 'refused' && delivery.what === 'address') await bounce(database, recipient, now())
  return delivery.outcome === 'away' ? 'away' : 'done'
}

/** Puts a recipient back as if it had not been leased: the workspace may not send their mail now. */
async function giveBack(database: Database, { recipient }: Lease, now: number): Promise<void> {
  await updateRecipient(database, recipient, {
    ...{ state: 'queued', dueAt: now, attempts: Math.max(recipient.attempts - 1, 0) },
  })
}

/** The milliseconds between two mails of a campaign, by its limits per minute and per hour; 0 without limits. */
function gapOf({ plan }: CampaignRecord): number {
  const perMinute = plan.perMinute === null ? 0 : minute / plan.perMinute
  const perHour = plan.perHour === null ? 0 : (60 * minute) / plan.perHour
  return Math.ceil(Math.max(perMinute, perHour))
}

/** A recipient who was mailed before and gets no reminder counts as sent; others are skipped. */
function stepWithoutMail(decision: Exclude<Decision, { outcome: 'send' }>, { mails }: Recipient): Step {
  if (decision.outcome === 'later') return { state: 'queued', dueAt: decision.at, attempts: 0 }
  return mails > 0 ? { state: 'sent' } : { state: 'skipped', reason: decision.reason }
}

function stepAfter(delivery: Delivery, { campaign, recipient }: Lease, now: number): Step {
  const { attempts } = recipient
  const { reminders } = campaign.plan
  switch (delivery.outcome) {
    case 'accepted': {
      const sent = { mails: recipient.mails + 1, lastSentAt: now, attempts: 0 }
      const isLast = !reminders || sent.mails > reminders.most
      return isLast
        ? { ...sent, state: 'sent' }
        : { ...sent, state: 'queued', dueAt: Math.round(now + reminders.afterDays * day) }
    }
    case 'refused':
      return { state: 'failed', reason: delivery.what === 'address' ? 'bounced' : 'refused' }
    case 'later': {
      const delay = retryDelays[attempts - 1]
      return delay === undefined
        ? { state: 'failed', reason: 'refused' }
        : { state: 'queued', dueAt: now + delay }
    }
    case 'away':
      return { state: 'queued', dueAt: now, attempts: attempts - 1 }
  }
}

async function bounce(database: Database, { workspaceId, email }: Recipient, now: number): Promise<void> {
  await addSuppressions(database, [{ workspaceId, email, reason: 'bounced', createdAt: now }])
}

/** The mail is out: if its outcome were not stored, it would be sent twice. Retries for about two minutes. */
async function retryWrite(write: () => Promise<void>): Promise<void> {
  for (let delay = 250; ; delay *= 2) {
    try {
      return await write()
    } catch (error) {
      if (!isStorageAway(error) || delay > minute) throw error
      await new Promise((resolve) => setTimeout(resolve, delay))
    }
  }
}
