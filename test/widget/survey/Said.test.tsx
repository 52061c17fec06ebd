// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/preact'
import { afterEach, expect, test } from 'vitest'
import { csatScales } from '../../../shared/csat.ts'
import { widget as words } from '../../../shared/locales/en.ts'
import type { PublicSurvey } from '../../../shared/survey.ts'
import type { Conversation } from '../../../widget/session.ts'
import { type News, Said } from '../../../widget/survey/Said.tsx'
import { surveyWith } from '../definition.ts'

afterEach(cleanup)

const asking: Conversation = { step: 'asking' }
const commenting: Conversation = { step: 'commenting', rating: 9, comment: '' }
const thanked: Conversation = { step: 'thanked', rating: 9, comment: '' }

function element(conversation: Conversation, news: Partial<News> = {}, changes: Partial<PublicSurvey> = {}) {
  const survey = surveyWith(changes)
  const say = (text: string) => text.replace('{name}', 'Ann')
  return <Said {...{ survey, words, conversation, say }} news={{ isArriving: false, saved: null, ...news }} />
}

const region = () => screen.getByRole('status')

test('one live region says each step: that the survey came, the score, that it is saved, and the thanks', () => {
  const { rerender } = render(element(asking))
  const first = region()
  expect(first.textContent).toBe('')
  rerender(element(asking, { isArriving: true }))
  expect(first.textContent).toBe('Feedback: How likely are you to recommend us?')
  rerender(element(asking))
  expect(first.textContent).toBe('')
  rerender(element(commenting))
  expect(first.textContent).toBe('You chose 9 of 10')
  rerender(element(commenting, { saved: 9 }))
  expect(first.textContent).toBe('You chose 9 of 10 Saved')
  rerender(element({ ...commenting, rating: 8 }, { saved: 9 }))
  expect(first.textContent).toBe('You chose 8 of 10')
  rerender(element(thanked))
  expect(first.textContent).toBe('Thank you for your feedback.')
  expect(region()).toBe(first)
})

test('what is added is said alone, not the score a second time', () => {
  const { rerender } = render(element(commenting))
  const chosen = region().firstElementChild
  rerender(element(commenting, { saved: 9 }))
  expect(region().firstElementChild).toBe(chosen)
  expect(region().getAttribute('aria-atomic')).toBe('false')
})

test('of two points the chosen one is said by its word', () => {
  const thumbs = { metric: 'csat', scale: csatScales['0-1'], lowLabel: '', highLabel: '' } as const
  render(element({ ...commenting, rating: 1 }, {}, thumbs))
  expect(region().textContent).toBe('You chose Good')
})

test('the focus can be put on it, but no Tab stops there', () => {
  render(element(thanked))
  expect(region().tabIndex).toBe(-1)
})
