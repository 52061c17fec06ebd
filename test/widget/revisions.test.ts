import { expect, test } from 'vitest'
import { createRevisions } from '../../widget/collector/delivery.ts'

const identity = { surveyId: 'demo', surveyVersion: 3, id: 'r1', writeKey: 'k1' }

test('each revision carries the whole response under the next number', () => {
  const next = createRevisions(identity)
  const who = { respondent: { id: 'u1' }, properties: { plan: 'pro' } }
  expect(next({ rating: 9 }, who)).toEqual({ ...identity, revision: 1, rating: 9, ...who, channel: 'widget' })
  expect(next({ rating: 9, comment: 'Fast' }, who)).toEqual({
    ...identity,
    revision: 2,
    rating: 9,
    comment: 'Fast',
    ...who,
    channel: 'widget',
  })
})

test('the same thing said twice is no new revision', () => {
  const next = createRevisions(identity)
  next({ rating: 9, comment: 'Fast' }, {})
  expect(next({ rating: 9, comment: 'Fast' }, {})).toBeNull()
  expect(next({ rating: 8, comment: 'Fast' }, {})?.revision).toBe(2)
  expect(next({ rating: 9, comment: 'Fast' }, {})?.revision).toBe(3)
})

test('who the person is may become known later', () => {
  const next = createRevisions(identity)
  next({ rating: 9 }, {})
  expect(next({ rating: 9 }, { respondent: { id: 'u1' } })).toMatchObject({
    revision: 2,
    respondent: { id: 'u1' },
  })
})

test('an answer in test mode says so in every revision', () => {
  const next = createRevisions({ ...identity, test: true })
  expect(next({ rating: 9 }, {})).toMatchObject({ revision: 1, test: true })
  expect(next({ rating: 9, choices: ['Price'], contact: true }, {})).toMatchObject({
    revision: 2,
    test: true,
    choices: ['Price'],
    contact: true,
  })
})
