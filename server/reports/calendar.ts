import { TZDate } from '@date-fns/tz/date'
import { addDays } from 'date-fns/addDays'
import { addMonths } from 'date-fns/addMonths'
import { addQuarters } from 'date-fns/addQuarters'
import { addWeeks } from 'date-fns/addWeeks'
import { startOfDay } from 'date-fns/startOfDay'
import { startOfISOWeek } from 'date-fns/startOfISOWeek'
import { startOfMonth } from 'date-fns/startOfMonth'
import { startOfQuarter } from 'date-fns/startOfQuarter'

/** The lengths a trend can be cut into; weeks are ISO weeks. */
export const units = ['day', 'week', 'month', 'quarter'] as const
export type Unit = (typeof units)[number]

const unitRules = {
  day: { start: startOfDay, add: addDays, days: 1 },
  week: { start: startOfISOWeek, add: addWeeks, days: 7 },
  month: { start: startOfMonth, add: addMonths, days: 30 },
  quarter: { start: startOfQuarter, add: addQuarters, days: 91 },
} as const

/** The length of a unit in days, rounded: good enough to estimate how many units a period has. */
export function daysIn(unit: Unit): number {
  return unitRules[unit].days
}

/** Whether a name is an IANA time zone. Offsets like +02:00 are refused: they have no daylight saving. */
export function isTimezone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** Days, weeks, months and quarters by the clock of one time zone. Times are Unix milliseconds. */
export interface Calendar {
  readonly timezone: string
  /** The start of the unit that contains a time. */
  startOf(unit: Unit, time: number): number
  /** The start of the unit `count` units after the one that contains a time; before it if negative. */
  shift(unit: Unit, time: number, count: number): number
  /** The start of the next unit, always later than the time. */
  endOf(unit: Unit, time: number): number
  /** The edges that cut `[from, to)` into units: `from`, every start between, `to`; `[from]` if it is empty. */
  edges(unit: Unit, from: number, to: number): readonly number[]
  /** The start of a date written as 2026-07-01. */
  startOfDate(date: string): number
  /** A time of day by the zone's clock, written as 2026-07-01T09:30; NaN when it is written otherwise. */
  atClock(local: string): number
}

/** The calendar of an IANA time zone. Check the name with `isTimezone` before: an unknown one gives NaN. */
export function calendarIn(timezone: string): Calendar {
  const zoned = (time: number) => new TZDate(time, timezone)

  function shift(unit: Unit, time: number, count: number): number {
    const { start, add } = unitRules[unit]
    return startBy(unit, add(start(zoned(time)), count))
  }

  return {
    timezone,
    shift,
    startOf: (unit, time) => startBy(unit, zoned(time)),
    endOf(unit, time) {
      let count = 1
      // Apia skipped 30 December 2011, so the start one day after the 29th is not yet later than it.
      while (shift(unit, time, count) <= time) count += 1
      return shift(unit, time, count)
    },
    edges: (unit, from, to) =>
      cached([unit, from, to, timezone].join(), () => cut(unit, zoned(from), from, to)),
    startOfDate(date) {
      const [year, month, day] = date.split('-').map(Number) as [number, number, number]
      // At noon the date exists in every zone; midnight may be skipped by a clock change.
      return startBy('day', new TZDate(year, month - 1, day, 12, timezone))
    },
    atClock(local) {
      const [, ...parts] = local.match(/^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/) ?? []
      if (parts.length === 0) return Number.NaN
      const [year, month, day, hour, minute] = parts.map(Number) as [number, number, number, number, number]
      return new TZDate(year, month - 1, day, hour, minute, timezone).getTime()
    },
  }
}

/**
 * The beginning of a unit by the clock: of a midnight that comes twice, because the clock is set back over it, the first.
 * date-fns finds the second, as in Havana each November.
 */
function startBy(unit: Unit, time: TZDate): number {
  const start = unitRules[unit].start(time)
  const hoursBefore = new TZDate(start.getTime() - 3 * millisecondsAnHour, start.timeZone)
  const setBack = start.getTimezoneOffset() - hoursBefore.getTimezoneOffset()
  if (setBack <= 0) return start.getTime()
  const first = new TZDate(start.getTime() - setBack * 60_000, start.timeZone)
  const isMidnight = first.getHours() === 0 && first.getMinutes() === 0 && first.getDate() === start.getDate()
  return isMidnight ? first.getTime() : start.getTime()
}

const millisecondsAnHour = 3_600_000

function cut(unit: Unit, begin: TZDate, from: number, to: number): number[] {
  const { start, add } = unitRules[unit]
  const first = start(begin)
  const edges = [from]
  for (let count = 1; ; count += 1) {
    const edge = startBy(unit, add(first, count))
    if (edge >= to) break
    // Counting across the day that Apia skipped gives the same edge twice.
    if (edge > edges.at(-1)!) edges.push(edge)
  }
  if (to > from) edges.push(to)
  return edges
}

const edgesByKey = new Map<string, readonly number[]>()
const mostCached = 500

/** Zone arithmetic is slow, up to 1,100 edges a trend, and the same report is opened again and again. */
function cached(key: string, make: () => readonly number[]): readonly number[] {
  const edges = edgesByKey.get(key) ?? make()
  if (edgesByKey.size >= mostCached) edgesByKey.clear()
  edgesByKey.set(key, edges)
  return edges
}
