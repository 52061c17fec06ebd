import { expect, test } from 'vitest'
import { directionOf } from '../../shared/direction.ts'

test.each(['ar', 'ar-EG', 'he', 'fa-IR', 'ur', 'yi', 'ps'])('%s is right to left', (language) => {
  expect(directionOf(language)).toBe('rtl')
})

test.each(['en', 'de-CH', 'ja', 'arn', 'fas-', ''])('%s is left to right', (language) => {
  expect(directionOf(language)).toBe('ltr')
})
