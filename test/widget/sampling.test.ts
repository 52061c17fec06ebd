import { expect, test } from 'vitest'
import { drawnFor } from '../../shared/targeting.ts'

const people = Array.from({ length: 20_000 }, (_, index) => `user-${index}`)

test('a person stands in the same place each time', () => {
  expect(drawnFor('ann', 'demo')).toBe(drawnFor('ann', 'demo'))
})

test.each([0.01, 0.1, 0.5, 0.9])(
  'a share of %d asks as many, though their ids differ in a digit',
  (share) => {
    const asked = people.filter((person) => drawnFor(person, 'demo') < share).length
    // Four standard deviations of so many throws.
    const slack = 4 * Math.sqrt(people.length * share * (1 - share))
    expect(Math.abs(asked - people.length * share)).toBeLessThan(slack)
  },
)

test('who is asked by one survey has no bearing on the next', () => {
  const both = people.filter((person) => drawnFor(person, 'a') < 0.5 && drawnFor(person, 'b') < 0.5).length
  expect(Math.abs(both - people.length / 4)).toBeLessThan(4 * Math.sqrt((people.length * 3) / 16))
})

test('every place is from 0 to under 1', () => {
  for (const person of ['', '👩‍🚀', 'é'.repeat(200), ...people.slice(0, 500)]) {
    expect(drawnFor(person, 'demo')).toBeGreaterThanOrEqual(0)
    expect(drawnFor(person, 'demo')).toBeLessThan(1)
  }
})
