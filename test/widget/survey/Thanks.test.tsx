// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/preact'
import { afterEach, expect, test } from 'vitest'
import { Thanks } from '../../../widget/survey/Thanks.tsx'

afterEach(cleanup)

const link = { label: 'Write a review', url: 'https://reviews.example' }

test('an empty live region is there before there is anything to say', () => {
  const { container } = render(<Thanks link={link} newWindow="" children={false} />)
  expect(screen.getByRole('status').textContent).toBe('')
  expect(container.querySelector('a, svg')).toBeNull()
})

test('the region that was empty says the thanks, so that screen readers announce them', () => {
  const { rerender } = render(<Thanks link={undefined} newWindow="" children={false} />)
  const region = screen.getByRole('status')
  rerender(<Thanks link={undefined} newWindow="" children="Thank you!" />)
  expect(screen.getByRole('status')).toBe(region)
  expect(region.textContent).toBe('Thank you!')
})

test('the focus can be put on it, but no Tab stops there', () => {
  render(<Thanks link={undefined} newWindow="" children="Thank you!" />)
  expect(screen.getByRole('status').tabIndex).toBe(-1)
})

test('its link opens a new window, says so and tells the other site nothing', () => {
  render(<Thanks link={link} newWindow="opens in a new window" children="Thank you!" />)
  const anchor = screen.getByRole('link', { name: 'Write a review' }) as HTMLAnchorElement
  expect(anchor.getAttribute('href')).toBe(link.url)
  expect(anchor.target).toBe('_blank')
  expect(anchor.rel).toBe('noopener noreferrer')
  expect(anchor.title).toBe('opens in a new window')
})

test('words from a definition are text, never HTML', () => {
  const { container } = render(<Thanks link={undefined} newWindow="" children="<b>Thanks</b>" />)
  expect(container.querySelector('b')).toBeNull()
  expect(screen.getByRole('status').textContent).toBe('<b>Thanks</b>')
})
