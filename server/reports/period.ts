import { invalid } from '../http/problem.ts'
import type { Segment } from '../storage/counts/tally.ts'
import type { Span } from '../storage/find-responses.ts'
import { type Calendar, calendarIn, isTimezone } from './calendar.ts'

/** A range that holds every time. */
export const allTime = { from: Number.MIN_SAFE_INTEGER, to: Number.MAX_SAFE_INTEGER } as const

/** The calendar of a time zone; a 422 when there is no such zone. */
export function requireCalendar(timezone: string): Calendar {
  if (!isTimezone(timezone)) throw invalid('timezone', 'must be an IANA time zone, like Europe/Berlin')
  return calendarIn(timezone)
}

/** A time, or the beginning of a date in the calendar's zone; `null` when left out. */
export function timeOf(text: string | undefined, calendar: Calendar): number | null {
  if (text === undefined) return null
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? calendar.startOfDate(text) : Date.parse(text)
}

/** The period of a query, `[from, to)`, whose dates begin in a time zone. Throws a 422 when it ends before it begins. */
export function periodIn(
  query: { readonly from?: string | undefined; readonly to?: string | undefined },
  timezone: string,
): Span {
  const calendar = requireCalendar(timezone)
  const [from, to] = [timeOf(query.from, calendar), timeOf(query.to, calendar)]
  if (from !== null && to !== null && from >= to) throw invalid('to', 'must be later than from')
  return { from, to }
}

/** Splits `plan:pro` at the first colon without a backslash before it. */
export function segmentOf(text: string): Segment {
  const segment = parseSegment(text)
  if (!segment) throw invalid('segment', 'must be property:value, like plan:pro')
  return segment
}

/** The segment in a query parameter; `null` when it is none. */
export function parseSegment(text: string): Segment | null {
  const [, property, value] = text.match(/^((?:[^\\:]|\\.)+):(.*)$/s) ?? []
  if (property === undefined || value === undefined) return null
  return { property: property.replace(/\\(.)/gs, '$1'), value }
}
