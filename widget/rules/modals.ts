import { composedPathOf, deepest, deepFocus } from '../browser/dom.ts'

/** Those that are open above the page and want to be dealt with first. */
export function modalsAmong(candidates: readonly Element[]): Element[] {
  return candidates.filter(isModal)
}

/**
 * The open dialog a survey has to be in to be usable: beside a native modal all else is inert, and others hold the focus
 * inside of themselves. Of several, the one with the focus, or else the last. `null` when none is open.
 */
export function modalAround(candidates: readonly Element[]): Element | null {
  const dialogs = modalsAmong(candidates).filter((modal) => !modal.hasAttribute('popover'))
  const native = dialogs.filter((dialog) => matches(dialog, ':modal'))
  const all = native.length > 0 ? native : dialogs
  return all.findLast((dialog) => isInside(deepFocus(), dialog)) ?? all.at(-1) ?? null
}

function isModal(element: Element): boolean {
  if (!isVisible(element)) return false
  if (element.localName === 'dialog' || element.ariaModal === 'true') return true
  const popover = element.getAttribute('popover')
  // One that closes by itself, as a menu, is being used. Others may be notes that stay.
  if (popover !== null && matches(element, ':popover-open') && /^(auto)?$/.test(popover)) return true
  return (
    element.ariaModal !== 'false' &&
    (popover === null || matches(element, ':popover-open')) &&
    covers(element)
  )
}

function isVisible(element: Element): boolean {
  const { width, height, top, left, bottom, right } = element.getBoundingClientRect()
  const isOnScreen = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth
  const options = { opacityProperty: true, visibilityProperty: true }
  // A wrapper without a size of its own holds what is positioned.
  const hasSize = width * height > 0 ? isOnScreen : element.childElementCount > 0
  return hasSize && element.getClientRects().length > 0 && (element.checkVisibility?.(options) ?? true)
}

/**
 * Whether a dialog that does not say so is modal: it has the focus, stands in the middle of the screen, or there is a
 * backdrop. Notes on cookies and chats at the edge are not, they may stay for the whole visit.
 */
function covers(dialog: Element): boolean {
  const [x, y] = [innerWidth / 2, innerHeight / 2]
  const boxes = [dialog, ...dialog.children].map((element) => element.getBoundingClientRect())
  if (boxes.some(({ top, left, bottom, right }) => top <= y && bottom >= y && left <= x && right >= x))
    return true
  if (isInside(deepFocus(), dialog) || getComputedStyle(document.body).pointerEvents === 'none') return true
  return composedPathOf(deepest(x, y)).some(isBackdrop)
}

/** A box over the whole screen that holds nothing, or the dialog alone; unlike the frame of an app. */
function isBackdrop(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect()
  const isFull = width >= innerWidth * 0.95 && height >= innerHeight * 0.95
  return isFull && element.childElementCount < 2 && getComputedStyle(element).position === 'fixed'
}

const isInside = (element: Element | null, around: Element) => composedPathOf(element).includes(around)

/** Older browsers throw on pseudo-classes they do not know. */
function matches(element: Element, selector: string): boolean {
  try {
    return element.matches(selector)
  } catch {
    return false
  }
}
