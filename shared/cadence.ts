import type { Rules } from './survey.ts'

/** When things last happened to one person, in Unix milliseconds; missing when they never did. */
export interface Past {
  /** This survey. */
  readonly answered?: number
  readonly dismissed?: number
  /** Any survey of the workspace, answered and dismissed ones too. */
  readonly shown?: number
}

/** Why a person is not asked now. */
export type Rest = 'answered' | 'dismissed' | 'quiet'

const daysAfterAnswered = 90
const daysAfterDismissed = 30
/** A period of `null`. */
const foreverDays = 1_000_000
const day = 24 * 60 * 60 * 1000

/**
 * Why a person is not asked now, or `null` when they may be. Two independent rest periods: the
 * survey's, from the person's last answer or dismissal of it, and the workspace's quiet period, from
 * the last time any survey was shown to them. A day is 24 hours, also when the clocks change.
 */
export function whyRest(rules: Rules | undefined, past: Past, now: number): Rest | null {
  return restsSince(rules, past).find(([, since, time]) => now - since! < time)?.[0] ?? null
}

/** When a person may be asked again, in Unix milliseconds: the latest end of a rest; `-Infinity` when there is none. */
export function restEnd(rules: Rules | undefined, past: Past): number {
  const ends = restsSince(rules, past).map(([, since, time]) => since! + time)
  return Math.max(...ends.filter(Number.isFinite))
}

/** Each rest with its start (`undefined` when it never began) and its duration in milliseconds. */
function restsSince(
  rules: Rules | undefined,
  past: Past,
): [rest: Rest, since: number | undefined, time: number][] {
  const { answered, dismissed, shown } = restsOf(rules)
  return [
    ['answered', past.answered, answered],
    ['dismissed', past.dismissed, dismissed],
    ['quiet', past.shown, shown],
    ['quiet', past.answered, shown],
    ['quiet', past.dismissed, shown],
  ]
}

/** How long a person rests after each event, in milliseconds. */
export type Rests = Readonly<Record<'answered' | 'dismissed' | 'shown' | 'told', number>>

/** The rest durations of a survey's rules, defaults filled in: all a browser needs to know of them. */
export function restsOf({ afterAnswered, afterDismissed, quietDays = 0 }: Rules = {}): Rests {
  const time = (days: number | null | undefined, usual: number) =>
    (days === undefined ? usual : (days ?? foreverDays)) * day
  return {
    answered: time(afterAnswered, daysAfterAnswered),
    dismissed: time(afterDismissed, daysAfterDismissed),
    shown: quietDays * day,
    // `told` is itself the time at which the rest ends.
    told: 0,
  }
}

/** Whether a person rests, by this browser's memory, where every answer and dismissal is also a showing. */
export function isResting(
  rests: Partial<Rests>,
  past: Past & { readonly told?: number },
  now: number,
): boolean {
  return Object.entries(rests).some(([deed, time]) => now - past[deed as keyof Rests]! < time)
}

/** Whether a survey has not begun. Without a valid date it has: a comparison with NaN is false. */
export const isEarly = ({ from }: Rules, now: number) => now < Date.parse(from ?? '')
/** Whether a survey is over; never without a valid date. */
export const isOver = ({ until }: Rules, now: number) => now >= Date.parse(until ?? '')

/** Why the dates keep a survey from showing by itself, or `null` when they do not. */
export function whyNotInTime(rules: Rules, now: number): 'early' | 'over' | null {
  return isEarly(rules, now) ? 'early' : isOver(rules, now) ? 'over' : null
}
