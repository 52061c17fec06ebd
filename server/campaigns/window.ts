import { TZDate } from '@date-fns/tz/date'
import { tzOffset } from '@date-fns/tz/tzOffset'
import { addDays } from 'date-fns/addDays'
import { startOfDay } from 'date-fns/startOfDay'
import type { SendWindow } from '../contract/campaigns.ts'

const dayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const
const minute = 60_000

/**
 * The first time from `now` on at which the window is open by the clocks of a time zone, in milliseconds; `now` itself
 * if it is open. If a clock change skips the opening time, the window opens after the change; if one repeats an hour,
 * the window is open in both that are within it.
 */
export function nextOpen(window: SendWindow, timezone: string, now: number): number {
  const isOpen = (time: number) => isWithin(window, new TZDate(time, timezone))
  if (isOpen(now)) return now
  const today = startOfDay(new TZDate(now, timezone))
  // Two weeks: a zone can skip a day (Apia, 30 December 2011), and it may be the only one of the week.
  for (let ahead = 0; ahead <= 14; ahead += 1) {
    const opens = openingsOn(addDays(today, ahead), window, timezone).find((at) => at >= now && isOpen(at))
    if (opens !== undefined) return opens
  }
  throw new Error('a window that names a day opens within two weeks')
}

function isWithin({ from, to, days }: SendWindow, local: TZDate): boolean {
  const time = local.getHours() * 60 + local.getMinutes()
  return days.includes(dayNames[local.getDay()]!) && minutesOf(from) <= time && time < minutesOf(to)
}

/** When it may open on a day, in order: at its opening time, and where clocks are put back also then and once more. */
function openingsOn(day: TZDate, { from }: SendWindow, timezone: string): number[] {
  const time = minutesOf(from)
  const opens = new TZDate(
    ...[day.getFullYear(), day.getMonth(), day.getDate(), Math.floor(time / 60), time % 60],
    timezone,
  ).getTime()
  const change = clocksBackOn(day, timezone)
  return change ? [opens - change.by, opens, change.at, opens + change.by].sort((a, b) => a - b) : [opens]
}

/** When clocks are put back on a day, and by how many milliseconds; `null` on other days. */
function clocksBackOn(day: TZDate, timezone: string): { at: number; by: number } | null {
  const offsetAt = (time: number) => tzOffset(timezone, new Date(time))
  let before = day.getTime()
  let after = addDays(day, 1).getTime()
  const by = offsetAt(before) - offsetAt(after)
  if (by <= 0) return null
  const earlier = offsetAt(before)
  while (after - before > minute) {
    const middle = before + Math.floor((after - before) / 2 / minute) * minute
    if (offsetAt(middle) === earlier) before = middle
    else after = middle
  }
  return { at: after, by: by * minute }
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number) as [number, number]
  return hours * 60 + minutes
}
