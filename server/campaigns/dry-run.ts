import type { DryRun } from '../contract/campaigns.ts'
import type { CampaignRecord } from '../storage/campaigns.ts'
import type { Database } from '../storage/db.ts'
import { listRecipients, type Recipient } from '../storage/recipients.ts'
import { decide, type Standing } from './decision.ts'
import { type Asked, standingsOf } from './turn.ts'

type Item = DryRun['items'][number]
const perPage = 1000

/**
 * Who would get a campaign's mail now, who later and who not, and why, in numbers over everybody and
 * person by person after an address. Nothing is sent and nothing is stored.
 */
export async function dryRunOf(
  database: Database,
  asked: Asked,
  campaign: CampaignRecord,
  now: number,
  { after, limit }: { after: string; limit: number },
): Promise<Omit<DryRun, 'nextCursor'> & { readonly isLast: boolean }> {
  const run = { send: 0, later: 0, not: 0, duplicates: 0, reasons: {} as Record<string, number> }
  const items: Item[] = []
  let isLast = true
  for await (const { recipient, standing } of everybody(database, asked, campaign)) {
    const item = itemOf(campaign, recipient, standing, now)
    if (item.outcome !== 'sent') run[item.outcome] += 1
    run.duplicates += item.duplicates
    if (item.reason) run.reasons[item.reason] = (run.reasons[item.reason] ?? 0) + 1
    if (recipient.email <= after) continue
    if (items.length < limit) items.push(item)
    else isLast = false
  }
  return { ...run, items, isLast }
}

async function* everybody(database: Database, asked: Asked, campaign: CampaignRecord) {
  for (let after = ''; ; ) {
    const people = await listRecipients(database, campaign.id, after, perPage)
    const standings = await standingsOf(database, asked, campaign, people)
    for (const [place, recipient] of people.entries()) yield { recipient, standing: standings[place]! }
    if (people.length < perPage) return
    after = people.at(-1)!.email
  }
}

function itemOf(campaign: CampaignRecord, recipient: Recipient, standing: Standing, now: number): Item {
  const { address: email, name, duplicates, state, dueAt } = recipient
  const person = { email, name, duplicates, at: null, reason: null }
  if (state === 'sent') return { ...person, outcome: 'sent' }
  if (state === 'skipped' || state === 'failed')
    return { ...person, outcome: 'not', reason: recipient.reason as Item['reason'] }
  const decision = decide(campaign.plan, standing, Math.max(now, dueAt))
  if (decision.outcome === 'not') return { ...person, outcome: 'not', reason: decision.reason }
  const at = decision.outcome === 'later' ? decision.at : dueAt
  if (at <= now) return { ...person, outcome: 'send' }
  const reason = decision.outcome === 'later' ? 'window' : 'reminder'
  return { ...person, outcome: 'later', reason, at: new Date(at).toISOString() }
}
