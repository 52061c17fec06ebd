import { expect, test } from 'vitest'
import { directionOf } from '../../shared/direction.ts'

test.each([
  'ar',
  'ar-EG',
  'he',
  'iw',
  'fa-IR',
  'ur',
  'ur-IN',
  'yi',
  'ps',
  'ckb',
  'dv',
  'sd',
  'ug',
  'ku-Arab',
  'az-Arab',
])('%s is right to left', (language) => {
  expect(directionOf(language)).toBe('rtl')
})

test.each(['en', 'de-CH', 'ja', 'ku', 'ur-Latn', 'arn', 'fas-', ''])('%s is left to right', (language) => {
  expect(directionOf(language)).toBe('ltr')
})
