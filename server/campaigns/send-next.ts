import type { KeyringOf } from '../links/keyring.ts'
import { takeMail } from '../mail/allowance.ts'
import type { Delivery, Mailer } from '../mail/mailer.ts'
import type { Services } from '../services.ts'
import {
  clearTrouble,
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
import { emailName } from '../storage/tombstones.ts'
import { judgeCampaign, mostUnknown, stepAfter, uncertain } from './after-attempt.ts'
import { compose } from './compose.ts'
import { type Decision, decide } from './decision.ts'
import { eligibilityOf } from './eligibility.ts'
import { whyTooLarge } from './mail-size.ts'
import { recurringStep, takeTurn } from './next-ask.ts'

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

const minute = 60_000

/** Leases the recipient whose mail is due the longest, of campaigns other than `except`; `null` when there is none. */
export async function leaseDue(
  { database, now }: Sending,
  except: readonly string[] = [],
): Promise<Lease | null> {
  const lease = await leaseNext(database, now(), gapOf, except)
  if (!lease) await finishCampaigns(database, now())
  return lease
}

/** How a send ended: `done` without a mail, or as the mail server or service answered. */
export type Sent = 'done' | Delivery['outcome']

/**
 * Decides on the mail to a leased recipient, sends it, and stores the outcome. Each step is committed before the next,
 * so a crash leaves only mails whose outcome is unknown that were under way. Such a mail is sent once more, the same to
 * the byte, and then counts as uncertain. A campaign whose workspace may not send as its address is paused; one whose
 * workspace has sent its mails of the day goes on tomorrow. Throws when the database is away.
 */
export async function deliver(sending: Sending, lease: Lease): Promise<Sent> {
  const { database, mailer, now } = sending
  const { campaign } = lease
  const found = await findPublicSurvey(database, campaign.surveyId)
  if (!found) throw new Error('a campaign has a survey')
  const [read] = await eligibilityOf(database, found, campaign, [lease.recipient])
  let eligibility = read!
  const { recurring } = campaign.plan
  const finish = async ({ recipient }: Lease, step: Step): Promise<Sent> => {
    const kept = recurring
      ? await recurringStep(database, { campaign, recipient }, eligibility, step, now())
      : step
    await updateRecipient(database, recipient, kept)
    await releaseSlot(database, campaign.id, gapOf(campaign))
    return 'done'
  }
  if (lease.recipient.unknowns >= mostUnknown) return finish(lease, uncertain(now()))
  const turn = recurring
    ? await takeTurn(database, lease, eligibility, now())
    : { recipient: lease.recipient }
  if ('step' in turn) return finish(lease, turn.step)
  const { recipient } = turn
  // What was answered was asked before.
  if (recipient.invitation !== lease.recipient.invitation) eligibility = { ...eligibility, answered: false }
  const decision = decide(campaign.plan, eligibility, now())
  if (decision.outcome !== 'send')
    return finish({ campaign, recipient }, stepWithoutMail(decision, recipient))
  const { keyring, asset, publicUrl } = sending
  // The lease sets it: an attempt after one whose effect is unknown makes the same mail.
  const madeAt = recipient.triedAt ?? now()
  const mark = recipient.mark ?? (await database.mark([emailName(recipient.email)]))[0]!
  const input = { survey: found.survey, recipient, mark, asset, publicUrl, plan: campaign.plan, now: madeAt }
  const mail = await compose({ ...input, keyring: await keyring(campaign.workspaceId) })
  const problem = whyTooLarge(mail)
  if (problem) {
    const step = stepWithoutMail({ outcome: 'not', reason: 'too-large' }, recipient)
    return finish({ campaign, recipient }, { ...step, said: problem })
  }
  const takenAt = now()
  const taken = await takeMail(sending.directory, campaign.workspaceId, campaign.plan.from.address, takenAt)
  if (taken !== 'taken') {
    await giveBack(database, lease, now())
    if (taken === 'sender') await moveCampaign(database, campaign.id, ['running'], 'paused', now())
    else await postponeToTomorrow(sending, campaign, takenAt)
    return 'done'
  }
  const delivery = await mailer(mail)
  const answeredAt = now()
  const after = stepAfter(delivery, { campaign, recipient }, answeredAt)
  const step = recurring
    ? await recurringStep(database, { campaign, recipient }, eligibility, after, answeredAt)
    : after
  const further = delivery.outcome === 'accepted' ? [clearTrouble(campaign.id)] : []
  await retryWrite(() => updateRecipient(database, recipient, step, ...further))
  await judgeCampaign(database, lease, delivery, answeredAt)
  if (delivery.outcome !== 'accepted' && delivery.outcome !== 'unknown')
    await uncountMail(sending.directory, campaign.workspaceId, takenAt)
  if (delivery.outcome === 'refused' && delivery.what === 'address') await bounce(database, recipient, now())
  return delivery.outcome
}

/**
 * Rests a campaign until the next day. Whoever allows more meanwhile resumes campaigns at once, this one before it was
 * postponed: so it looks once more, and goes on if it may.
 */
async function postponeToTomorrow(
  { database, directory, now }: Sending,
  { id, workspaceId, plan }: CampaignRecord,
  today: number,
): Promise<void> {
  await postponeCampaign(database, id, nextDay(today))
  const again = await takeMail(directory, workspaceId, plan.from.address, today)
  if (again === 'taken') await uncountMail(directory, workspaceId, today)
  if (again !== 'day') await postponeCampaign(database, id, now())
}

/** Puts a recipient back as if it had not been leased: the workspace may not send their mail now. */
async function giveBack(database: Database, { recipient }: Lease, now: number): Promise<void> {
  await updateRecipient(database, recipient, {
    state: 'queued',
    dueAt: now,
    attempts: recipient.attempts - 1,
  })
}

/** The milliseconds between two mails of a campaign, by its limits per minute and per hour; 0 without limits. */
function gapOf({ plan }: CampaignRecord): number {
  const perMinute = plan.perMinute === null ? 0 : minute / plan.perMinute
  const perHour = plan.perHour === null ? 0 : (60 * minute) / plan.perHour
  return Math.ceil(Math.max(perMinute, perHour))
}

/** A recipient who was mailed before and gets no reminder counts as sent; others are skipped. */
function stepWithoutMail(
  decision: Exclude<Decision, { outcome: 'send' }>,
  { mails, attempts }: Recipient,
): Step {
  if (decision.outcome === 'later')
    return { state: 'queued', dueAt: decision.at, attempts: attempts - 1, reason: decision.reason }
  return mails > 0 ? { state: 'sent' } : { state: 'skipped', reason: decision.reason }
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
