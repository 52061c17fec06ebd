import { describe, expect, test } from 'vitest'
import { isResting, restEnd, restsOf, whyRest } from '../../shared/cadence.ts'
import type { Rules } from '../../shared/survey.ts'
import { conditionsOf, type Reason, type Visitor, whyNotShow } from '../../widget/rules/rules.ts'
import { cadenceCases } from '../known/cadence-cases.ts'

const day = 24 * 60 * 60 * 1000
const now = Date.UTC(2026, 6, 1)
const visitor: Visitor = {
  ...{ now, place: { pathname: '/app', href: 'https://x.example/app' }, properties: { plan: 'pro' } },
  ...{ tracked: new Set(['paid']), drawn: () => 0 },
}

test('a survey this browser knows nothing of shows', () => {
  expect(whyNotShow({}, {}, visitor)).toBeNull()
})

test('an answered one comes back after 90 days', () => {
  expect(whyNotShow({ answered: now }, {}, visitor)).toBe('answered')
  expect(whyNotShow({ answered: now - 90 * day + 1 }, {}, visitor)).toBe('answered')
  expect(whyNotShow({ answered: now - 90 * day }, {}, visitor)).toBeNull()
})

test('a dismissed one comes back after 30 days', () => {
  expect(whyNotShow({ dismissed: now - 30 * day + 1 }, {}, visitor)).toBe('dismissed')
  expect(whyNotShow({ dismissed: now - 30 * day }, {}, visitor)).toBeNull()
})

test('having answered counts longer than having dismissed', () => {
  expect(whyNotShow({ answered: now - 60 * day, dismissed: now - 40 * day }, {}, visitor)).toBe('answered')
})

test('a memory that is no time hides nothing', () => {
  expect(whyNotShow({ answered: 'yesterday' as unknown as number }, {}, visitor)).toBeNull()
})

test('a beginning that is no date keeps nobody away', () => {
  expect(whyNotShow({}, { from: 'soon' }, visitor)).toBeNull()
})

describe('people, histories, settings', () => {
  test.each(cadenceCases)('$name', ({ past, rules, now, expected }) => {
    expect(whyNotShow(past, rules ?? {}, { ...visitor, now })).toBe(expected)
    const end = restEnd(rules, past)
    expect(now < end).toBe(whyRest(rules, past, now) !== null)
    expect([whyRest(rules, past, end - 1), whyRest(rules, past, end)]).toEqual([
      end === -Infinity ? null : expect.any(String),
      null,
    ])
  })

  test.each(cadenceCases)('$name, as a browser judges it', ({ past, rules, now }) => {
    const { shown = -Infinity, answered = -Infinity, dismissed = -Infinity } = past
    const remembered = { ...past, shown: Math.max(shown, answered, dismissed) }
    expect(isResting(restsOf(rules), remembered, now)).toBe(whyRest(rules, past, now) !== null)
  })

  test('told to leave them in peace, a browser does until then', () => {
    expect(isResting(restsOf(), { told: now + 1 }, now)).toBe(true)
    expect(isResting(restsOf(), { told: now }, now)).toBe(false)
  })

  test.each<[string, Rules, number, Reason | null]>([
    ['the right page', { pages: { include: ['/app'] } }, 0, null],
    ['the wrong page', { pages: { include: ['/docs'] } }, 0, 'page'],
    ['the right people', { audience: [{ property: 'plan', is: ['pro'] }] }, 0, null],
    ['an event that came', { when: { event: 'paid' } }, 0, null],
    ['an event that did not come', { when: { event: 'go' } }, 0, 'event'],
    ['the wrong people', { audience: [{ property: 'plan', is: ['free'] }] }, 0, 'audience'],
    ['within the share', { share: 0.2 }, 0.1999, null],
    ['without the share', { share: 0.2 }, 0.2, 'share'],
    ['a share of nobody', { share: 0 }, 0, 'share'],
    ['a share of all', { share: 1 }, 0.9999, null],
    [
      'the wrong page is named before the people',
      { pages: { include: [] }, audience: [{ property: 'a', is: [] }], share: 0 },
      0,
      'page',
    ],
  ])('%s', (_, rules, drawn, expected) => {
    expect(whyNotShow({}, rules, { ...visitor, drawn: () => drawn })).toBe(expected)
  })

  test('nobody is drawn for a survey that asks all, or is closed to them otherwise', () => {
    const drawn = () => {
      throw new Error('drawn')
    }
    expect(whyNotShow({}, {}, { ...visitor, drawn })).toBeNull()
    expect(whyNotShow({}, { share: 0.5, pages: { include: [] } }, { ...visitor, drawn })).toBe('page')
  })
})

test('what lasts is waited for before what passes', () => {
  const when = { exit: true, idle: 3, scroll: 50, seconds: 3, click: '.buy' }
  const cues = conditionsOf({ when }).flatMap(({ waitFor }) => waitFor ?? [])
  expect(cues.map(({ events, checkAfter }) => events?.[0] ?? checkAfter)).toEqual([
    ...['click', 3000, 'scroll', 'pointerdown', 'mouseout'],
  ])
})

test('rules that are not there make no condition', () => {
  expect(conditionsOf({})).toEqual([])
  expect(conditionsOf({ afterAnswered: 3, quietDays: 3, quota: 5, when: { exit: false } })).toEqual([])
})
