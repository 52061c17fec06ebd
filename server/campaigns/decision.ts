import { type Rest, whyNotInTime, whyRest } from '../../shared/cadence.ts'
import type { Rules } from '../../shared/survey.ts'
import type { CampaignPlan } from '../contract/campaigns.ts'
import { asPast, type History } from '../storage/history.ts'
import type { Suppression } from '../storage/suppressions.ts'
import { nextOpen } from './window.ts'

/** Why somebody gets no mail, or not yet. */
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

/** What a campaign's mail to one person depends on, beside the plan. */
export interface Standing {
  /** The survey takes answers. */
  readonly isOpen: boolean
  readonly rules: Rules | undefined
  readonly timezone: string
  readonly suppressed: Suppression['reason'] | null
  /** Whether their invitation was answered. */
  readonly answered: boolean
  readonly history: History
}

export type Decision =
  | { readonly outcome: 'send' }
  | { readonly outcome: 'later'; readonly reason: Reason; readonly at: number }
  | { readonly outcome: 'not'; readonly reason: Reason }

/**
 * Whether somebody gets the mail now. The dry run and the sender ask the same, a reminder the same
 * as the first mail.
 */
export function decide(plan: CampaignPlan, standing: Standing, now: number): Decision {
  const reason = whyNot(plan, standing, now)
  if (reason) return { outcome: 'not', reason }
  const at = plan.window ? nextOpen(plan.window, standing.timezone, now) : now
  if (at <= now) return { outcome: 'send' }
  return isOver(plan, at) ? { outcome: 'not', reason: 'expired' } : { outcome: 'later', reason: 'window', at }
}

function whyNot(plan: CampaignPlan, standing: Standing, now: number): Reason | null {
  if (isOver(plan, now)) return 'expired'
  if (!standing.isOpen) return 'survey-closed'
  if (standing.suppressed) return standing.suppressed === 'added' ? 'suppressed' : standing.suppressed
  if (standing.answered) return 'answered'
  const untimely = whyNotInTime(standing.rules ?? {}, now)
  if (untimely) return untimely
  const { rules, history } = standing
  const rest = whyRest(rules, asPast(history), now)
  return rest === 'dismissed' && (history.mailed ?? 0) > (history.dismissed ?? 0) ? 'mailed' : rest
}

function isOver({ expiresAt }: CampaignPlan, time: number): boolean {
  return expiresAt !== null && Date.parse(expiresAt) <= time
}
