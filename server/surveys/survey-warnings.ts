import { contrast } from '../../shared/contrast.ts'
import type { Definition } from '../contract/surveys.ts'
import type { FieldError } from '../http/problem.ts'

const least = 3
const white = '#ffffff'
const dark = '#1d2126'

/**
 * What somebody should look at in a survey that was saved all the same: an accent that does not stand
 * out from the card in light and in dark leaves it to the edges to mark what is chosen (WCAG 1.4.11).
 */
export function warningsOf({ look }: Definition): FieldError[] {
  const accent = look?.accent
  if (!accent) return []
  const cards = { light: white, dark }
  return (['light', 'dark'] as const)
    .filter((scheme) => (look.scheme ?? 'auto') === 'auto' || look.scheme === scheme)
    .map((scheme) => ({ scheme, ratio: contrast(accent, cards[scheme]) }))
    .filter(({ ratio }) => ratio < least)
    .map(({ scheme, ratio }) => ({
      field: 'look.accent',
      detail: `has a contrast of ${ratio.toFixed(2)}:1 on the ${scheme} card, below ${least}:1: what is chosen stands out by its edge alone`,
    }))
}
