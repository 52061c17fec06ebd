import type { Rules } from './survey.ts'

/** What is known of one person, each the last time it happened, in milliseconds. */
export interface Past {
  /** This survey. */
  readonly answered?: number
  readonly dismissed?: number
  /** Any survey of the workspace. */
  readonly shown?: number
}

/** Why a person is left in peace. */
export type Rest = 'answered' | 'dismissed' | 'quiet'

const daysAfterAnswered = 90
const daysAfterDismissed = 30
const day = 24 * 60 * 60 * 1000

/**
 * Why a person is not asked now, or `null` when they may be. Two clocks that know nothing of each
 * other: the survey's own, from the person's last answer or dismissal of it, and the workspace's
 * quiet period, from the last time they were shown anything. A day is 24 hours, whatever clocks do.
 */
export function whyRest(rules: Rules | undefined, past: Past, now: number): Rest | null {
  const {
    afterAnswered = daysAfterAnswered,
    afterDismissed = daysAfterDismissed,
    quietDays = 0,
  } = rules ?? {}
  if (within(afterAnswered, past.answered, now)) return 'answered'
  if (within(afterDismissed, past.dismissed, now)) return 'dismissed'
  return within(quietDays, past.shown, now) ? 'quiet' : null
}

function within(days: number | null, since: number | undefined, now: number): boolean {
  return since !== undefined && (days === null || now - since < days * day)
}
