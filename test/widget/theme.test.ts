import { expect, test } from 'vitest'
import { inkOn } from '../../shared/contrast.ts'
import { propertiesFor } from '../../widget/survey/theme.tsx'

test.each([
  ['#ffffff', '#000000'],
  ['#000000', '#ffffff'],
  ['#ffd500', '#000000'],
  ['#0b6b60', '#ffffff'],
  // Black has 4.61 and white 4.56 on the one, the other way round on the other.
  ['#757575', '#ffffff'],
  ['#777777', '#000000'],
])('on %s one reads %s', (colour, ink) => {
  expect(inkOn(colour)).toBe(ink)
})

test('a whole look is six properties', () => {
  expect(propertiesFor({ accent: '#FFD500', radius: 0, font: '"Gill Sans", serif' })).toEqual({
    '--sayso-accent': '#FFD500',
    '--sayso-on-accent': '#000000',
    '--sayso-edge': 'color-mix(in srgb, #FFD500 38%, #1b1f24)',
    '--sayso-edge-dark': '#FFD500',
    '--sayso-radius': '0px',
    '--sayso-font': '"Gill Sans", serif',
  })
})

test.each([
  { accent: 'red' },
  { accent: '#fff' },
  { accent: '#ffffff;x' },
  { radius: -1 },
  { radius: 33 },
  { radius: Number.NaN },
  { font: 'x; color: red' },
  { font: 'url(https://example.com/x)' },
  { font: 'a}b' },
  { font: 'u\\72l' },
  {},
])('%o leaves ours as it is', (look) => {
  expect(propertiesFor(look)).toEqual({})
})
