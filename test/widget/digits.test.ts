import { expect, test } from 'vitest'
import { csatScales } from '../../shared/csat.ts'
import { npsScales } from '../../shared/nps.ts'
import { typeDigit } from '../../widget/survey/RatingInput.tsx'

const nps = npsScales['0-10']
const stars = csatScales['1-5']

test('a digit means its point at once, except a 1 that may become a 10', () => {
  expect(typeDigit(nps, 0, 9)).toEqual({ point: 9, complete: true })
  expect(typeDigit(nps, 0, 0)).toEqual({ point: 0, complete: true })
  expect(typeDigit(nps, 0, 1)).toEqual({ point: 1, complete: false })
  expect(typeDigit(stars, 1, 1)).toEqual({ point: 1, complete: true })
})

test('0 after 1 is 10, and only after 1', () => {
  expect(typeDigit(nps, 1, 0)).toEqual({ point: 10, complete: true })
  expect(typeDigit(nps, 2, 0)).toEqual({ point: 0, complete: true })
  expect(typeDigit(csatScales['1-10'], 1, 0)).toEqual({ point: 10, complete: true })
})

test('a digit that is no point of the scale means nothing', () => {
  expect(typeDigit(stars, 1, 0)).toBeNull()
  expect(typeDigit(stars, 1, 6)).toBeNull()
})
