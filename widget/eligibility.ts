import { type Past, type Rest, whyNotInTime, whyRest } from '../shared/cadence.ts'
import type { Rules } from '../shared/survey.ts'
import { isAmong } from './audience.ts'
import { isRightPage, type Place } from './pages.ts'

/** Each gate by its name, in the order in which they are looked at. */
export type Reason = Rest | 'early' | 'over' | 'page' | 'audience' | 'share'

/** Whom a survey would be shown to, and where. */
export interface Visitor {
  readonly place: Place
  readonly properties: Readonly<Record<string, unknown>>
  /** Where the person stands among all, 0–1, always the same for one survey. Asked only when it counts. */
  drawn(): number
}

/**
 * Why a survey does not show by itself now, or `null` when it does, as far as its rules go.
 * Times in milliseconds.
 */
export function whyNotShow(past: Past, now: number, rules: Rules = {}, visitor?: Visitor): Reason | null {
  return whyRest(rules, past, now) ?? whyKeptAway(rules, now, visitor)
}

/** The same of everybody, whatever they did before. */
export function whyKeptAway(rules: Rules, now: number, visitor?: Visitor): Exclude<Reason, Rest> | null {
  const { pages, audience, share } = rules
  const time = whyNotInTime(rules, now)
  if (time || !visitor) return time
  if (!isRightPage(pages, visitor.place)) return 'page'
  if (!isAmong(audience, visitor.properties)) return 'audience'
  return share === undefined || visitor.drawn() < share ? null : 'share'
}
