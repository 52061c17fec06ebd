import { TZDate } from '@date-fns/tz/date'
import { addDays } from 'date-fns/addDays'
import { addMonths } from 'date-fns/addMonths'
import { addQuarters } from 'date-fns/addQuarters'
import { addWeeks } from 'date-fns/addWeeks'
import { startOfDay } from 'date-fns/startOfDay'
import { startOfISOWeek } from 'date-fns/startOfISOWeek'
import { startOfMonth } from 'date-fns/startOfMonth'
import { startOfQuarter } from 'date-fns/startOfQuarter'

/** The stretches of time a trend is cut into; weeks are ISO weeks. */
export const units = ['day', 'week', 'month', 'quarter'] as const
export type Unit = (typeof units)[number]

const calendar = {
  day: { start: startOfDay, next: addDays, days: 1 },
  week: { start: startOfISOWeek, next: addWeeks, days: 7 },
  month: { start: startOfMonth, next: addMonths, days: 30 },
  quarter: { start: startOfQuarter, next: addQuarters, days: 91 },
} as const

/** Roughly how many days a unit has: for judging how many there would be. */
export function daysIn(unit: Unit): number {
  return calendar[unit].days
}

/** Whether a name is an IANA time zone; offsets like +02:00 are not, since they know no daylight saving. */
export function isTimezone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** When the day, week, month or quarter around a time began, in a zone; milliseconds. */
export function startOfUnit(unit: Unit, time: number, timezone: string): number {
  return calendar[unit].start(new TZDate(time, timezone)).getTime()
}

/** When a unit `count` later or earlier than the one around a time began. */
export function shiftUnits(unit: Unit, time: number, count: number, timezone: string): number {
  const { start, next } = calendar[unit]
  return start(next(start(new TZDate(time, timezone)), count)).getTime()
}

/** When the next unit begins after a time. A day a zone left out (Apia, 30 December 2011) is passed over. */
export function endOfUnit(unit: Unit, time: number, timezone: string): number {
  let count = 1
  let end = shiftUnits(unit, time, count, timezone)
  while (end <= time) {
    count += 1
    end = shiftUnits(unit, time, count, timezone)
  }
  return end
}

const remembered = new Map<string, readonly number[]>()
const mostRemembered = 500

/**
 * The edges that cut `[from, to)` into units of a zone: `from`, every beginning between, `to`.
 * Remembered, since the zone's rules are slow to ask and a page is looked at more than once.
 */
export function edgesOf(unit: Unit, from: number, to: number, timezone: string): readonly number[] {
  const key = [unit, from, to, timezone].join()
  const known = remembered.get(key) ?? cut(unit, from, to, timezone)
  if (remembered.size >= mostRemembered) remembered.clear()
  remembered.set(key, known)
  return known
}

function cut(unit: Unit, from: number, to: number, timezone: string): number[] {
  const { start, next } = calendar[unit]
  const first = start(new TZDate(from, timezone))
  const edges = [from]
  for (let count = 1; ; count += 1) {
    const edge = start(next(first, count)).getTime()
    if (edge >= to) break
    // Apia had no 30 December 2011: counting on from before it gives the 31st twice.
    if (edge > edges.at(-1)!) edges.push(edge)
  }
  if (to > from) edges.push(to)
  return edges
}

/** The beginning of a date, written 2026-07-01, in a zone. */
export function startOfDate(date: string, timezone: string): number {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  return startOfDay(new TZDate(year, month - 1, day, 12, timezone)).getTime()
}
