import { expect, test } from 'vitest'
import { isAmong } from '../../shared/targeting.ts'

const person = { plan: 'pro', seats: 12, trial: false }

test.each([
  [[], true],
  [[{ property: 'plan', is: ['pro', 'team'] }], true],
  [[{ property: 'plan', is: ['free'] }], false],
  [[{ property: 'plan', not: ['free'] }], true],
  [[{ property: 'plan', not: ['pro'] }], false],
  [[{ property: 'seats', is: [12] }], true],
  [[{ property: 'seats', is: ['12'] }], false],
  [[{ property: 'trial', is: [false] }], true],
  [[{ property: 'country', is: ['IN'] }], false],
  [[{ property: 'country', not: ['IN'] }], true],
  [[{ property: 'constructor', is: ['Object'] }], false],
  [[{ property: 'plan', is: ['pro'], not: ['pro'] }], false],
  [
    [
      { property: 'plan', is: ['pro'] },
      { property: 'trial', not: [false] },
    ],
    false,
  ],
])('%j: %s', (audience, expected) => {
  expect(isAmong(audience, person)).toBe(expected)
})
