import { TZDate } from '@date-fns/tz/date'
import { addDays } from 'date-fns/addDays'
import { startOfDay } from 'date-fns/startOfDay'
import type { SendWindow } from '../contract/campaigns.ts'

const names = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const

/**
 * The first moment from `now` on at which a window is open by the clock of a time zone; `now` itself
 * when it is. Where clocks are put forward over its opening, it opens when they go on.
 */
export function nextOpen(window: SendWindow, timezone: string, now: number): number {
  const today = startOfDay(new TZDate(now, timezone))
  // A zone may leave a day out (Apia, 30 December 2011), so one week may not be enough.
  for (let ahead = 0; ahead <= 14; ahead += 1) {
    const day = addDays(today, ahead)
    const opens = onDay(day, window.from, timezone)
    const closes = onDay(day, window.to, timezone)
    if (window.days.includes(names[day.getDay()]!) && now < closes && opens < closes)
      return Math.max(now, opens)
  }
  throw new Error('a window that names a day opens within two weeks')
}

function onDay(day: Date, time: string, timezone: string): number {
  const [hour, minute] = time.split(':').map(Number) as [number, number]
  return new TZDate(day.getFullYear(), day.getMonth(), day.getDate(), hour, minute, timezone).getTime()
}
