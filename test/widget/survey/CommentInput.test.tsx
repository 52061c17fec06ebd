// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import type { ComponentProps } from 'preact'
import { afterEach, describe, expect, test } from 'vitest'
import { widget as words } from '../../../shared/locales/en.ts'
import type { Remarks } from '../../../widget/session.ts'
import * as chunk from '../../../widget/survey/Choices.tsx'
import { CommentInput } from '../../../widget/survey/CommentInput.tsx'

afterEach(cleanup)

/** Renders it and returns what it told: the remarks written, and how often it was sent. */
function renderInput(changes: Partial<ComponentProps<typeof CommentInput>> = {}) {
  const told = { written: [] as Partial<Remarks>[], sent: 0 }
  const props = {
    ...{ prompt: 'Why?', remarks: { comment: '' }, choices: [], asksContact: undefined, chunk, words },
    write: (remarks: Partial<Remarks>) => void told.written.push(remarks),
    send: () => void told.sent++,
    ...changes,
  }
  render(<CommentInput {...props} />)
  return told
}

const field = () => screen.getByRole('textbox') as HTMLTextAreaElement

test('is a text field that the prompt names, with what was written so far', () => {
  renderInput({ remarks: { comment: 'Fast.' } })
  expect(screen.getByRole('textbox', { name: 'Why?' })).toBe(field())
  expect(field().value).toBe('Fast.')
})

test('is no longer than the collector accepts, and writes in the direction of what is typed', () => {
  renderInput()
  expect(field().maxLength).toBe(5000)
  expect(field().dir).toBe('auto')
})

test('tells each change of the text', () => {
  const told = renderInput()
  fireEvent.input(field(), { target: { value: 'Slow' } })
  fireEvent.input(field(), { target: { value: 'Slow!' } })
  expect(told).toEqual({ written: [{ comment: 'Slow' }, { comment: 'Slow!' }], sent: 0 })
})

describe('is sent', () => {
  test('by its button', () => {
    const told = renderInput()
    fireEvent.click(screen.getByRole('button', { name: 'Send' }))
    expect(told.sent).toBe(1)
  })

  test.each([
    ['Ctrl and Enter', { key: 'Enter', ctrlKey: true }, 1],
    ['Command and Enter', { key: 'Enter', metaKey: true }, 1],
    ['Enter, which makes a line', { key: 'Enter' }, 0],
    ['Ctrl and another key', { key: 'a', ctrlKey: true }, 0],
  ])('by %s', (_, event, times) => {
    const told = renderInput()
    fireEvent.keyDown(field(), event)
    expect(told.sent).toBe(times)
  })
})

describe('reasons to tick', () => {
  const choices = ['Price', 'Speed']

  test('come when there are any, and ticks are told', () => {
    const told = renderInput({ choices, remarks: { comment: '', choices: ['Speed'] } })
    expect(screen.getByRole('group', { name: 'Why?' })).toBeTruthy()
    fireEvent.click(screen.getByRole('checkbox', { name: 'Price' }))
    expect(told.written).toEqual([{ choices: ['Price', 'Speed'] }])
  })

  test('are left out where there are none, or their file did not load', () => {
    renderInput()
    renderInput({ choices, asksContact: true, chunk: undefined })
    expect(screen.queryByRole('checkbox')).toBeNull()
    expect(screen.getAllByRole('textbox')).toHaveLength(2)
  })
})

describe('the question for contact', () => {
  test.each([
    [undefined, false],
    [true, true],
    [false, false],
  ])('after %s is checked: %s', (contact, checked) => {
    const told = renderInput({ asksContact: true, remarks: { comment: '', contact } })
    const box = screen.getByRole('checkbox', { name: words.contact }) as HTMLInputElement
    expect(box.checked).toBe(checked)
    fireEvent.click(box)
    expect(told.written).toEqual([{ contact: !checked }])
  })
})
