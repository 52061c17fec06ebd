import { restEnd } from '../../shared/cadence.ts'
import { millisecondsADay as day } from '../../shared/day.ts'
import type { CampaignPlan } from '../contract/campaigns.ts'
import { randomId } from '../http/hashing.ts'
import { responseIdOf } from '../links/link-urls.ts'
import { beginAsk, quietestOf } from '../storage/asks.ts'
import type { Lease } from '../storage/campaign-queue.ts'
import type { Database } from '../storage/db.ts'
import { asPast } from '../storage/history.ts'
import type { Recipient, Step } from '../storage/recipients.ts'
import { type Decision, decide, type Eligibility, type Reason } from './decision.ts'
import { choicesOf, earliestAsk, windowOf } from './recurrence.ts'

/**
 * What a recurring campaign does with a leased recipient first: plans their next ask and puts them off until then, or
 * begins another ask. Returns the recipient to be mailed, or the step that puts them off. A plan is stored before its
 * mail is sent, so a process that ended while it planned has sent nothing.
 */
export async function takeTurn(
  database: Database,
  lease: Lease,
  eligibility: Eligibility,
  now: number,
): Promise<{ readonly recipient: Recipient } | { readonly step: Step }> {
  const { campaign, recipient } = lease
  const { nextAskAt } = recipient
  if (nextAskAt === null) {
    const earliest = earliestAsk(
      campaign.plan.recurring!,
      recipient,
      eligibility.history.mailed ?? Number.NEGATIVE_INFINITY,
      now,
    )
    if (typeof earliest === 'string')
      return isReminded(lease) ? { recipient } : { step: putOff(earliest, now + day) }
    const at = await planned(database, lease, eligibility, earliest)
    return { step: { ...putOff('next', at), nextAskAt: at } }
  }
  if (nextAskAt > now && !isReminded(lease)) return { step: putOff('next', nextAskAt) }
  const isOver = nextAskAt <= now && recipient.askedAt !== null
  if (!isOver) return { recipient }
  const invitation = randomId()
  const responseId = await responseIdOf({ surveyId: recipient.surveyId, invitation })
  return { recipient: await beginAsk(database, recipient, { invitation, responseId }) }
}

/** Whether the current ask has another reminder. */
function isReminded({ campaign: { plan }, recipient: { mails } }: Lease): boolean {
  return plan.reminders !== null && mails > 0 && mails <= plan.reminders.most
}

/** No mail is under way to whoever waits for their next ask, so nothing of an earlier attempt counts then. */
const putOff = (reason: string, dueAt: number): Step => ({
  ...{ state: 'queued', reason, dueAt, attempts: 0, unknowns: 0 },
})

/** A time from `earliest` on, on the quietest of the two working days after. */
async function planned(
  database: Database,
  { campaign: { plan }, recipient }: Lease,
  { timezone }: Eligibility,
  earliest: number,
): Promise<number> {
  return quietestOf(database, recipient, choicesOf(windowOf(plan)!, timezone, earliest))
}

const rests = ['answered', 'dismissed', 'mailed', 'quiet']
/** What cannot change by itself. */
const ends = ['expired', 'bounced']
/** Days until somebody is tried again whose mail was refused. */
const triedAgainAfter: Readonly<Record<string, number>> = { refused: 1, mailbox: 7 }

/**
 * The step of a recurring campaign: whoever was asked is asked again by the cadence, and whoever may not be asked, or
 * could not be mailed, is looked at again.
 */
export async function recurringStep(
  database: Database,
  lease: Lease,
  eligibility: Eligibility,
  given: Step,
  now: number,
): Promise<Step> {
  const { campaign, recipient } = lease
  const step: Step = { nextAskAt: recipient.nextAskAt, ...given }
  const { state, reason } = step
  const waits = (at: number): Step => ({ ...step, state: 'queued', dueAt: at, attempts: 0 })
  if (reason && ends.includes(reason)) return step
  if (state === 'skipped') {
    const end = rests.includes(reason!) ? restEnd(eligibility.rules, asPast(eligibility.history)) : 0
    if (end <= now) return waits(now + day)
    const at = await planned(database, lease, eligibility, end)
    return { ...waits(at), nextAskAt: at }
  }
  if (state === 'failed' && reason! in triedAgainAfter) return waits(now + triedAgainAfter[reason!]! * day)
  const isAsked = state === 'sent' || state === 'failed'
  const isFirst = recipient.mails === 0 && (isAsked || step.mails === 1)
  if (!isAsked && !isFirst) return step
  const askedAt = isFirst ? now : recipient.askedAt
  const earliest = earliestAsk(campaign.plan.recurring!, { ...recipient, askedAt }, 0, now)
  if (typeof earliest === 'string') return { ...step, askedAt, nextAskAt: null }
  const next = isFirst ? await planned(database, lease, eligibility, earliest) : step.nextAskAt!
  const isNext = isAsked || step.dueAt! >= next
  return {
    ...(isNext ? { ...step, ...putOff('next', next) } : step),
    askedAt,
    nextAskAt: next,
  }
}

/** Whether and when a recurring campaign asks somebody next, as things stand; a first time that is not planned is close. */
export function foreseen(
  plan: CampaignPlan,
  recipient: Recipient,
  eligibility: Eligibility,
  now: number,
): Decision {
  const { askedAt, dueAt, nextAskAt } = recipient
  const isNewAsk = askedAt !== null && (nextAskAt === null || nextAskAt <= dueAt)
  const current = isNewAsk ? { ...eligibility, answered: false } : eligibility
  const decision = decide(plan, current, Math.max(now, dueAt))
  if (decision.outcome === 'not' && !rests.includes(decision.reason)) return decision
  const reason = (recipient.reason as Reason | null) ?? 'next'
  if (dueAt > now && (reason === 'no-date' || reason === 'past')) return { outcome: 'not', reason }
  if (dueAt > now) return { outcome: 'later', reason, at: dueAt }
  if (nextAskAt !== null) return decision
  const asked = eligibility.history.mailed ?? Number.NEGATIVE_INFINITY
  const earliest = earliestAsk(plan.recurring!, recipient, asked, now)
  if (typeof earliest === 'string') return { outcome: 'not', reason: earliest }
  const [at] = choicesOf(windowOf(plan)!, eligibility.timezone, earliest)
  return at! > now ? { outcome: 'later', reason: 'next', at: at! } : decision
}
