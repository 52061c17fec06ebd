import type { Scale } from './scale.ts'
import type { Display } from './survey.ts'

/** The most points that stars and smileys are drawn for. */
const mostDrawn = 10

/** The display asked for if it suits the scale, else numbers. */
export function displayFor(scale: Scale, wanted: Display = 'numbers'): Display {
  const count = scale.max - scale.min + 1
  const suits = {
    numbers: true,
    // More stars are read as better, so they cannot be on a scale where low is good.
    stars: count <= mostDrawn && scale.direction === 'up',
    smileys: count <= mostDrawn,
    thumbs: count === 2,
  }
  return suits[wanted] ? wanted : 'numbers'
}
