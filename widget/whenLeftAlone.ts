const pausing = ['pointerenter', 'focusin'] as const
const resuming = ['pointerleave', 'focusout'] as const

/** Calls back once nobody has pointed at the element, nor had focus in it, for `delay` ms. Returns the undo. */
export function whenLeftAlone(element: Element, delay: number, deed: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const pause = () => clearTimeout(timer)
  const resume = () => {
    pause()
    if (!isAttended(element)) timer = setTimeout(deed, delay)
  }
  for (const event of pausing) element.addEventListener(event, pause)
  for (const event of resuming) element.addEventListener(event, resume)
  resume()
  return () => {
    pause()
    for (const event of pausing) element.removeEventListener(event, pause)
    for (const event of resuming) element.removeEventListener(event, resume)
  }
}

/** On a touch screen `:hover` stays where the last tap was, so there it says nothing. */
function isAttended(element: Element): boolean {
  return (
    element.matches(':focus-within') || (element.matches(':hover') && matchMedia('(hover: hover)').matches)
  )
}
