import { describe, expect, test } from 'vitest'
import type { Conversation } from '../../widget/session.ts'
import { advance, answerOf, beginning, type Deed, renameChoices } from '../../widget/survey/conversation.ts'

const after = (...deeds: Deed[]): Conversation => deeds.reduce(advance, beginning)

describe('a conversation', () => {
  test('asks, takes the reason, thanks', () => {
    expect(after()).toEqual({ step: 'asking' })
    expect(after({ type: 'choose', rating: 9 })).toEqual({ step: 'commenting', rating: 9, comment: '' })
    expect(
      after({ type: 'choose', rating: 9 }, { type: 'write', comment: 'Fast' }, { type: 'send' }),
    ).toEqual({
      step: 'thanked',
      rating: 9,
      comment: 'Fast',
    })
  })

  test('lets the rating change while the reason is written, and keeps the reason', () => {
    const changed = after(
      { type: 'choose', rating: 0 },
      { type: 'write', comment: 'Fast' },
      { type: 'choose', rating: 10 },
    )
    expect(changed).toEqual({ step: 'commenting', rating: 10, comment: 'Fast' })
  })

  test('has no place for a reason before a rating, nor for anything after the thanks', () => {
    expect(after({ type: 'write', comment: 'x' })).toEqual(beginning)
    expect(after({ type: 'send' })).toEqual(beginning)
    const thanked = after({ type: 'choose', rating: 3 }, { type: 'send' })
    expect(advance(thanked, { type: 'choose', rating: 4 })).toBe(thanked)
  })
})

describe('the answer so far', () => {
  test('is none before a rating, and rating 0 is one', () => {
    expect(answerOf(after())).toBeNull()
    expect(answerOf(after({ type: 'choose', rating: 0 }))).toEqual({ rating: 0 })
  })

  test('has no reason where only blanks were typed', () => {
    expect(answerOf(after({ type: 'choose', rating: 7 }, { type: 'write', comment: ' \n' }))).toEqual({
      rating: 7,
    })
  })
})

describe('reasons to tick and the leave to be contacted', () => {
  const rated = { type: 'choose', rating: 9 } as const

  test('go with the answer', () => {
    const said = { choices: ['Price'], contact: true, comment: 'Fast' }
    expect(answerOf(after(rated, { type: 'write', ...said }, { type: 'send' }))).toEqual({
      rating: 9,
      ...said,
    })
  })

  test('are taken back like they were given: no reasons are none, a withdrawn leave is a no', () => {
    const ticked = after(rated, { type: 'write', choices: ['Price'], contact: true })
    const unticked = advance(ticked, { type: 'write', choices: [], contact: false })
    expect(answerOf(unticked)).toEqual({ rating: 9, contact: false })
  })

  test('are called what the other language calls them; what it has not is no longer ticked', () => {
    const ticked = after(rated, { type: 'write', choices: ['Price', 'Support'] })
    const renamed = renameChoices(ticked, ['Support', 'Price'], ['Hilfe'])
    expect(answerOf(renamed)).toEqual({ rating: 9, choices: ['Hilfe'] })
    expect(renameChoices(beginning, ['Price'], ['Preis'])).toBe(beginning)
  })
})
