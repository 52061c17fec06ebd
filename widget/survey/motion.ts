/** How long a card grows, shrinks or leaves, in milliseconds. */
const duration = 160
const easing = 'ease-out'

const isCalm = () => matchMedia('(prefers-reduced-motion: reduce)').matches

/** Draws, and lets the card take its new height by and by. */
export function grow(root: ShadowRoot, draw: () => void): void {
  const before = root.querySelector('section')?.offsetHeight
  draw()
  const card = root.querySelector('section')
  const after = card?.offsetHeight
  if (!before || !card || before === after || isCalm()) return
  // One that has to scroll shows what has the focus, which it could not meanwhile.
  if (card.scrollHeight > card.clientHeight) return
  const keyframes = { blockSize: [`${before}px`, `${after}px`], overflow: ['clip', 'clip'] }
  card.animate?.(keyframes, { duration, easing })
}

/** Lets a copy of a card that is about to be taken away fade in its place; nobody can use it, or hears of it. */
export function fade(element: HTMLElement, root: ShadowRoot): void {
  if (!element.isConnected || isCalm()) return
  const copy = document.createElement('sayso-leaving')
  copy.style.cssText = element.style.cssText
  copy.inert = true
  const inside = copy.attachShadow({ mode: 'open' })
  inside.adoptedStyleSheets = root.adoptedStyleSheets
  inside.append(...[...root.children].map((each) => each.cloneNode(true)))
  inside.querySelector('section')?.style.setProperty('animation', 'none')
  element.after(copy)
  copy.popover = element.popover
  if (copy.popover) copy.showPopover?.()
  copy.animate?.({ opacity: [1, 0], translate: ['0', '0 8px'] }, { duration, easing, fill: 'forwards' })
  setTimeout(() => copy.remove(), duration)
}
