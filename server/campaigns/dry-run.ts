import type { DryRun } from '../contract/campaigns.ts'
import type { Services } from '../services.ts'
import type { CampaignRecord } from '../storage/campaigns.ts'
import type { Database } from '../storage/db.ts'
import { listRecipients, type Recipient } from '../storage/recipients.ts'
import { decide, type Eligibility } from './decision.ts'
import { type CampaignSurvey, eligibilityOf } from './eligibility.ts'
import { sizeCheck } from './mail-size.ts'
import { foreseen } from './next-ask.ts'

type Item = DryRun['items'][number]
const recipientsPerRead = 1000

/**
 * The decision for each recipient of a campaign if it were sent now: totals over all of them, and a page
 * of at most `limit` recipients whose address sorts after `after`. Whose mail would be too large gets none, and `said` is
 * why. Sends and stores nothing.
 */
export async function dryRunOf(
  {
    database,
    keyring,
    asset,
    now: clock,
    mail,
  }: Pick<Services, 'database' | 'keyring' | 'asset' | 'now' | 'mail'>,
  publicUrl: string,
  found: CampaignSurvey,
  campaign: CampaignRecord,
  { after, limit }: { after: string; limit: number },
): Promise<Omit<DryRun, 'nextCursor' | 'sender' | 'warnings'> & { readonly isLast: boolean }> {
  const now = clock()
  const { survey } = found
  const keys = await keyring(campaign.workspaceId)
  const problemOf = sizeCheck({ plan: campaign.plan, survey, keyring: keys, asset, publicUrl, now })
  const totals = { send: 0, later: 0, not: 0, duplicates: 0, reasons: {} as Record<string, number> }
  const items: Item[] = []
  let isLast = true
  for await (const { recipient, eligibility } of allRecipients(database, found, campaign)) {
    const decided = outcomeFor(campaign, recipient, eligibility, now)
    const isMailed = decided.outcome === 'send' || decided.outcome === 'later'
    const problem = isMailed ? await problemOf(recipient) : null
    const item = problem ? tooLarge(decided, problem) : decided
    if (item.outcome !== 'sent') totals[item.outcome] += 1
    totals.duplicates += item.duplicates
    if (item.reason) totals.reasons[item.reason] = (totals.reasons[item.reason] ?? 0) + 1
    if (recipient.email <= after) continue
    if (items.length < limit) items.push(item)
    else isLast = false
  }
  return { ...totals, pace: paceOf(campaign, mail?.perHour ?? null, totals.send), items, isLast }
}

/** The most mails an hour by the limits of the campaign and the server, and the minutes that so many take. */
function paceOf({ plan }: CampaignRecord, ofServer: number | null, mails: number): DryRun['pace'] {
  const limits = [plan.perMinute === null ? null : 60 * plan.perMinute, plan.perHour, ofServer]
  const perHour = Math.min(...limits.map((limit) => limit ?? Number.POSITIVE_INFINITY))
  return Number.isFinite(perHour) ? { perHour, minutes: Math.ceil((60 * mails) / perHour) } : null
}

async function* allRecipients(database: Database, found: CampaignSurvey, campaign: CampaignRecord) {
  for (let after = ''; ; ) {
    const recipients = await listRecipients(database, campaign.id, after, recipientsPerRead)
    const eligibilities = await eligibilityOf(database, found, campaign, recipients)
    for (const [place, recipient] of recipients.entries())
      yield { recipient, eligibility: eligibilities[place]! }
    if (recipients.length < recipientsPerRead) return
    after = recipients.at(-1)!.email
  }
}

/** What becomes of a recipient, as things stand: `at` is when they are mailed later. */
export function outcomeFor(
  campaign: CampaignRecord,
  recipient: Recipient,
  eligibility: Eligibility,
  now: number,
): Item {
  const { address: email, name, duplicates, state, dueAt, code, said } = recipient
  const askedAt = recipient.askedAt === null ? null : new Date(recipient.askedAt).toISOString()
  const person = { email, name, duplicates, askedAt, at: null, reason: null, code, said }
  if (state === 'sent') return { ...person, outcome: 'sent' }
  if (state === 'skipped' || state === 'failed')
    return { ...person, outcome: 'not', reason: recipient.reason as Item['reason'] }
  // One that was taken to be mailed is looked at once more before it is: whoever unsubscribed is skipped then.
  if (state === 'sending' && !eligibility.suppressed) return { ...person, outcome: 'send' }
  const decision = campaign.plan.recurring
    ? foreseen(campaign.plan, recipient, eligibility, now)
    : decide(campaign.plan, eligibility, Math.max(now, dueAt))
  if (decision.outcome === 'not') return { ...person, outcome: 'not', reason: decision.reason }
  const at = decision.outcome === 'later' ? Math.max(decision.at, dueAt) : dueAt
  if (at <= now) return { ...person, outcome: 'send' }
  const reason = decision.outcome === 'later' ? decision.reason : waitOf(recipient)
  return { ...person, outcome: 'later', reason, at: new Date(at).toISOString() }
}

const tooLarge = (item: Item, said: string): Item => ({
  ...item,
  ...{ outcome: 'not', reason: 'too-large', at: null, code: null, said },
})

/** What somebody waits for whose next mail is not due yet. */
function waitOf({ reason, mails }: Recipient): Item['reason'] {
  return (reason as Item['reason']) ?? (mails > 0 ? 'reminder' : 'window')
}
