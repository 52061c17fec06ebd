import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { calendarIn, isTimezone, type Unit, units } from '../../server/reports/calendar.ts'
import { fc } from '../support/seeded.ts'

/** Both hemispheres, offsets of 30 and 45 minutes, clock changes at midnight, a day left out. */
const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'Australia/Sydney',
  'Australia/Lord_Howe',
  'Australia/Adelaide',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Pacific/Chatham',
  'Pacific/Apia',
  'Africa/Cairo',
  'America/St_Johns',
  'America/Havana',
  'Asia/Amman',
  'Atlantic/Azores',
]

/** The same by the standard's own arithmetic. */
function startByTemporal(unit: Unit, time: number, zone: string): number {
  const at = Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone)
  const date = at.toPlainDate()
  const first = {
    day: date,
    week: date.subtract({ days: date.dayOfWeek - 1 }),
    month: date.with({ day: 1 }),
    quarter: date.with({ day: 1, month: Math.floor((date.month - 1) / 3) * 3 + 1 }),
  }[unit]
  return first.toZonedDateTime(zone).startOfDay().epochMilliseconds
}

const someTime = fc.integer({ min: Date.UTC(2005, 0, 1), max: Date.UTC(2035, 0, 1) })
const someZone = fc.constantFrom(...zones)
const someUnit = fc.constantFrom(...units)

describe('days, weeks, months and quarters of a zone', () => {
  it('begin when the Temporal standard says', () => {
    fc.assert(
      fc.property(someUnit, someTime, someZone, (unit, time, zone) => {
        expect(calendarIn(zone).startOf(unit, time)).toBe(startByTemporal(unit, time, zone))
      }),
      { numRuns: 3000 },
    )
  })

  it.each([
    ['Asia/Amman', '2018-10-26', '2018-10-25T21:00:00Z'],
    ['America/Havana', '2026-11-01', '2026-11-01T04:00:00Z'],
    ['Atlantic/Azores', '2026-10-25', '2026-10-25T00:00:00Z'],
    // Set back from midnight: the hour before it comes twice, and midnight once.
    ['Asia/Beirut', '2026-10-25', '2026-10-24T22:00:00Z'],
  ])('begin with the first midnight where the clock is set back over it: %s, %s', (zone, date, midnight) => {
    const calendar = calendarIn(zone)
    const first = Date.parse(midnight)
    expect(calendar.startOfDate(date)).toBe(first)
    // Both hours after midnight, the first and the one that comes again, are of this day.
    for (const hours of [0, 0.5, 1.5, 12])
      expect(calendar.startOf('day', first + hours * 3_600_000)).toBe(first)
    expect(calendar.startOf('day', first - 1)).toBeLessThan(first)
    expect(calendar.shift('day', first - 12 * 3_600_000, 1)).toBe(first)
    expect(calendar.edges('day', first - 36 * 3_600_000, first + 1)).toContain(first)
    for (const unit of ['day', 'week', 'month', 'quarter'] as const)
      expect(calendar.startOf(unit, first)).toBe(startByTemporal(unit, first, zone))
  })

  it('tile a period exactly, each edge but the ends being a beginning', () => {
    fc.assert(
      fc.property(
        someUnit,
        someTime,
        fc.integer({ min: 1, max: 400 * 86_400_000 }),
        someZone,
        (unit, from, length, zone) => {
          const edges = calendarIn(zone).edges(unit, from, from + length)
          expect(edges[0]).toBe(from)
          expect(edges.at(-1)).toBe(from + length)
          for (const [place, edge] of edges.entries()) {
            if (place > 0) expect(edge).toBeGreaterThan(edges[place - 1]!)
            if (place > 0 && place < edges.length - 1) expect(startByTemporal(unit, edge, zone)).toBe(edge)
            if (place < edges.length - 2) {
              expect(startByTemporal(unit, edges[place + 1]! - 1, zone)).toBe(
                startByTemporal(unit, edge, zone),
              )
            }
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  it.each(zones)('tile the years of both clock changes in %s, at quarters of an hour', (zone) => {
    const calendar = calendarIn(zone)
    const [from, to] = [calendar.startOfDate('2024-01-01'), calendar.startOfDate('2026-01-01')]
    for (const unit of units) {
      const edges = calendar.edges(unit, from, to)
      expect(edges.every((edge) => edge % 900_000 === 0)).toBe(true)
      if (unit === 'day') expect(edges).toHaveLength(732)
      if (unit === 'month') expect(edges).toHaveLength(25)
    }
  })

  it('pass over the day that Apia left out', () => {
    const apia = calendarIn('Pacific/Apia')
    const edges = apia.edges('day', apia.startOfDate('2011-12-29'), apia.startOfDate('2012-01-02'))
    expect(edges.map((edge) => new Date(edge).toISOString())).toEqual([
      '2011-12-29T10:00:00.000Z',
      '2011-12-30T10:00:00.000Z',
      '2011-12-31T10:00:00.000Z',
      '2012-01-01T10:00:00.000Z',
    ])
  })

  it.each([
    ['Europe/Berlin', true],
    ['UTC', true],
    ['Mars/Olympus', false],
    ['+02:00', false],
    ['', false],
  ])('the zone %j is known: %j', (zone, known) => {
    expect(isTimezone(zone)).toBe(known)
  })
})
