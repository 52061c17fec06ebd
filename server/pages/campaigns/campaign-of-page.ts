import { campaignOf } from '../../campaigns/move-campaign.ts'
import { type Ctx, pathTo } from '../../context.ts'
import { Refusal } from '../../http/problem.ts'
import type { CampaignRecord } from '../../storage/campaigns.ts'
import { findSurvey } from '../../storage/surveys.ts'
import type { Workspace } from '../../storage/workspaces.ts'
import { campaignTexts as texts } from '../texts/campaign-texts.ts'

/** The path of a page of a campaign. */
export function campaignPath(
  c: Ctx,
  id: string,
  page: '' | '/state' | '/people' | '/mail' | '/edit' | '/test' = '',
): string {
  return pathTo(c, `/console/campaigns/${encodeURIComponent(id)}${page}`)
}

/** What a campaign is called. */
export function nameOf({ plan }: Pick<CampaignRecord, 'plan'>, surveyName: string): string {
  return plan.name || surveyName || texts.unnamed
}

/** The campaign of an address and its survey; a 404 when there is none. */
export async function requireCampaignPage(c: Ctx, workspace: Workspace) {
  const { services } = c.var
  const campaign = await campaignOf(services, workspace.id, c.req.param('id') ?? '')
  const survey = await findSurvey(services.database, workspace.id, campaign.surveyId)
  if (!survey) throw new Refusal('not-found', 'there is no such survey')
  return { campaign, survey }
}
