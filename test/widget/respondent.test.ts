import { describe, expect, test, vi } from 'vitest'
import {
  circumstancesOf,
  isAnotherPerson,
  nameOf,
  propertiesOf,
  respondentOf,
} from '../../widget/collector/respondent.ts'
import { nobodiesIn, warnOfNobodies } from '../../widget/survey/nobodies.ts'
import { nobodies } from '../known/nobodies.ts'

describe("a host's loose words", () => {
  test('name a person by a number, too', () => {
    expect(respondentOf({ id: 42 })).toEqual({ id: '42' })
  })

  test.each([undefined, null, {}, 'ann', { id: '', email: ' ' }, { id: {} }, { id: Number.NaN, x: 1 }])(
    'name nobody: %j',
    (loose) => {
      expect(respondentOf(loose)).toBeUndefined()
    },
  )

  test('name somebody by a token, which only the collector reads', () => {
    expect(respondentOf({ token: ' a.b.c ' })).toEqual({ token: 'a.b.c' })
    expect(nameOf({ token: 'a.b.c' })).toBeUndefined()
  })

  test('lose the properties no answer may carry', () => {
    expect(
      propertiesOf({
        plan: 'pro',
        since: new Date(0),
        team: { id: 1 },
        score: Number.NaN,
        none: null,
        '': 'x',
      }),
    ).toEqual({ plan: 'pro' })
  })

  test('are cut to what the collector takes, so that the answer is not refused for them', () => {
    const many = Object.fromEntries(Array.from({ length: 80 }, (_, index) => [`p${index}`, index]))
    expect(Object.keys(propertiesOf(many))).toHaveLength(50)
    expect(propertiesOf({ ['k'.repeat(70)]: 'v'.repeat(600) })).toEqual({ ['k'.repeat(64)]: 'v'.repeat(500) })
    expect(respondentOf({ name: 'n'.repeat(300) })?.name).toHaveLength(200)
  })

  test.each([undefined, null, {}, { id: '' }, { id: '', email: '' }, 'ann'])('name nobody: %j', (loose) => {
    expect(nameOf(loose)).toBeUndefined()
    expect(circumstancesOf({ respondent: loose }).respondent).toBeUndefined()
  })

  test('name somebody by the first of id, email and name that is not blank', () => {
    expect(nameOf({ id: 7, email: 'a@example.com' })).toBe('7')
    expect(nameOf({ id: '', email: 'a@example.com', name: 'Ann' })).toBe('a@example.com')
    expect(nameOf({ name: 'Ann' })).toBe('Ann')
  })

  test.each([...nobodies, 0, -1])('name nobody by what everybody would share: %s', (value) => {
    expect(nobodiesIn({ id: value })).toEqual([
      `data-respondent-id is «${`${value}`.trim()}»: asked anonymously`,
    ])
    expect(nobodiesIn({ id: value, email: 'ann@example.com' })).toEqual([expect.stringContaining('left out')])
  })

  test('that are nobody’s are told to the page’s author once', () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue()
    for (const _ of [1, 2]) warnOfNobodies({ id: '{{ told.id }}' })
    expect(warn.mock.calls).toEqual([['Sayso:', 'data-respondent-id is «{{ told.id }}»: asked anonymously']])
    warn.mockRestore()
  })

  test('with nothing but a signature name nobody', () => {
    expect(respondentOf({ signature: 'ab' })).toBeUndefined()
  })
})

test('another person is one whose id, else email, else name is another, or nobody after somebody', () => {
  const ann = { id: 7, email: 'ann@example.com', name: 'Ann' }
  expect(isAnotherPerson(undefined, ann)).toBe(false)
  expect(isAnotherPerson({ id: '' }, ann)).toBe(false)
  expect(isAnotherPerson({ id: '7' }, ann)).toBe(false)
  expect(isAnotherPerson({ email: 'ann@example.com' }, ann)).toBe(false)
  expect(isAnotherPerson(ann, { id: 7, email: 'new@example.com', name: 'Ann B.' })).toBe(false)
  expect(isAnotherPerson(ann, { ...ann, id: 8 })).toBe(true)
  expect(isAnotherPerson({ email: 'bob@example.com' }, ann)).toBe(true)
  expect(isAnotherPerson({ id: 'undefined' }, ann)).toBe(false)
  expect(isAnotherPerson({ id: 'null', email: ann.email }, { id: '7', email: ann.email })).toBe(false)
  for (const nobody of [undefined, null, {}, { id: '' }, { id: 'null' }])
    expect(isAnotherPerson(ann, nobody)).toBe(true)
})
