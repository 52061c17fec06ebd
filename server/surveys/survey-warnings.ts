import { contrast } from '../../shared/contrast.ts'
import type { Definition } from '../contract/surveys.ts'
import type { FieldError } from '../http/problem.ts'

/** The contrast that WCAG 1.4.11 asks of parts of an interface. */
const leastContrast = 3
/** The card's background in each colour scheme, as the widget draws it. */
const cards = { light: '#ffffff', dark: '#1d2126' } as const

/**
 * Warnings about a survey that was saved anyway; empty when there are none. An accent with less contrast
 * than WCAG 1.4.11 asks still works, since the border marks the choice too, but it is hard to see.
 */
export function warningsOf({ look }: Definition): FieldError[] {
  const accent = look?.accent
  if (!accent) return []
  return (['light', 'dark'] as const)
    .filter((scheme) => (look.scheme ?? 'auto') === 'auto' || look.scheme === scheme)
    .map((scheme) => ({ scheme, ratio: contrast(accent, cards[scheme]) }))
    .filter(({ ratio }) => ratio < leastContrast)
    .map(({ scheme, ratio }) => ({
      field: 'look.accent',
      detail: `has a contrast of ${ratio.toFixed(2)}:1 on the ${scheme} card, below ${leastContrast}:1, so only the border marks the selected answer`,
    }))
}
