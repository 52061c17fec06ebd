import { expect, test } from 'vitest'
import { whyNotShow } from '../../widget/eligibility.ts'

const day = 24 * 60 * 60 * 1000
const now = Date.UTC(2026, 6, 1)

test('a survey this browser knows nothing of shows', () => {
  expect(whyNotShow({}, now)).toBeNull()
})

test('an answered one comes back after 90 days', () => {
  expect(whyNotShow({ answered: now }, now)).toBe('answered')
  expect(whyNotShow({ answered: now - 90 * day + 1 }, now)).toBe('answered')
  expect(whyNotShow({ answered: now - 90 * day }, now)).toBeNull()
})

test('a dismissed one comes back after 30 days', () => {
  expect(whyNotShow({ dismissed: now - 30 * day + 1 }, now)).toBe('dismissed')
  expect(whyNotShow({ dismissed: now - 30 * day }, now)).toBeNull()
})

test('having answered counts longer than having dismissed', () => {
  expect(whyNotShow({ answered: now - 60 * day, dismissed: now - 40 * day }, now)).toBe('answered')
})

test('a memory that is no time hides nothing', () => {
  expect(whyNotShow({ answered: 'yesterday' as unknown as number }, now)).toBeNull()
})
