import { TZDate } from '@date-fns/tz/date'
import { addDays } from 'date-fns/addDays'
import { startOfDay } from 'date-fns/startOfDay'
import { millisecondsADay as day } from '../../shared/day.ts'
import type { CampaignPlan, SendWindow } from '../contract/campaigns.ts'
import type { Recipient } from '../storage/recipients.ts'
import { nextOpen } from './window.ts'

/** When recurring mail goes out that says no hours of its own. */
const weekdayMornings: SendWindow = { from: '09:00', to: '12:00', days: ['mon', 'tue', 'wed', 'thu', 'fri'] }
/** Days after which the day that somebody is to be asked on counts as missed, when they are added later. */
const latestDays = 14

/** When a campaign's mails may go out: its own hours; of recurring mail weekday mornings, when it has none. */
export function windowOf({
  window,
  recurring,
}: Pick<CampaignPlan, 'window' | 'recurring'>): SendWindow | null {
  return window ?? (recurring ? weekdayMornings : null)
}

type Asked = Pick<Recipient, 'properties' | 'askedAt' | 'addedAt' | 'mark' | 'invitation'>

/** Why somebody is not asked at any time, as things stand. */
export type NeverReason = 'no-date' | 'past'

/**
 * The time from which somebody may be asked next, or why they are not: so many days after their last ask, or after a
 * date that the host gave. Who was never asked is due at a time of their own within the first of these periods, so that
 * many who are added together are not asked together. `askedElsewhere` is when another campaign asked them the same.
 */
export function earliestAsk(
  { everyDays, after }: NonNullable<CampaignPlan['recurring']>,
  person: Asked,
  askedElsewhere: number,
  now: number,
): number | NeverReason {
  const { askedAt, addedAt } = person
  if (askedAt !== null) return everyDays === null ? 'past' : askedAt + everyDays * day
  if (after) {
    const date = dateOf(person.properties?.[after.property])
    const at = date === null ? null : date + after.days * day
    if (at !== null && at >= addedAt - latestDays * day) return at
    if (everyDays === null) return at === null ? 'no-date' : 'past'
  }
  const period = everyDays! * day
  return askedElsewhere + period > now ? askedElsewhere + period : now + shareOf(person) * period
}

/** A date or time as hosts write them, in milliseconds; `null` when it is none. */
function dateOf(value: string | number | boolean | undefined): number | null {
  if (typeof value === 'number') return value > 1e11 ? value : value * 1000
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d/.test(value)) return null
  const at = Date.parse(value)
  return Number.isNaN(at) ? null : at
}

/** A number from 0 to 1 that is a person's own. */
function shareOf({ mark, invitation }: Asked): number {
  const text = mark ?? invitation
  let hash = 0
  for (const letter of text) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) | 0
  return (hash >>> 0) / 2 ** 32
}

/** The first time the window is open from `earliest` on, and its next openings: on two days after `earliest`, not more. */
export function choicesOf(window: SendWindow, timezone: string, earliest: number): number[] {
  const dayOf = (time: number) => startOfDay(new TZDate(time, timezone))
  const choices = [nextOpen(window, timezone, earliest)]
  const most = dayOf(choices[0]!).getTime() === dayOf(earliest).getTime() ? 3 : 2
  while (choices.length < most)
    choices.push(nextOpen(window, timezone, addDays(dayOf(choices.at(-1)!), 1).getTime()))
  return choices
}
