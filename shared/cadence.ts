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
  return restsSince(rules, past).find(([, since, time]) => now - since! < time)?.[0] ?? null
}

/** When a person may be asked again, in milliseconds: the last of their rests' ends; `-Infinity` when there is none. */
export function restEnd(rules: Rules | undefined, past: Past): number {
  const ends = restsSince(rules, past).map(([, since, time]) => since! + time)
  return Math.max(...ends.filter(Number.isFinite))
}

/** Each rest, since when, and for how long. What never happened is `undefined`, from which no time counts. */
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

/** How long a person rests after each thing of their past, in milliseconds. */
export type Rests = Readonly<Record<'answered' | 'dismissed' | 'shown' | 'told', number>>

/** What a survey's rules come down to for a browser, which then needs no rules to judge. */
export function restsOf({ afterAnswered, afterDismissed, quietDays = 0 }: Rules = {}): Rests {
  const time = (days: number | null | undefined, usual: number) =>
    (days === undefined ? usual : (days ?? forEver)) * day
  return {
    answered: time(afterAnswered, daysAfterAnswered),
    dismissed: time(afterDismissed, daysAfterDismissed),
    shown: quietDays * day,
    // That is a time to come.
    told: 0,
  }
}

/** Whether a person rests by what a browser remembers of them. In there, who did anything was shown something. */
export function isResting(
  rests: Partial<Rests>,
  past: Past & { readonly told?: number },
  now: number,
): boolean {
  return Object.entries(rests).some(([deed, time]) => now - past[deed as keyof Rests]! < time)
}

/** Whether a survey's time has not come. What is not there, or no date, is no number, and nothing is before or after that. */
export const isEarly = ({ from }: Rules, now: number) => now < Date.parse(from ?? '')
/** Whether it is over. */
export const isOver = ({ until }: Rules, now: number) => now >= Date.parse(until ?? '')

/** Why a survey is not asked by itself at this time of anybody, or `null`. */
export function whyNotInTime(rules: Rules, now: number): 'early' | 'over' | null {
  return isEarly(rules, now) ? 'early' : isOver(rules, now) ? 'over' : null
}
