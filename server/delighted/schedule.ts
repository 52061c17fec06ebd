import { millisecondsADay } from '../../shared/day.ts'
import { usualRestDays } from '../campaigns/decision.ts'
import { outcomeFor } from '../campaigns/dry-run.ts'
import { eligibilityOf } from '../campaigns/eligibility.ts'
import { campaignPlan } from '../contract/campaigns.ts'
import type { Person } from '../contract/people.ts'
import { idFrom, randomId, sha256 } from '../http/hashing.ts'
import { check } from '../http/validate.ts'
import { responseIdOf } from '../links/link-urls.ts'
import type { Services } from '../services.ts'
import { beginAsk } from '../storage/asks.ts'
import { type CampaignRecord, findCampaign, insertCampaign, moveCampaign } from '../storage/campaigns.ts'
import { emailKey } from '../storage/email-key.ts'
import type { Recipient } from '../storage/recipients.ts'
import { campaignsOf, findRecipient, keepRecipient, queueRecipient } from '../storage/scheduled-people.ts'
import { findPublicSurvey, type SurveyRecord } from '../storage/surveys.ts'

const isUnderWay = ({ status }: CampaignRecord) => status === 'running' || status === 'finished'

/** The recurring campaign that stands for Delighted's Autopilot: one that runs before others; `null` when there is none. */
export async function autopilotOf(
  { database }: Services,
  { id }: SurveyRecord,
): Promise<CampaignRecord | null> {
  const recurring = (await campaignsOf(database, id)).filter(({ plan }) => plan.recurring)
  return recurring.find(isUnderWay) ?? recurring[0] ?? null
}

/**
 * The campaign whose people are Delighted's: one that runs, best one that asks once, else the newest. Where there is none
 * a draft is made, which keeps them and sends nothing.
 */
export async function campaignFor(services: Services, survey: SurveyRecord): Promise<CampaignRecord> {
  const found = await campaignsOf(services.database, survey.id)
  const once = found.filter(({ plan }) => !plan.recurring)
  return found.length > 0
    ? (once.find(isUnderWay) ?? found.find(isUnderWay) ?? once[0] ?? found[0]!)
    : makeDraft(services, survey)
}

/** A sender that no mail can come from: whoever starts the campaign says who sends it. */
const nobody = 'sender@not-set.invalid'

async function makeDraft({ database, now }: Services, survey: SurveyRecord): Promise<CampaignRecord> {
  const { id: surveyId, workspaceId } = survey
  // Of two requests that make one, the second finds that of the first.
  const id = idFrom(await sha256(`people of Delighted's API ${surveyId}`))
  const plan = check(campaignPlan, { name: 'People of Delighted’s API', from: { address: nobody } })
  const times = { nextAt: 0, trouble: null, edits: 1, createdAt: now(), updatedAt: now() }
  const record: CampaignRecord = { id, workspaceId, surveyId, status: 'draft', plan, ...times }
  await insertCampaign(database, record)
  const stored = await findCampaign(database, workspaceId, id)
  // One that was cancelled takes nobody any more.
  if (stored?.status !== 'cancelled') return stored ?? record
  const another = { ...record, id: randomId() }
  await insertCampaign(database, another)
  return another
}

/** What is said of somebody who is kept. */
type Said = Pick<Person, 'email'> & Partial<Person>

/** Keeps somebody among the campaign's people; `null` when they were erased lately. */
export async function keepPerson(
  { database, now }: Services,
  campaign: CampaignRecord,
  { email: address, name, id, language, timezone, properties }: Said,
  lastSentAt: number | null = null,
): Promise<Recipient | null> {
  const invitation = randomId()
  const given = {
    ...{ email: emailKey(address), address, invitation },
    responseId: await responseIdOf({ surveyId: campaign.surveyId, invitation }),
    name: name ?? null,
    respondentId: id ?? null,
    language: language ?? null,
    timezone: timezone ?? null,
    properties: properties ?? null,
  }
  return keepRecipient(database, campaign, given, { lastSentAt, now: now() })
}

/**
 * Has a campaign mail somebody it keeps, not before a time; whoever it mailed less than its days of rest ago is not asked
 * again. Returns when that will be, in milliseconds; `null` when it will not, as things stand.
 */
export async function schedule(
  services: Services,
  campaign: CampaignRecord,
  recipient: Recipient,
  dueAt: number,
): Promise<number | null> {
  const { database, mail, now } = services
  const { restDays = usualRestDays, recurring } = campaign.plan
  const { lastSentAt, mails, state } = recipient
  const isWaiting = state === 'queued' && mails === 0
  if (!isWaiting && lastSentAt !== null && lastSentAt + restDays * millisecondsADay > dueAt) return null
  const isAgain = mails > 0 && !recurring
  const asked = isAgain ? await beginAsk(database, recipient, await newAsk(recipient)) : recipient
  await queueRecipient(database, asked, dueAt, recurring !== null)
  await moveCampaign(database, campaign.id, ['finished'], 'running', now())
  mail?.wake()
  return scheduledAt(services, campaign, recipient.email)
}

async function newAsk({ surveyId }: Recipient) {
  const invitation = randomId()
  return { invitation, responseId: await responseIdOf({ surveyId, invitation }) }
}

/** When the campaign will mail somebody, as things stand; `null` when it will not. */
async function scheduledAt(
  { database, now }: Services,
  { id, workspaceId, surveyId }: CampaignRecord,
  email: string,
): Promise<number | null> {
  const campaign = await findCampaign(database, workspaceId, id)
  const recipient = await findRecipient(database, id, email)
  const found = await findPublicSurvey(database, surveyId)
  if (campaign?.status !== 'running' || !recipient || !found) return null
  const [eligibility] = await eligibilityOf(database, found, campaign, [recipient])
  const { outcome, at } = outcomeFor(campaign, recipient, eligibility!, now())
  if (outcome === 'send') return now()
  return at === null ? null : Date.parse(at)
}
