import { deepFocus } from '../browser/dom.ts'

/** The least room between the card and what it makes way for, in pixels. */
const gap = 8

/**
 * Sees to it that a popover or bar never covers all of what has the focus on the page: it goes to the edge with more
 * room beside that, and no further in than that room. To be called often, as focus, scrolling and layout all matter.
 */
export function stepAside(card: HTMLElement): void {
  const focused = deepFocus()
  const { style } = card
  // A click leaves the focus on what was clicked, which nobody looks for then.
  if (!focused?.matches(':focus-visible') || card.contains(focused)) {
    style.removeProperty('max-block-size')
    return
  }
  const box = focused.getBoundingClientRect()
  const own = card.getBoundingClientRect()
  const isCovered =
    box.left >= own.left && box.right <= own.right && box.top >= own.top && box.bottom <= own.bottom
  if (!isCovered || !box.width) return
  const [above, below] = [box.top, innerHeight - box.bottom]
  card.toggleAttribute('data-up', above > below)
  card.toggleAttribute('data-down', above <= below)
  style.setProperty('max-block-size', `${Math.max(above, below) - 2 * gap}px`)
}
