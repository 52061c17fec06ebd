import { TZDate } from '@date-fns/tz/date'

/** A time by a clock on a wall. */
export interface WallTime {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly millisecond: number
}

/** Whether the day and the time exist by a calendar and a clock without zones. */
export function exists({ year, month, day, hour, minute, second }: WallTime): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  const isDay =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return isDay && hour < 24 && minute < 60 && second < 60
}

export function asUtc({ year, month, day, hour, minute, second, millisecond }: WallTime): number {
  return Date.UTC(year, month - 1, day, hour, minute, second, millisecond)
}

/**
 * Returns the instants of wall times in a zone. A time that a clock skipped is the one as long after the jump; of
 * one it showed twice it is the first.
 */
export function clockIn(zone: string): (wall: WallTime) => number {
  if (zone === 'UTC') return asUtc
  /** What the clock is ahead of UTC on days on which it is not changed; `null` on the others. */
  const offsets = new Map<string, number | null>()

  const at = (wall: WallTime) => {
    const { year, month, day, hour, minute, second, millisecond } = wall
    return new TZDate(year, month - 1, day, hour, minute, second, millisecond, zone).getTime()
  }

  return (wall) => {
    const name = `${wall.year}-${wall.month}-${wall.day}`
    let offset = offsets.get(name)
    if (offset === undefined) {
      const none = { hour: 0, minute: 0, second: 0, millisecond: 0 }
      const begin = { ...wall, ...none }
      const end = { ...begin, hour: 23, minute: 59 }
      const [first, last] = [asUtc(begin) - at(begin), asUtc(end) - at(end)]
      offset = first === last ? first : null
      if (offsets.size > 100_000) offsets.clear()
      offsets.set(name, offset)
    }
    return offset === null ? at(wall) : asUtc(wall) - offset
  }
}
