// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, expect, test } from 'vitest'
import { Dialog, styles } from '../../../widget/survey/Dialog.tsx'

afterEach(cleanup)

function renderDialog() {
  const told = { dismissed: 0 }
  const props = {
    ...{ format: 'modal', language: { lang: 'en', dir: 'ltr' }, labelledBy: 'question' },
    press() {},
    dismiss: () => void told.dismissed++,
  }
  const element = () => (
    <Dialog {...props}>
      <p id="question">How was it?</p>
    </Dialog>
  )
  const { rerender, unmount } = render(element())
  const dialog = screen.getByRole('dialog', { name: 'How was it?' }) as HTMLDialogElement
  return { told, dialog, unmount, again: () => rerender(element()) }
}

test('opens, with the focus on itself and not on the first point', () => {
  const { dialog } = renderDialog()
  expect(dialog.open).toBe(true)
  expect(document.activeElement).toBe(dialog)
})

test('is called by what it shows, and says it no second time', () => {
  const { dialog } = renderDialog()
  expect(dialog.hasAttribute('aria-describedby')).toBe(false)
  expect(dialog.hasAttribute('aria-label')).toBe(false)
})

test('has the language and direction of the survey', () => {
  const { dialog } = renderDialog()
  expect([dialog.lang, dialog.dir]).toEqual(['en', 'ltr'])
})

test('is dismissed by the browser’s own key for closing, and by a click beside the card', () => {
  const { told, dialog } = renderDialog()
  fireEvent(dialog, new Event('cancel'))
  expect(told.dismissed).toBe(1)
  fireEvent.click(dialog)
  expect(told.dismissed).toBe(2)
})

test('is not dismissed by a click on the card', () => {
  const { told } = renderDialog()
  fireEvent.click(screen.getByText('How was it?'))
  expect(told.dismissed).toBe(0)
})

test('leaves the focus where the person put it when it is drawn again', () => {
  const { again, dialog } = renderDialog()
  const question = screen.getByText('How was it?')
  question.tabIndex = 0
  question.focus()
  again()
  expect(document.activeElement).toBe(question)
  expect(dialog.open).toBe(true)
})

test('opens again after the page took it away and gave it back', () => {
  const { again, dialog } = renderDialog()
  dialog.removeAttribute('open')
  again()
  expect(dialog.open).toBe(true)
})

test('closes when it goes, which is when the browser gives the focus back', () => {
  const { dialog, unmount } = renderDialog()
  unmount()
  expect(dialog.open).toBe(false)
})

test('brings the styles of the formats that need it', () => {
  expect(typeof styles).toBe('string')
})
