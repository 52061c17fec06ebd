import type { KeyringOf } from '../links/keyring.ts'
import type { Delivery, Mailer } from '../mail/mailer.ts'
import { namesOf } from '../responses/identity.ts'
import type { Services } from '../services.ts'
import { finishCampaigns, type Lease, leaseNext, releaseSlot } from '../storage/campaign-queue.ts'
import type { CampaignRecord } from '../storage/campaigns.ts'
import { type Database, isStorageAway } from '../storage/db.ts'
import { historiesOf } from '../storage/history.ts'
import { obstaclesTo, type Recipient, type Step, updateRecipient } from '../storage/recipients.ts'
import { addSuppressions } from '../storage/suppressions.ts'
import { findPublicSurvey, type SurveyRecord } from '../storage/surveys.ts'
import { timezoneOf } from '../storage/workspaces.ts'
import { compose } from './compose.ts'
import { type Decision, decide, type Standing } from './decision.ts'

/** A survey as it is asked now. */
export interface Asked {
  readonly survey: SurveyRecord
  /** It has all the answers that are enough. */
  readonly isFull: boolean
}

/** What sending needs; the same on Node and on Workers. */
export interface Sending {
  readonly database: Database
  readonly mailer: Mailer
  readonly keyring: KeyringOf
  readonly asset: Services['asset']
  readonly publicUrl: string
  readonly now: () => number
}

const day = 86_400_000
const minute = 60_000
/** How long after each attempt that failed for now the next one is made; after the last, none. */
const patience = [1, 5, 30, 120, 480].map((minutes) => minutes * minute)

/**
 * One person's turn: taken, decided on, sent, written down. One at a time, and each step committed
 * before the next, so that a crash leaves one person at most of whom nobody knows whether the mail
 * went out; they are sent it again, under the same Message-ID.
 *
 * `nothing`: nobody is due. `away`: mail cannot be sent just now, and trying again at once is no use.
 */
export async function takeOneTurn(sending: Sending): Promise<'done' | 'nothing' | 'away'> {
  const { database, mailer, now } = sending
  const turn = await leaseNext(database, now(), gapOf)
  if (!turn) {
    await finishCampaigns(database, now())
    return 'nothing'
  }
  const { campaign, recipient } = turn
  const asked = await findPublicSurvey(database, campaign.surveyId)
  if (!asked) throw new Error('a campaign has a survey')
  const [standing] = await standingsOf(database, asked, campaign, [recipient])
  const decision = decide(campaign.plan, standing!, now())
  if (decision.outcome !== 'send') {
    await updateRecipient(database, recipient, stepWithout(decision, recipient))
    await releaseSlot(database, campaign.id, gapOf(campaign))
    return 'done'
  }
  const { keyring, asset, publicUrl } = sending
  const occasion = { survey: asked.survey, recipient, asset, publicUrl, plan: campaign.plan, now: now() }
  const delivery = await mailer(await compose({ ...occasion, keyring: await keyring() }))
  await insist(() => updateRecipient(database, recipient, stepAfter(delivery, turn, now())))
  if (delivery.outcome === 'refused' && delivery.what === 'address') await bounce(database, recipient, now())
  return delivery.outcome === 'away' ? 'away' : 'done'
}

/** How long a campaign rests after a mail. */
export function gapOf({ plan }: CampaignRecord): number {
  const perMinute = plan.perMinute === null ? 0 : minute / plan.perMinute
  const perHour = plan.perHour === null ? 0 : (60 * minute) / plan.perHour
  return Math.ceil(Math.max(perMinute, perHour))
}

/** What stands for and against mailing people of one campaign, in their order. */
export async function standingsOf(
  database: Database,
  { survey, isFull }: Asked,
  campaign: CampaignRecord,
  people: readonly Recipient[],
): Promise<Standing[]> {
  const names = people.map(({ respondentId, email }) =>
    namesOf({ ...(respondentId && { id: respondentId }), email }),
  )
  const [obstacles, histories, workspaceTimezone] = await Promise.all([
    obstaclesTo(database, people),
    historiesOf(database, survey, names, campaign.id),
    timezoneOf(database, survey.workspaceId),
  ])
  return people.map((recipient, place) => ({
    isOpen: survey.status === 'live' && !isFull,
    rules: survey.definition.rules ?? undefined,
    timezone: recipient.timezone ?? campaign.plan.timezone ?? workspaceTimezone,
    ...obstacles[place]!,
    history: histories[place]!,
  }))
}

/** Somebody who was mailed before and needs no reminder was served; others are skipped. */
function stepWithout(decision: Exclude<Decision, { outcome: 'send' }>, { mails }: Recipient): Step {
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
      const pause = patience[attempts - 1]
      return pause === undefined
        ? { state: 'failed', reason: 'refused' }
        : { state: 'queued', dueAt: now + pause }
    }
    case 'away':
      return { state: 'queued', dueAt: now, attempts: attempts - 1 }
  }
}

async function bounce(database: Database, { workspaceId, email }: Recipient, now: number): Promise<void> {
  await addSuppressions(database, [{ workspaceId, email, reason: 'bounced', createdAt: now }])
}

/** What has happened must be written down: forgotten, it would happen again. */
async function insist(write: () => Promise<void>): Promise<void> {
  for (let pause = 250; ; pause *= 2) {
    try {
      return await write()
    } catch (error) {
      if (!isStorageAway(error) || pause > minute) throw error
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }
}
