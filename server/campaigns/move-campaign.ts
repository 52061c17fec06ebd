import type { CampaignPlan } from '../contract/campaigns.ts'
import { randomId } from '../http/hashing.ts'
import { invalid, Refusal } from '../http/problem.ts'
import { mailAllowanceOf, whyNotFrom } from '../mail/allowance.ts'
import type { Services } from '../services.ts'
import { endTrouble, requeueRefused } from '../storage/campaign-queue.ts'
import {
  type CampaignRecord,
  type CampaignStatus,
  findCampaign,
  insertCampaign,
  moveCampaign,
} from '../storage/campaigns.ts'
import type { SurveyRecord } from '../storage/surveys.ts'

/** One of the workspace's campaigns; throws a 404 when there is none. */
export async function campaignOf(
  { database }: Services,
  workspaceId: string,
  id: string,
): Promise<CampaignRecord> {
  const found = await findCampaign(database, workspaceId, id)
  if (!found) throw new Refusal('not-found', 'there is no such campaign')
  return found
}

/** A new draft. Throws a 422 when the workspace may not send as its sender. */
export async function makeCampaign(
  services: Services,
  { id: surveyId, workspaceId }: SurveyRecord,
  plan: CampaignPlan,
  id = randomId(),
): Promise<CampaignRecord> {
  const { database, now } = services
  const problem = await whyNotSend(services, workspaceId, plan)
  if (problem) throw invalid('from.address', problem)
  const times = { nextAt: 0, trouble: null, edits: 1, createdAt: now(), updatedAt: now() }
  const record: CampaignRecord = {
    ...{ id, workspaceId, surveyId, status: 'draft', plan, ...times },
  }
  await insertCampaign(database, record)
  return record
}

/** A step of a campaign: what it is then, or `null` when it was changed since it was read. */
type Step = Promise<CampaignRecord | null>

/** Begins sending, or goes on after a pause. Throws a 409 when nothing can be sent, or not from this state. */
export async function startCampaign(services: Services, campaign: CampaignRecord): Step {
  const problem = await whyNotSend(services, campaign.workspaceId, campaign.plan)
  if (problem) throw new Refusal('conflict', `from.address ${problem}`)
  if (!services.mail)
    throw new Refusal('conflict', 'no mail can be sent: set SMTP_URL, or MAIL_SERVICE and MAIL_KEY')
  // Whoever starts it again has seen to what stopped it.
  if (campaign.status === 'paused') await services.database.write([endTrouble(campaign.id, services.now())])
  return moved(services, campaign, ['draft', 'paused'], 'running')
}

/** Queues those again whom the mail server refused, except addresses that do not exist; a finished campaign goes on. */
export async function retryCampaign(services: Services, campaign: CampaignRecord): Promise<CampaignRecord> {
  const { database, mail, now } = services
  const { id, workspaceId, status } = campaign
  if (status === 'draft' || status === 'cancelled') throw new Refusal('conflict', `the campaign is ${status}`)
  const queued = await requeueRefused(database, id, now(), null)
  if (queued > 0) await moveCampaign(database, id, ['finished'], 'running', now())
  mail?.wake()
  return campaignOf(services, workspaceId, id)
}

/** Sends nothing until started again. */
export function pauseCampaign(services: Services, campaign: CampaignRecord): Step {
  return moved(services, campaign, ['running'], 'paused')
}

/** Sends nothing any more. */
export function cancelCampaign(services: Services, campaign: CampaignRecord): Step {
  return moved(services, campaign, ['draft', 'running', 'paused'], 'cancelled')
}

/** Why the workspace may not send as this plan says; `null` when it may. */
export async function whyNotSend(
  { directory }: Services,
  workspaceId: string,
  { from }: Pick<CampaignPlan, 'from'>,
): Promise<string | null> {
  return whyNotFrom(await mailAllowanceOf(directory, workspaceId), from.address)
}

/** Moves a campaign on; one that stands there already stays, so that the call may be repeated. */
async function moved(
  services: Services,
  { id, workspaceId, status, edits }: CampaignRecord,
  from: readonly CampaignStatus[],
  to: CampaignStatus,
): Step {
  const { database, mail, now } = services
  if (status !== to && !from.includes(status)) throw new Refusal('conflict', `the campaign is ${status}`)
  if (status !== to && !(await moveCampaign(database, id, from, to, now(), edits))) return null
  mail?.wake()
  return campaignOf(services, workspaceId, id)
}
