import { expect, it } from 'vitest'
import { nextOpen } from '../../../server/campaigns/window.ts'

const office = { from: '09:00', to: '17:00', days: ['mon', 'tue', 'wed', 'thu', 'fri'] as const }
const always = {
  from: '00:00',
  to: '24:00',
  days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const,
}
const night = { ...always, from: '01:00', to: '02:30' }
const late = { ...always, from: '02:15', to: '02:20' }
const at = (time: string) => Date.parse(time)

it.each([
  // Monday 2 November 2026.
  ['inside it is now', office, 'UTC', '2026-11-02T12:00:00Z', '2026-11-02T12:00:00Z'],
  ['at its opening it is now', office, 'UTC', '2026-11-02T09:00:00Z', '2026-11-02T09:00:00Z'],
  ['before it, its opening', office, 'UTC', '2026-11-02T05:00:00Z', '2026-11-02T09:00:00Z'],
  ['at its end, the next day', office, 'UTC', '2026-11-02T17:00:00Z', '2026-11-03T09:00:00Z'],
  ['on Friday night, Monday', office, 'UTC', '2026-11-06T20:00:00Z', '2026-11-09T09:00:00Z'],
  ['by the clock of Tokyo', office, 'Asia/Tokyo', '2026-11-02T12:00:00Z', '2026-11-03T00:00:00Z'],
  ['by the clock of New York', office, 'America/New_York', '2026-11-02T12:00:00Z', '2026-11-02T14:00:00Z'],
  ['by the clock of Kathmandu', office, 'Asia/Kathmandu', '2026-11-02T00:00:00Z', '2026-11-02T03:15:00Z'],
  ['always is now', always, 'Europe/Berlin', '2026-11-02T23:59:59Z', '2026-11-02T23:59:59Z'],
  [
    'where clocks skip its opening, when they go on',
    { from: '02:30', to: '04:00', days: ['sun'] as const },
    'Europe/Berlin',
    '2026-03-28T12:00:00Z',
    '2026-03-29T01:30:00Z',
  ],
  // Berlin puts its clocks from 3:00 back to 2:00 at 01:00Z: half past two comes at 00:30Z and at 01:30Z.
  ['in the first of two equal hours', night, 'Europe/Berlin', '2026-10-25T00:10:00Z', '2026-10-25T00:10:00Z'],
  ['in the second of them', night, 'Europe/Berlin', '2026-10-25T01:10:00Z', '2026-10-25T01:10:00Z'],
  [
    'between them, when clocks go back',
    night,
    'Europe/Berlin',
    '2026-10-25T00:40:00Z',
    '2026-10-25T01:00:00Z',
  ],
  ['after both, the next day', night, 'Europe/Berlin', '2026-10-25T01:30:00Z', '2026-10-26T00:00:00Z'],
  [
    'at the first of two equal openings',
    late,
    'Europe/Berlin',
    '2026-10-24T12:00:00Z',
    '2026-10-25T00:15:00Z',
  ],
  ['at the second of them', late, 'Europe/Berlin', '2026-10-25T00:30:00Z', '2026-10-25T01:15:00Z'],
  [
    'once more where midnight comes twice',
    { ...always, to: '00:30' },
    'America/Havana',
    '2026-11-01T04:40:00Z',
    '2026-11-01T05:00:00Z',
  ],
  [
    'where clocks go back by half an hour',
    { ...always, from: '01:40', to: '01:50' },
    'Australia/Lord_Howe',
    '2026-04-04T14:55:00Z',
    '2026-04-04T15:10:00Z',
  ],
])('%s', (_, window, timezone, now, open) => {
  expect(new Date(nextOpen({ ...window, days: [...window.days] }, timezone, at(now))).toISOString()).toBe(
    new Date(open).toISOString(),
  )
})
