import { contrast } from '../shared/contrast.ts'
import type { Definition } from './contract.ts'
import type { FieldError } from './problem.ts'

const least = 3
const white = '#ffffff'
const dark = '#1b1e25'

/**
 * What somebody should look at in a survey that was saved all the same: an accent that marks what
 * is chosen, and where the focus is, must stand out from the card in light and in dark (WCAG 1.4.11).
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
      detail: `has a contrast of ${ratio.toFixed(2)}:1 on the ${scheme} card, where ${least}:1 is needed to see what is chosen`,
    }))
}
