import { expect, test } from 'vitest'
import { piped } from '../../shared/piped.ts'

const ann = {
  respondent: { name: 'Ann' },
  properties: { plan: 'Pro', seats: 0, 'trial.days': 14, paid: false },
}

test.each([
  ['Hi {name}, how was it?', 'Hi Ann, how was it?'],
  ['{name}, how is {plan}?', 'Ann, how is Pro?'],
  ['{seats} seats, {trial.days} days, {paid}', '0 seats, 14 days, false'],
  ['No names here', 'No names here'],
  ['{ not a name } {', '{ not a name } {'],
])('%s becomes %s', (text, said) => {
  expect(piped(text, ann)).toBe(said)
})

test.each([
  ['Hi {name}, how was it?', 'Hi, how was it?'],
  ['{name}, how was it?', 'How was it?'],
  ['Thanks, {name}!', 'Thanks!'],
  ['شكرًا، {name}!', 'شكرًا!'],
  ['How do you like {plan}, {name}?', 'How do you like?'],
  ['{name}', ''],
])('%s becomes %s when nobody said who it is', (text, said) => {
  expect(piped(text, {})).toBe(said)
})

test('inserts values as they are, and ignores names inherited from Object', () => {
  expect(piped('Hi {name}', { respondent: { name: '<b>{plan}</b> $&' }, properties: { plan: 'x' } })).toBe(
    'Hi <b>{plan}</b> $&',
  )
  expect(piped('Hi {constructor} {toString}!', { properties: {} })).toBe('Hi!')
  expect(piped('Hi {name}', { respondent: { id: 'u1' }, properties: { name: 'Bo' } })).toBe('Hi Bo')
})
