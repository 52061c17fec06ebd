import type { Past } from '../../shared/cadence.ts'
import type { Rules } from '../../shared/survey.ts'

/** One person, what they did, what the survey and its workspace ask for, and whether they are asked at a moment. */
export interface CadenceCase {
  readonly name: string
  readonly past: Past
  readonly rules: Rules
  /** In milliseconds. */
  readonly now: number
  /** Why not, or `null` when they are. */
  readonly expected: 'answered' | 'dismissed' | 'quiet' | 'early' | 'over' | null
}

const day = 24 * 60 * 60 * 1000
const now = Date.UTC(2026, 6, 1)
/** Answered or dismissed, and any survey shown, so many days ago. */
const ago = (days: Partial<Record<'answered' | 'dismissed' | 'shown', number>>) =>
  Object.fromEntries(Object.entries(days).map(([deed, count]) => [deed, now - count * day]))
const never = {}

type Row = readonly [string, Past, Rules, CadenceCase['expected']]
const atNoon: Row[] = [
  ['a newcomer', never, {}, null],
  [
    'a newcomer under the longest rests',
    never,
    { afterAnswered: null, afterDismissed: null, quietDays: 3650 },
    null,
  ],
  ['answered today, default', ago({ answered: 0 }), {}, 'answered'],
  ['answered 89 days ago, default', ago({ answered: 89 }), {}, 'answered'],
  ['answered 90 days ago, default', ago({ answered: 90 }), {}, null],
  ['answered 6 of 7 days ago', ago({ answered: 6 }), { afterAnswered: 7 }, 'answered'],
  ['answered 7 of 7 days ago', ago({ answered: 7 }), { afterAnswered: 7 }, null],
  ['answered 8 of 7 days ago', ago({ answered: 8 }), { afterAnswered: 7 }, null],
  ['answered half a day of 0.5 ago', ago({ answered: 0.5 }), { afterAnswered: 0.5 }, null],
  ['answered just now, no rest', ago({ answered: 0 }), { afterAnswered: 0 }, null],
  ['answered ten years ago, for ever', ago({ answered: 3650 }), { afterAnswered: null }, 'answered'],
  ['answered 364 of 365 days ago', ago({ answered: 364 }), { afterAnswered: 365 }, 'answered'],
  ['answered 365 of 365 days ago', ago({ answered: 365 }), { afterAnswered: 365 }, null],
  ['dismissed today, default', ago({ dismissed: 0 }), {}, 'dismissed'],
  ['dismissed 29 days ago, default', ago({ dismissed: 29 }), {}, 'dismissed'],
  ['dismissed 30 days ago, default', ago({ dismissed: 30 }), {}, null],
  ['dismissed 1 of 2 days ago', ago({ dismissed: 1 }), { afterDismissed: 2 }, 'dismissed'],
  ['dismissed 2 of 2 days ago', ago({ dismissed: 2 }), { afterDismissed: 2 }, null],
  ['dismissed just now, no rest', ago({ dismissed: 0 }), { afterDismissed: 0 }, null],
  ['dismissed ten years ago, for ever', ago({ dismissed: 3650 }), { afterDismissed: null }, 'dismissed'],
  ['dismissed, for ever if answered', ago({ dismissed: 40 }), { afterAnswered: null }, null],
  ['answered, for ever if dismissed', ago({ answered: 100 }), { afterDismissed: null }, null],
  ['both, the answer longer ago', ago({ answered: 80, dismissed: 5 }), {}, 'answered'],
  ['both, only the dismissal still counts', ago({ answered: 95, dismissed: 5 }), {}, 'dismissed'],
  ['both over', ago({ answered: 95, dismissed: 35 }), {}, null],
  [
    'both, no rest for either',
    ago({ answered: 0, dismissed: 0 }),
    { afterAnswered: 0, afterDismissed: 0 },
    null,
  ],
  ['shown another today, no quiet period', ago({ shown: 0 }), {}, null],
  ['shown another today, quiet 0', ago({ shown: 0 }), { quietDays: 0 }, null],
  ['shown another 13 of 14 days ago', ago({ shown: 13 }), { quietDays: 14 }, 'quiet'],
  ['shown another 14 of 14 days ago', ago({ shown: 14 }), { quietDays: 14 }, null],
  ['shown another an hour before the end', ago({ shown: 14 - 1 / 24 }), { quietDays: 14 }, 'quiet'],
  [
    'quiet outlasts a short rest',
    ago({ answered: 3, shown: 3 }),
    { afterAnswered: 2, quietDays: 7 },
    'quiet',
  ],
  ['rest outlasts a short quiet', ago({ answered: 3, shown: 3 }), { quietDays: 2 }, 'answered'],
  ['the clocks do not add up', ago({ answered: 91, shown: 15 }), { quietDays: 14 }, null],
  ['dismissed and quiet: the rest is named', ago({ dismissed: 1, shown: 1 }), { quietDays: 7 }, 'dismissed'],
  ['ignored yesterday, quiet a week', ago({ shown: 1 }), { quietDays: 7 }, 'quiet'],
  ['ignored yesterday, no quiet period', ago({ shown: 1 }), { afterDismissed: 30 }, null],
  ['a clock put back: the answer is to come', ago({ answered: -1 }), {}, 'answered'],
  ['a clock put back by far more than the rest', ago({ shown: -400 }), { quietDays: 7 }, 'quiet'],
  ['before its beginning', never, { from: new Date(now + 1).toISOString() }, 'early'],
  ['at its beginning', never, { from: new Date(now).toISOString() }, null],
  ['before its end', never, { until: new Date(now + 1).toISOString() }, null],
  ['at its end', never, { until: new Date(now).toISOString() }, 'over'],
  ['after its end', never, { until: new Date(now - day).toISOString() }, 'over'],
  [
    'between both',
    never,
    { from: new Date(now - day).toISOString(), until: new Date(now + day).toISOString() },
    null,
  ],
  [
    'before its beginning, at rest',
    ago({ answered: 1 }),
    { from: new Date(now + day).toISOString() },
    'answered',
  ],

  // Answering is being shown it, and so is putting it away: the quiet period begins.
  [
    'answered 10 days ago, its own rest over',
    ago({ answered: 10 }),
    { afterAnswered: 7, quietDays: 30 },
    'quiet',
  ],
  [
    'dismissed 10 days ago, its own rest over',
    ago({ dismissed: 10 }),
    { afterDismissed: 7, quietDays: 30 },
    'quiet',
  ],
  ['answered 10 days ago, all rests over', ago({ answered: 10 }), { afterAnswered: 7, quietDays: 10 }, null],
  [
    'shown another since, which counts from then',
    ago({ answered: 40, shown: 5 }),
    { afterAnswered: 30, quietDays: 7 },
    'quiet',
  ],
  [
    'no rest at all',
    ago({ answered: 0, dismissed: 0, shown: 0 }),
    { afterAnswered: 0, afterDismissed: 0, quietDays: 0 },
    null,
  ],
]

/** Times as clocks on the wall show them, before and after they are changed. */
const at = (local: string) => Date.parse(local)
const spring = { before: at('2026-03-28T10:00+01:00'), after: '2026-03-29T10:00+02:00' }
const autumn = { before: at('2026-10-24T10:00+02:00'), after: '2026-10-25T10:00+01:00' }

type Dated = readonly [string, Past, string, Rules, CadenceCase['expected']]
const acrossChanges: Dated[] = [
  [
    'spring, the same time of day is an hour short',
    { answered: spring.before },
    spring.after,
    { afterAnswered: 1 },
    'answered',
  ],
  [
    'spring, an hour later it is a day',
    { answered: spring.before },
    '2026-03-29T11:00+02:00',
    { afterAnswered: 1 },
    null,
  ],
  [
    'spring, a minute before',
    { answered: spring.before },
    '2026-03-29T10:59+02:00',
    { afterAnswered: 1 },
    'answered',
  ],
  [
    'autumn, a day is over an hour before the time of day',
    { answered: autumn.before },
    '2026-10-25T09:00+01:00',
    { afterAnswered: 1 },
    null,
  ],
  ['autumn, the same time of day', { answered: autumn.before }, autumn.after, { afterAnswered: 1 }, null],
  [
    'autumn, a minute before',
    { answered: autumn.before },
    '2026-10-25T08:59+01:00',
    { afterAnswered: 1 },
    'answered',
  ],
  [
    'autumn, the hour that comes twice, the first time',
    { dismissed: at('2026-10-18T02:30+02:00') },
    '2026-10-25T02:30+02:00',
    { afterDismissed: 7 },
    null,
  ],
  [
    'autumn, asked in the second, rests from the second',
    { dismissed: at('2026-10-25T02:30+01:00') },
    '2026-11-01T02:00+01:00',
    { afterDismissed: 7 },
    'dismissed',
  ],
  [
    'spring, the hour that does not come',
    { shown: at('2026-03-22T02:30+01:00') },
    '2026-03-29T03:30+02:00',
    { quietDays: 7 },
    null,
  ],
  [
    'spring, just before it',
    { shown: at('2026-03-22T02:30+01:00') },
    '2026-03-29T01:59+01:00',
    { quietDays: 7 },
    'quiet',
  ],
  ['90 days across spring', { answered: at('2026-01-15T12:00+01:00') }, '2026-04-15T13:00+02:00', {}, null],
  [
    '90 days across spring, an hour short',
    { answered: at('2026-01-15T12:00+01:00') },
    '2026-04-15T12:00+02:00',
    {},
    'answered',
  ],
  [
    '180 days across autumn',
    { answered: at('2026-08-01T12:00+02:00') },
    '2027-01-28T11:00+01:00',
    { afterAnswered: 180 },
    null,
  ],
  [
    'from New York to Berlin, the same 30 days',
    { dismissed: at('2026-03-01T08:00-05:00') },
    '2026-03-31T15:00+02:00',
    {},
    null,
  ],
  [
    'from New York to Berlin, a minute short',
    { dismissed: at('2026-03-01T08:00-05:00') },
    '2026-03-31T14:59+02:00',
    {},
    'dismissed',
  ],
  [
    'a leap day on the way',
    { answered: at('2028-02-01T00:00Z') },
    '2028-03-01T00:00Z',
    { afterAnswered: 29 },
    null,
  ],
  [
    'a beginning at local midnight of the change',
    {},
    '2026-03-28T23:59+01:00',
    { from: '2026-03-29T00:00:00+01:00' },
    'early',
  ],
  [
    'an end at local midnight after it',
    {},
    '2026-03-29T23:59+02:00',
    { until: '2026-03-30T00:00:00+02:00' },
    null,
  ],
]

export const cadenceCases: readonly CadenceCase[] = [
  ...atNoon.map(([name, past, rules, expected]) => ({ name, past, rules, now, expected })),
  ...acrossChanges.map(([name, past, when, rules, expected]) => ({
    name,
    past,
    rules,
    now: at(when),
    expected,
  })),
]
