import { type Rest, whyNotInTime, whyRest } from '../../shared/cadence.ts'
import { millisecondsADay as day } from '../../shared/day.ts'
import type { Rules } from '../../shared/survey.ts'
import type { CampaignPlan } from '../contract/campaigns.ts'
import { asPast, type History } from '../storage/history.ts'
import type { Suppression } from '../storage/suppressions.ts'
import { type NeverReason, windowOf } from './recurrence.ts'
import { nextOpen } from './window.ts'

/** Why a recipient gets no mail, or not yet. */
export type Reason =
  | Exclude<Suppression['reason'], 'added'>
  | Rest
  | 'suppressed'
  | 'mailed'
  | 'survey-closed'
  | 'early'
  | 'over'
  | 'expired'
  | 'window'
  | 'rested'
  | NeverReason
  | 'next'
  | 'too-large'

/** Everything about one recipient that decides whether they are mailed; `eligibilityOf` reads it. */
export interface Eligibility {
  /** Whether the survey takes answers. */
  readonly isOpen: boolean
  readonly rules: Rules | undefined
  readonly timezone: string
  readonly suppressed: Suppression['reason'] | null
  /** Whether they answered this invitation. */
  readonly answered: boolean
  readonly history: History
}

export type Decision =
  | { readonly outcome: 'send' }
  | { readonly outcome: 'later'; readonly reason: Reason; readonly at: number }
  | { readonly outcome: 'not'; readonly reason: Reason }

/**
 * Decides whether a recipient is mailed now, later (with the time), or not at all (with the reason). Shared
 * by the dry run and the sender, so that they cannot disagree; a reminder is decided like a first mail.
 */
export function decide(plan: CampaignPlan, eligibility: Eligibility, now: number): Decision {
  const reason = whyNot(plan, eligibility, now)
  if (reason) return { outcome: 'not', reason }
  const restEnd = (eligibility.history.mailedByOthers ?? Number.NEGATIVE_INFINITY) + restOf(plan)
  const from = Math.max(now, restEnd)
  const window = windowOf(plan)
  const at = window ? nextOpen(window, eligibility.timezone, from) : from
  if (at <= now) return { outcome: 'send' }
  if (isExpired(plan, at)) return { outcome: 'not', reason: restEnd > now ? 'rested' : 'expired' }
  return { outcome: 'later', reason: restEnd > now ? 'rested' : 'window', at }
}

/** Campaigns that were made before they could say so rest as those that do not. */
export const usualRestDays = 14

/** Milliseconds that somebody rests after a mail of another campaign. */
const restOf = ({ restDays = usualRestDays }: Partial<CampaignPlan>) => restDays * day

function whyNot(plan: CampaignPlan, eligibility: Eligibility, now: number): Reason | null {
  if (isExpired(plan, now)) return 'expired'
  if (!eligibility.isOpen) return 'survey-closed'
  if (eligibility.suppressed)
    return eligibility.suppressed === 'added' ? 'suppressed' : eligibility.suppressed
  if (eligibility.answered) return 'answered'
  const tooEarlyOrLate = whyNotInTime(eligibility.rules ?? {}, now)
  if (tooEarlyOrLate) return tooEarlyOrLate
  const { rules, history } = eligibility
  const rest = whyRest(rules, asPast(history), now)
  // The cadence counts an unanswered mail like a dismissal; say which of the two it was.
  return rest === 'dismissed' && (history.mailed ?? 0) > (history.dismissed ?? 0) ? 'mailed' : rest
}

function isExpired({ expiresAt }: CampaignPlan, time: number): boolean {
  return expiresAt !== null && Date.parse(expiresAt) <= time
}
