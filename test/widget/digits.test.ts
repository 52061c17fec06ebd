import { expect, test } from 'vitest'
import { csatScales } from '../../shared/csat.ts'
import { npsScales } from '../../shared/nps.ts'
import { digitOf, typeDigit } from '../../widget/survey/digits.ts'

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

test('a key of any script types its digit, and no other key does', () => {
  expect(['7', '٧', '۷', '७', '৭', '๗', '７'].map(digitOf)).toEqual(Array(7).fill(7))
  expect([...'٠١٢٣٤٥٦٧٨٩'].map(digitOf)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  expect(['a', '²', '½', 'Ⅶ', '10', 'Enter', '', 'Dead', 'Unidentified'].map(digitOf)).toEqual(
    Array(9).fill(null),
  )
})
