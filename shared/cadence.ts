import type { Rules } from './survey.ts'

/** What is known of one person, each the last time it happened, in milliseconds. */
export interface Past {
  /** This survey. */
  readonly answered?: number
  readonly dismissed?: number
  /** Any survey of the workspace, answered and dismissed ones too. */
  readonly shown?: number
}

/** Why a person is left in peace. */
export type Rest = 'answered' | 'dismissed' | 'quiet'

const daysAfterAnswered = 90
const daysAfterDismissed = 30
/** In days, too. */
const forEver = 1_000_000
const day = 24 * 60 * 60 * 1000

/**
 * Why a person is not asked now, or `null` when they may be. Two clocks that know nothing of each
 * other: the survey's own, from the person's last answer or dismissal of it, and the workspace's
 * quiet period, from the last time they were shown anything. A day is 24 hours, whatever clocks do.
 */
export function whyRest(rules: Rules | undefined, past: Past, now: number): Rest | null {
  return restsOf(rules, past).find(([, end]) => now < end)?.[0] ?? null
}

/** When a person may be asked again, in milliseconds: the last of their rests' ends; `-Infinity` when there is none. */
export function restEnd(rules: Rules | undefined, past: Past): number {
  return Math.max(...restsOf(rules, past).map(([, end]) => end))
}

/** Each rest with its end. */
function restsOf(rules: Rules = {}, { answered, dismissed, shown }: Past): [Rest, number][] {
  const { afterAnswered = daysAfterAnswered, afterDismissed = daysAfterDismissed, quietDays = 0 } = rules
  const after = (days: number | null, times: (number | undefined)[]) =>
    Math.max(...(times.filter((time) => Number.isFinite(time)) as number[])) + (days ?? forEver) * day
  return [
    ['answered', after(afterAnswered, [answered])],
    ['dismissed', after(afterDismissed, [dismissed])],
    ['quiet', after(quietDays, [shown, answered, dismissed])],
  ]
}

/** Why a survey is not asked by itself at this time of anybody, or `null`. */
export function whyNotInTime({ from, until }: Rules, now: number): 'early' | 'over' | null {
  if (from && now < Date.parse(from)) return 'early'
  return until && now >= Date.parse(until) ? 'over' : null
}
