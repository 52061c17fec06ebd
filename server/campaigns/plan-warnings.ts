import type { CampaignPlan } from '../contract/campaigns.ts'

/** What of a campaign is better seen to before it is sent. */
export interface PlanWarning {
  readonly field: keyof CampaignPlan
  readonly detail: string
}

const noFooter =
  'says nothing: name who sends the mail and a postal address, as the laws of many countries ask (CAN-SPAM, CASL, UWG)'

export function planWarnings({ footer }: Pick<CampaignPlan, 'footer'>): PlanWarning[] {
  return footer?.trim() ? [] : [{ field: 'footer', detail: noFooter }]
}
