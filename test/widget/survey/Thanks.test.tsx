// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/preact'
import { afterEach, expect, test } from 'vitest'
import { Thanks } from '../../../widget/survey/Thanks.tsx'

afterEach(cleanup)

const link = { label: 'Write a review', url: 'https://reviews.example' }

test('its link opens a new window, says so and tells the other site nothing', () => {
  render(<Thanks text="Thank you!" link={link} newWindow="opens in a new window" />)
  const anchor = screen.getByRole('link', { name: 'Write a review' }) as HTMLAnchorElement
  expect(anchor.getAttribute('href')).toBe(link.url)
  expect(anchor.target).toBe('_blank')
  expect(anchor.rel).toBe('noopener noreferrer')
  expect(anchor.title).toBe('opens in a new window')
})

test('words from a definition are text, never HTML', () => {
  const { container } = render(<Thanks text="<b>Thanks</b>" link={undefined} newWindow="" />)
  expect(container.querySelector('b, a')).toBeNull()
  expect(container.textContent).toBe('<b>Thanks</b>')
})
