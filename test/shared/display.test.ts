import { expect, test } from 'vitest'
import { displayFor } from '../../shared/display.ts'
import type { Scale } from '../../shared/scale.ts'

const scale = (min: number, max: number, direction: Scale['direction'] = 'up'): Scale => ({
  min,
  max,
  direction,
  positive: direction === 'up' ? max : min,
  negative: direction === 'up' ? min : max,
})

test.each([
  ['thumbs', scale(0, 1), 'thumbs'],
  ['thumbs', scale(1, 3), 'numbers'],
  ['stars', scale(1, 5), 'stars'],
  ['stars', scale(1, 10), 'stars'],
  ['stars', scale(0, 10), 'numbers'],
  ['stars', scale(1, 5, 'down'), 'numbers'],
  ['smileys', scale(1, 5, 'down'), 'smileys'],
  ['smileys', scale(0, 10), 'numbers'],
  ['smileys', scale(0, 1), 'smileys'],
  [undefined, scale(1, 5), 'numbers'],
] as const)('asked for %s on %o, shows %s', (wanted, on, shown) => {
  expect(displayFor(on, wanted)).toBe(shown)
})
