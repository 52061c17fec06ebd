// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, expect, test } from 'vitest'
import { Choices, Tick } from '../../../widget/survey/Choices.tsx'

afterEach(cleanup)

const reasons = ['Price', 'Speed', 'Support']

function renderChoices(ticked: readonly string[], choices: readonly string[] = reasons) {
  const said: (readonly string[])[] = []
  const element = (choices: readonly string[]) => (
    <>
      <p id="prompt">Why?</p>
      <Choices
        {...{ labelledBy: 'prompt', hint: 'Choose any', choices, ticked }}
        tick={(now) => said.push(now)}
      />
    </>
  )
  const { rerender } = render(element(choices))
  return { said, show: (choices: readonly string[]) => rerender(element(choices)) }
}

const box = (name: string) => screen.getByRole('checkbox', { name }) as HTMLInputElement

test('is a group named by the question, described by its hint, with one checkbox a reason', () => {
  renderChoices([])
  const group = screen.getByRole('group', { name: 'Why?' })
  expect(document.getElementById(group.getAttribute('aria-describedby')!)?.textContent).toBe('Choose any')
  expect(screen.getAllByRole('checkbox')).toHaveLength(3)
})

test('those ticked are checked, and no other', () => {
  renderChoices(['Speed'])
  expect(reasons.map((reason) => box(reason).checked)).toEqual([false, true, false])
})

test('ticking one tells all that are ticked, in the order of the list', () => {
  const { said } = renderChoices(['Support'])
  fireEvent.click(box('Price'))
  expect(said).toEqual([['Price', 'Support']])
})

test('ticking it again takes it out', () => {
  const { said } = renderChoices(['Price', 'Support'])
  fireEvent.click(box('Support'))
  expect(said).toEqual([['Price']])
})

test('a reason that is translated keeps its element, and so the focus', () => {
  const { show } = renderChoices([])
  const speed = box('Speed')
  speed.focus()
  show(['Preis', 'Tempo', 'Hilfe'])
  expect(box('Tempo')).toBe(speed)
  expect(document.activeElement).toBe(speed)
})

test('a tick is a checkbox with its label, and tells each change', () => {
  let changes = 0
  render(
    <Tick checked={true} change={() => changes++}>
      Contact me
    </Tick>,
  )
  expect(box('Contact me').checked).toBe(true)
  fireEvent.click(screen.getByText('Contact me'))
  expect(changes).toBe(1)
})
