// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import type { ComponentProps } from 'preact'
import { afterEach, describe, expect, test } from 'vitest'
import { cesScales } from '../../../shared/ces.ts'
import { csatScales } from '../../../shared/csat.ts'
import { widget as words } from '../../../shared/locales/en.ts'
import { npsScales } from '../../../shared/nps.ts'
import { RatingInput } from '../../../widget/survey/RatingInput.tsx'
import { shapes } from '../../../widget/survey/shapes.tsx'

afterEach(cleanup)

/** Renders it under its question and returns the ratings that were chosen. */
function renderInput(changes: Partial<ComponentProps<typeof RatingInput>> = {}): number[] {
  const chosen: number[] = []
  render(
    <>
      <p id="question">How was it?</p>
      <RatingInput
        scale={npsScales['0-10']}
        display="numbers"
        shapes={shapes}
        rating={null}
        lowLabel="Not likely"
        highLabel="Very likely"
        labelledBy="question"
        rightToLeft={false}
        words={words}
        choose={(rating) => chosen.push(rating)}
        {...changes}
      />
    </>,
  )
  return chosen
}

const radios = () => screen.getAllByRole('radio') as HTMLInputElement[]
const names = () => radios().map((radio) => radio.getAttribute('aria-label'))
const point = (rating: number) => radios().find(({ value }) => value === `${rating}`)!
/** What is drawn, point by point: a number, or the word for one. */
const drawn = () => radios().map((radio) => radio.parentElement!.textContent)

test('is one group of radios, named by the question', () => {
  renderInput()
  expect(screen.getByRole('radiogroup', { name: 'How was it?' })).toBeTruthy()
  expect(new Set(radios().map(({ name }) => name))).toEqual(new Set(['rating']))
})

describe('has each point of the scale once, the ends named by their words', () => {
  test.each([
    ['NPS', npsScales['0-10'], ['0, Not likely', ...'123456789', '10, Very likely']],
    ['CSAT', csatScales['1-5'], ['1, Not likely', ...'234', '5, Very likely']],
    ['CES', cesScales['1-7'], ['1, Not likely', ...'23456', '7, Very likely']],
  ])('%s', (_, scale, expected) => {
    renderInput({ scale })
    expect(names()).toEqual(expected)
  })
})

test('without words for the ends, points are named by their number alone', () => {
  renderInput({ scale: csatScales['1-3'], lowLabel: '', highLabel: '' })
  expect(names()).toEqual(['1', '2', '3'])
  expect(document.querySelector('.ends')).toBeNull()
})

test('the words for the ends are shown, and read out once: with their points', () => {
  renderInput()
  const ends = document.querySelector('.ends')!
  expect([...ends.children].map(({ textContent }) => textContent)).toEqual(['Not likely', 'Very likely'])
  expect(ends.getAttribute('aria-hidden')).toBe('true')
})

describe('displays', () => {
  test('numbers are drawn as numbers', () => {
    renderInput({ scale: csatScales['1-5'] })
    expect(drawn()).toEqual(['1', '2', '3', '4', '5'])
    expect(document.querySelector('svg')).toBeNull()
  })

  test.each(['stars', 'smileys'] as const)('%s are drawn, and named by their place', (display) => {
    renderInput({ scale: csatScales['1-5'], display })
    expect(drawn()).toEqual(['', '', '', '', ''])
    expect(document.querySelectorAll('.point svg')).toHaveLength(5)
    expect(names()).toEqual(['1 of 5, Not likely', '2 of 5', '3 of 5', '4 of 5', '5 of 5, Very likely'])
  })

  test('where the drawings did not load, numbers stand for them', () => {
    renderInput({ scale: csatScales['1-5'], display: 'stars', shapes: undefined })
    expect(drawn()).toEqual(['1', '2', '3', '4', '5'])
    expect(names()[1]).toBe('2')
  })

  test('two thumbs are named by two words', () => {
    renderInput({ scale: csatScales['0-1'], display: 'thumbs', lowLabel: '', highLabel: 'Great' })
    expect(names()).toEqual(['Bad', 'Great'])
    expect(drawn()).toEqual(['Bad', 'Great'])
    expect(document.querySelector('.ends')).toBeNull()
  })

  test('smileys smile at the better end, which may be the lower one', () => {
    const paths = () => [...document.querySelectorAll('path')].map((path) => path.getAttribute('d'))
    renderInput({ scale: cesScales['1-5'], display: 'smileys' })
    const rising = paths()
    cleanup()
    renderInput({ scale: cesScales['1-5-effort'], display: 'smileys' })
    expect(paths()).toEqual(rising.reverse())
  })
})

describe('the chosen point', () => {
  test('nobody chose: none is checked', () => {
    renderInput()
    expect(radios().filter(({ checked }) => checked)).toEqual([])
    expect(document.querySelector('.on')).toBeNull()
  })

  test('is checked alone, and filled together with those below it', () => {
    renderInput({ rating: 3 })
    expect(radios().filter(({ checked }) => checked)).toEqual([point(3)])
    const filled = radios().filter((radio) => radio.parentElement!.classList.contains('on'))
    expect(filled.map(({ value }) => value)).toEqual(['0', '1', '2', '3'])
  })

  test('may be 0, which is a rating like any other', () => {
    renderInput({ rating: 0 })
    expect(point(0).checked).toBe(true)
  })

  test('is told once for each click', () => {
    const chosen = renderInput()
    fireEvent.click(point(0))
    fireEvent.click(point(9))
    expect(chosen).toEqual([0, 9])
  })
})

describe('keys', () => {
  const press = (from: number, key: string, more = {}) => {
    point(from).focus()
    fireEvent.keyDown(point(from), { key, ...more })
    return Number((document.activeElement as HTMLInputElement).value)
  }

  test.each([
    [5, 'ArrowRight', 6],
    [5, 'ArrowDown', 6],
    [5, 'ArrowLeft', 4],
    [5, 'ArrowUp', 4],
    [5, 'Home', 0],
    [5, 'End', 10],
    [0, 'ArrowLeft', 0],
    [10, 'ArrowRight', 10],
  ])('from %i, %s moves to %i and chooses nothing', (from, key, to) => {
    const chosen = renderInput()
    expect(press(from, key)).toBe(to)
    expect(chosen).toEqual([])
  })

  test.each([
    ['ArrowRight', 4],
    ['ArrowLeft', 6],
    ['ArrowDown', 6],
    ['ArrowUp', 4],
  ])('from right to left, %s moves from 5 to %i', (key, to) => {
    renderInput({ rightToLeft: true })
    expect(press(5, key)).toBe(to)
  })

  test('Enter chooses the point with the focus', () => {
    const chosen = renderInput()
    press(7, 'Enter')
    expect(chosen).toEqual([7])
  })

  test.each(['ctrlKey', 'metaKey', 'altKey'])('with %s they are the browser’s', (modifier) => {
    const chosen = renderInput()
    expect(press(5, 'ArrowRight', { [modifier]: true })).toBe(5)
    press(5, 'Enter', { [modifier]: true })
    expect(chosen).toEqual([])
  })
})
