import { describe, expect, test } from 'vitest'
import { isNobody, isUnfilled, personIn } from '../../shared/person.ts'
import { nobodies, people } from '../known/nobodies.ts'
import { processorTimeOf } from '../support/processor.ts'
import { fc } from '../support/seeded.ts'

describe('a name', () => {
  test.each(nobodies)('is nobody’s: %s', (value) => {
    for (const written of [value, ` ${value} `, `"${value}"`]) {
      expect([written, 'id', isNobody('id', written)]).toEqual([written, 'id', true])
      expect([written, 'email', isNobody('email', written)]).toEqual([written, 'email', true])
    }
  })

  test.each(people)('may be somebody’s: %s', (value) => {
    for (const field of ['id', 'email', 'name'] as const)
      expect([field, isNobody(field, value)]).toEqual([field, false])
  })

  test.each([
    'Christopher Null',
    'Null',
    'Nan',
    'Na',
    'Guest Mary',
    'Anna',
    'None Such',
    'Ed',
    '李',
    "O'Brien",
  ])('that people have is a name: %s', (name) => {
    expect(isNobody('name', name)).toBe(false)
  })

  test.each([
    'undefined',
    'null',
    'undefined undefined',
    'Anonymous',
    'Guest user',
    '{{ first }} {{ last }}',
    '-',
  ])('that nobody has is none: %s', (name) => {
    expect(isNobody('name', name)).toBe(true)
  })

  test('of a number, a UUID, or random letters is always somebody’s', () => {
    const letters = [...'0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_']
    const random = fc
      .array(fc.constantFrom(...letters), { minLength: 12, maxLength: 40 })
      .map((picked) => picked.join(''))
      .filter((id) => /[1-9a-z]/i.test(id) && !/^__.*__$/.test(id))
    const address = fc.emailAddress().filter((email) => /^\w[\w.+-]*@/.test(email))
    fc.assert(
      fc.property(fc.oneof(fc.integer({ min: 1 }).map(String), fc.uuid(), random, address), (id) => {
        expect([id, isNobody('id', id)]).toEqual([id, false])
      }),
      { numRuns: 5000 },
    )
  })
})

test('long values are judged in time that grows no faster than they do', () => {
  for (const part of ['{', '%', '#', 'null ', '[', '<', 'user-', '$a.', '::', '%%', '-0']) {
    const value = part.repeat(100_000)
    const took = processorTimeOf(() => {
      isNobody('id', value)
      isUnfilled(value)
    })
    expect([part, took < 500]).toEqual([part, true])
  }
})

test('a respondent keeps what may be theirs', () => {
  expect(personIn({ id: 'undefined', email: 'ann@example.com', name: 'Ann', signature: 'ab' })).toEqual({
    person: { email: 'ann@example.com', name: 'Ann', signature: 'ab' },
    nobody: ['id'],
  })
  expect(personIn({})).toEqual({ person: {}, nobody: [] })
})
