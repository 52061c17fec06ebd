import type { Scale } from './scale.ts'
import type { Display } from './survey.ts'

/** The most points that are told apart when they are drawn. */
const mostDrawn = 10

/** The display a survey asks for where it suits the scale, else numbers. */
export function displayFor(scale: Scale, wanted: Display = 'numbers'): Display {
  const count = scale.max - scale.min + 1
  const suits = {
    numbers: true,
    // Five stars that mean the worst would be read the other way round.
    stars: count <= mostDrawn && scale.direction === 'up',
    smileys: count <= mostDrawn,
    thumbs: count === 2,
  }
  return suits[wanted] ? wanted : 'numbers'
}
