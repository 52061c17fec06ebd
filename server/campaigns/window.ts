import { TZDate } from '@date-fns/tz/date'
import { addDays } from 'date-fns/addDays'
import { startOfDay } from 'date-fns/startOfDay'
import type { SendWindow } from '../contract/campaigns.ts'

const dayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const

/**
 * The first time from `now` on at which the window is open in a time zone, in milliseconds; `now` itself
 * if it is open. If a clock change skips the opening time, the window opens right after the change.
 */
export function nextOpen(window: SendWindow, timezone: string, now: number): number {
  const today = startOfDay(new TZDate(now, timezone))
  // Two weeks: a zone can skip a day (Apia, 30 December 2011), and it may be the only one of the week.
  for (let ahead = 0; ahead <= 14; ahead += 1) {
    const day = addDays(today, ahead)
    const opens = onDay(day, window.from, timezone)
    const closes = onDay(day, window.to, timezone)
    if (window.days.includes(dayNames[day.getDay()]!) && now < closes && opens < closes)
      return Math.max(now, opens)
  }
  throw new Error('a window that names a day opens within two weeks')
}

function onDay(day: Date, time: string, timezone: string): number {
  const [hour, minute] = time.split(':').map(Number) as [number, number]
  return new TZDate(day.getFullYear(), day.getMonth(), day.getDate(), hour, minute, timezone).getTime()
}
