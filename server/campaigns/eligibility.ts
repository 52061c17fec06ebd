import { namesOf } from '../responses/identity.ts'
import type { CampaignRecord } from '../storage/campaigns.ts'
import type { Database } from '../storage/db.ts'
import { historiesOf } from '../storage/history.ts'
import { obstaclesTo, type Recipient } from '../storage/recipients.ts'
import type { PublicRecord } from '../storage/surveys.ts'
import { timezoneOf } from '../storage/workspaces.ts'
import type { Eligibility } from './decision.ts'

/** A campaign's survey, and whether it has all the answers it was made for, of people who are known. */
export type CampaignSurvey = Pick<PublicRecord, 'survey' | 'isFullOfVerified'>

/** Reads what `decide` needs to know of each recipient of one campaign, in their order. */
export async function eligibilityOf(
  database: Database,
  { survey, isFullOfVerified }: CampaignSurvey,
  campaign: CampaignRecord,
  recipients: readonly Recipient[],
): Promise<Eligibility[]> {
  const names = recipients.map(({ respondentId, email }) =>
    namesOf({ ...(respondentId && { id: respondentId }), email }),
  )
  const [obstacles, histories, workspaceTimezone] = await Promise.all([
    obstaclesTo(database, recipients),
    historiesOf(database, survey, names, campaign.id),
    timezoneOf(database, survey.workspaceId),
  ])
  return recipients.map((recipient, place) => ({
    isOpen: survey.status === 'live' && !isFullOfVerified,
    rules: survey.definition.rules ?? undefined,
    timezone: recipient.timezone ?? campaign.plan.timezone ?? workspaceTimezone,
    ...obstacles[place]!,
    history: histories[place]!,
  }))
}
