// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import type { ComponentProps } from 'preact'
import { afterEach, describe, expect, test } from 'vitest'
import { csatScales } from '../../../shared/csat.ts'
import type { PublicSurvey } from '../../../shared/survey.ts'
import type { Conversation } from '../../../widget/session.ts'
import * as choices from '../../../widget/survey/Choices.tsx'
import type { Deed } from '../../../widget/survey/conversation.ts'
import * as dialog from '../../../widget/survey/Dialog.tsx'
import { SurveyCard } from '../../../widget/survey/SurveyCard.tsx'
import * as shapes from '../../../widget/survey/shapes.tsx'
import * as theme from '../../../widget/survey/theme.tsx'
import { inArabic, inGerman, surveyWith } from '../definition.ts'

afterEach(cleanup)

const commenting: Conversation = { step: 'commenting', rating: 9, comment: '' }
const thanked: Conversation = { step: 'thanked', rating: 9, comment: '' }
const commentingAt = (rating: number): Conversation => ({ ...commenting, rating })
const thankedAt = (rating: number): Conversation => ({ ...thanked, rating })

/** Renders a step of a survey and returns what the person did. */
function renderCard(
  changes: Partial<PublicSurvey> = {},
  conversation: Conversation = { step: 'asking' },
  props: Partial<ComponentProps<typeof SurveyCard>> = {},
) {
  const told = { deeds: [] as Deed[], dismissed: 0 }
  const survey = surveyWith(changes)
  render(
    <SurveyCard
      survey={survey}
      chunks={{ format: survey.format, dialog, choices, shapes }}
      conversation={conversation}
      circumstances={{}}
      act={(deed) => told.deeds.push(deed)}
      dismiss={() => told.dismissed++}
      {...props}
    />,
  )
  return told
}

const status = () => screen.getByRole('status').textContent

describe('step by step', () => {
  test('it asks, and nothing more', () => {
    renderCard()
    expect(screen.getByRole('radiogroup', { name: 'How likely are you to recommend us?' })).toBeTruthy()
    expect(screen.getAllByRole('radio')).toHaveLength(11)
    expect(screen.queryByRole('textbox')).toBeNull()
    expect(status()).toBe('')
  })

  test('after a rating it asks for the reason too, and the rating can be changed', () => {
    const { deeds } = renderCard({}, commenting)
    expect((screen.getByRole('radio', { checked: true }) as HTMLInputElement).value).toBe('9')
    expect(screen.getByRole('textbox', { name: 'What is the main reason for your score?' })).toBeTruthy()
    fireEvent.click(screen.getByRole('radio', { name: '8' }))
    expect(deeds).toEqual([{ type: 'choose', rating: 8 }])
  })

  test('at the end it thanks, and asks nothing', () => {
    renderCard({}, thanked)
    expect(status()).toBe('Thank you for your feedback.')
    expect(screen.queryByText('How likely are you to recommend us?')).toBeNull()
    expect(screen.queryByRole('radio')).toBeNull()
    expect(screen.queryByRole('textbox')).toBeNull()
  })
})

test('a modal is called by the thanks at the end', () => {
  renderCard({ format: 'modal' }, thanked)
  expect(screen.getByRole('dialog', { name: 'Thank you for your feedback.' })).toBeTruthy()
})

test('the reasons and the comment are named by the question that is seen', () => {
  renderCard({ choices: ['Price'] }, commenting)
  const seen = screen.getByText('What is the main reason for your score?')
  expect(screen.getByRole('group', { name: seen.textContent! })).toBeTruthy()
  expect(screen.getByRole('textbox', { name: seen.textContent! })).toBeTruthy()
})

test('each thing the person does is one deed', () => {
  const survey = { choices: ['Price', 'Speed'], contact: true }
  const { deeds } = renderCard(survey, commenting)
  fireEvent.input(screen.getByRole('textbox'), { target: { value: 'Fast' } })
  fireEvent.click(screen.getByRole('checkbox', { name: 'Speed' }))
  fireEvent.click(screen.getByRole('checkbox', { name: 'You may contact me about this' }))
  fireEvent.click(screen.getByRole('button', { name: 'Send' }))
  expect(deeds).toEqual([
    { type: 'write', comment: 'Fast' },
    { type: 'write', choices: ['Speed'] },
    { type: 'write', contact: true },
    { type: 'send' },
  ])
})

describe('frames', () => {
  test.each(['popover', 'bar'] as const)('a %s is a landmark with a button to close it', (format) => {
    const told = renderCard({ format })
    expect(screen.getByRole('region', { name: 'Feedback' }).tagName).toBe('SECTION')
    fireEvent.click(screen.getByRole('button', { name: 'Close' }))
    expect(told.dismissed).toBe(1)
  })

  test('inline is a landmark of the page: there is nothing to close', () => {
    const told = renderCard({ format: 'inline' })
    expect(screen.queryByRole('button')).toBeNull()
    fireEvent.keyDown(screen.getByRole('region', { name: 'Feedback' }), { key: 'Escape' })
    expect(told.dismissed).toBe(0)
  })

  test.each(['modal', 'page'] as const)('a %s is the browser’s own dialog', (format) => {
    renderCard({ format })
    const name = 'How likely are you to recommend us?'
    expect(screen.getByRole('dialog', { name }).tagName).toBe('DIALOG')
  })

  test.each(['modal', 'page'] as const)('a %s whose file did not load is shown all the same', (format) => {
    renderCard({ format }, undefined, { chunks: { format: 'popover' } })
    expect(screen.getByRole('region', { name: 'Feedback' }).tagName).toBe('SECTION')
    expect(screen.getAllByRole('radio')).toHaveLength(11)
  })

  test('a popover stands in the corner it is given', () => {
    renderCard({ corner: 'top-start' })
    expect(screen.getByRole('region').classList.contains('top-start')).toBe(true)
  })

  test('Escape dismisses it, but not the one that ends the composing of a word', () => {
    const told = renderCard()
    fireEvent.keyDown(screen.getByRole('region'), { key: 'Escape', isComposing: true })
    fireEvent.keyDown(screen.getByRole('region'), { key: 'a' })
    expect(told.dismissed).toBe(0)
    fireEvent.keyDown(screen.getByRole('region'), { key: 'Escape' })
    expect(told.dismissed).toBe(1)
  })
})

describe('languages', () => {
  test('words and direction are those of the language', () => {
    renderCard(inGerman, commenting)
    const card = screen.getByRole('region', { name: 'Feedback' })
    expect([card.lang, card.dir]).toEqual(['de', 'ltr'])
    expect(screen.getByRole('button', { name: 'Senden' })).toBeTruthy()
    expect(screen.getByRole('textbox', { name: 'Was ist der Hauptgrund für Ihre Bewertung?' })).toBeTruthy()
  })

  test('Arabic runs from right to left, and so do the arrow keys', () => {
    renderCard(inArabic)
    expect(screen.getByRole('region').dir).toBe('rtl')
    const five = screen.getByRole('radio', { name: '5' })
    five.focus()
    fireEvent.keyDown(five, { key: 'ArrowLeft' })
    expect(document.activeElement).toBe(screen.getByRole('radio', { name: '6' }))
  })

  test('a modal has the language on the dialog', () => {
    renderCard({ ...inArabic, format: 'modal' })
    const { lang, dir } = screen.getByRole('dialog')
    expect([lang, dir]).toEqual(['ar', 'rtl'])
  })

  test('without words it speaks English', () => {
    renderCard({ language: 'tlh' }, commenting)
    expect(screen.getByRole('button', { name: 'Send' })).toBeTruthy()
  })
})

describe('words for those who rated so', () => {
  const link = { label: 'Review us', url: 'https://reviews.example' }
  const survey: Partial<PublicSurvey> = {
    commentPrompt: 'Why?',
    thanks: 'Thanks.',
    byBand: {
      positive: { commentPrompt: 'What do you like?', thanks: 'Wonderful!', link },
      negative: { link: { label: 'Tell more', url: 'javascript:alert(1)' } },
    },
  }

  test('a promoter is asked and thanked in words of their own, with a link', () => {
    renderCard(survey, commentingAt(9))
    expect(screen.getByRole('textbox', { name: 'What do you like?' })).toBeTruthy()
    cleanup()
    renderCard(survey, thankedAt(9))
    expect(status()).toContain('Wonderful!')
    expect(screen.getByRole('link', { name: 'Review us' }).getAttribute('href')).toBe(link.url)
  })

  test('everybody else in the survey’s', () => {
    renderCard(survey, commentingAt(7))
    expect(screen.getByRole('textbox', { name: 'Why?' })).toBeTruthy()
    cleanup()
    renderCard(survey, thankedAt(7))
    expect(status()).toBe('Thanks.')
    expect(screen.queryByRole('link')).toBeNull()
  })

  test('a link that is not https is not offered', () => {
    renderCard(survey, thankedAt(2))
    expect(status()).toBe('Thanks.')
  })

  test('there is no link before the thanks', () => {
    renderCard(survey, commentingAt(9))
    expect(screen.queryByRole('link')).toBeNull()
  })
})

describe('a logo', () => {
  const logo = 'data:image/png;base64,AAAA'
  const withTheme = (changes: Partial<PublicSurvey>) =>
    renderCard(changes, undefined, { chunks: { format: 'popover', theme } })

  test('is called by whose it is, and tells the other site nothing', () => {
    withTheme({ look: { logo }, customer: 'Acme' })
    const image = screen.getByRole('img', { name: 'Acme' })
    expect(image.getAttribute('src')).toBe(logo)
    expect(image.getAttribute('referrerpolicy')).toBe('no-referrer')
  })

  test('that cannot be loaded leaves nothing behind', () => {
    withTheme({ look: { logo: 'https://acme.example/logo.png' }, customer: 'Acme' })
    const image = screen.getByRole('img')
    fireEvent.error(image)
    expect(image.style.display).toBe('none')
  })

  test.each(['javascript:alert(1)', 'http://acme.example/logo.png', 'data:text/html,x'])(
    'is no %s',
    (logo) => {
      withTheme({ look: { logo } })
      expect(document.querySelector('img')).toBeNull()
    },
  )
})

test('the person and their properties stand in the words', () => {
  renderCard({ question: 'Hi {name}, how is {plan}?' }, undefined, {
    circumstances: { respondent: { name: 'Ann' }, properties: { plan: 'Pro' } },
  })
  expect(screen.getByText('Hi Ann, how is Pro?')).toBeTruthy()
})

test('a display that does not suit the scale gives way to numbers', () => {
  renderCard({ display: 'stars' })
  expect(screen.getByRole('radio', { name: '10, Very likely' })).toBeTruthy()
  cleanup()
  renderCard({ display: 'stars', metric: 'csat', scale: csatScales['1-5'] })
  expect(screen.getByRole('radio', { name: '5 of 5, Very likely' })).toBeTruthy()
})
