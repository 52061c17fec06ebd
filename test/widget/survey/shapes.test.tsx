// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/preact'
import { afterEach, describe, expect, test } from 'vitest'
import { displays } from '../../../shared/survey.ts'
import { shapes } from '../../../widget/survey/shapes.tsx'

afterEach(cleanup)

function draw(display: keyof typeof shapes, mood: number): SVGElement {
  const Shape = shapes[display]
  const { container } = render(<Shape mood={mood} />)
  return container.querySelector('svg')!
}
const pathOf = (svg: SVGElement) => svg.querySelector('path')!.getAttribute('d')!

test('there is a drawing for every display but numbers', () => {
  expect(['numbers', ...Object.keys(shapes)].sort()).toEqual([...displays].sort())
})

test.each(['stars', 'smileys', 'thumbs'] as const)(
  '%s are decoration: the point has a name already',
  (display) => {
    expect(draw(display, 0).getAttribute('aria-hidden')).toBe('true')
  },
)

test('stars look the same at every point', () => {
  expect(pathOf(draw('stars', 0))).toBe(pathOf(draw('stars', 1)))
})

describe('a smiley', () => {
  /** How far the middle of the mouth hangs below its ends: negative in a sad face. */
  const bend = (mood: number) => Number(/q4\.5 (-?[\d.]+) 9 0$/.exec(pathOf(draw('smileys', mood)))![1])

  test('frowns at the worst point and smiles at the best', () => {
    expect(bend(0)).toBeLessThan(0)
    expect(bend(1)).toBeGreaterThan(0)
  })

  test('smiles more with each point', () => {
    const bends = [0, 0.25, 0.5, 0.75, 1].map(bend)
    expect(bends).toEqual([...bends].sort((one, other) => one - other))
    expect(new Set(bends).size).toBe(5)
  })
})

test('the thumb for the worse of two points is turned, the other is not', () => {
  expect(draw('thumbs', 0).classList.contains('turned')).toBe(true)
  expect(draw('thumbs', 1).classList.contains('turned')).toBe(false)
})
