import type { CampaignChange, CampaignPlan } from '../contract/campaigns.ts'
import { invalid, Refusal } from '../http/problem.ts'
import type { Services } from '../services.ts'
import { rescheduleAsks, rescheduleReminders, wakeWaiting } from '../storage/campaign-queue.ts'
import { type CampaignRecord, changePlan, moveCampaign } from '../storage/campaigns.ts'
import { campaignOf, whyNotSend } from './move-campaign.ts'

/** The fields by which people may be mailed sooner than they were told to wait, or at all: with fewer words. */
const waking = [
  ...(['window', 'timezone', 'restDays', 'expiresAt'] as const),
  ...(['subject', 'intro', 'footer', 'language'] as const),
]

/**
 * Changes what a campaign says, when and how fast it goes out; mails that are out stay as they were, and links end when
 * the campaign says now. Reminders that are asked for later go to those who were mailed before, too. Returns `null` when
 * it was changed since it was read. Throws a 409 for a cancelled one, a 422 when the workspace may not send as its sender.
 */
export async function changeCampaign(
  services: Services,
  campaign: CampaignRecord,
  change: CampaignChange,
): Promise<CampaignRecord | null> {
  const { database, mail, now } = services
  const { id, workspaceId, status } = campaign
  if (status === 'cancelled') throw new Refusal('conflict', 'the campaign is cancelled')
  const plan: CampaignPlan = { ...campaign.plan, ...change }
  const problem = change.from && (await whyNotSend(services, workspaceId, plan))
  if (problem) throw invalid('from.address', problem)
  const isChanged = (name: keyof CampaignPlan) =>
    JSON.stringify(plan[name]) !== JSON.stringify(campaign.plan[name])
  const isWoken = waking.some(isChanged)
  const isDone = await changePlan(database, campaign, plan, now(), (planned) => [
    ...(isWoken ? [wakeWaiting(planned, now())] : []),
    ...(isChanged('recurring') ? [rescheduleAsks(planned, plan.recurring !== null, now())] : []),
    ...(isChanged('reminders') ? [rescheduleReminders(planned, plan.reminders)] : []),
  ])
  if (!isDone) return null
  if (isChanged('reminders') || isWoken || plan.recurring) await goOn(services, campaign)
  mail?.wake()
  return campaignOf(services, workspaceId, id)
}

/** A finished campaign that has somebody to mail again goes on. */
async function goOn({ database, now }: Services, { id }: CampaignRecord): Promise<void> {
  await moveCampaign(database, id, ['finished'], 'running', now())
}
