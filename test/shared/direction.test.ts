import { expect, test } from 'vitest'
import { directionOf } from '../../shared/direction.ts'

test.each(['ar', 'ar-EG', 'he', 'fa-IR', 'ur', 'yi', 'ps'])('%s is written from the right', (language) => {
  expect(directionOf(language)).toBe('rtl')
})

test.each(['en', 'de-CH', 'ja', 'arn', 'fas-', ''])('%s is not', (language) => {
  expect(directionOf(language)).toBe('ltr')
})
