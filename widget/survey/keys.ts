const types = ['keydown', 'keypress', 'keyup'] as const

/** Keys that did something and are still down, wherever the focus went since; also after the survey is gone. */
const spent = new Set<string>()

/** Its place on the keyboard; screen keyboards know none. */
const keyOf = (event: KeyboardEvent) => event.code || event.key

function drop(event: Event): void {
  event.preventDefault()
  event.stopImmediatePropagation()
}

function dropSpent(event: KeyboardEvent): void {
  const key = keyOf(event)
  if (!spent.has(key)) return
  // Pressed anew: its release went somewhere we did not see, as to another window.
  const isNew = event.type === 'keydown' && !event.repeat
  if (!isNew) drop(event)
  if (isNew || event.type === 'keyup') spent.delete(key)
  if (spent.size === 0) for (const type of types) window.removeEventListener(type, dropSpent, true)
}

/**
 * Lets a key do one thing. Keys that choose, send or close move the focus while they are down: without this, their
 * repetition and release would reach the field that has it then, ours or the page's. Returns the function to
 * call when one of them did its thing.
 */
export function guardKeys(root: ShadowRoot): () => void {
  const down = new Set<string>()
  const watch = (event: KeyboardEvent) => {
    const key = keyOf(event)
    if (event.type === 'keyup') down.delete(key)
    else if (!event.repeat) down.add(key)
    // Held since before the focus came in: it was meant for the page. Tab may go through.
    else if (!down.has(key) && event.key !== 'Tab') drop(event)
  }
  for (const type of types) root.addEventListener(type, dropSpent as EventListener, true)
  for (const type of ['keydown', 'keyup']) root.addEventListener(type, watch as EventListener, true)

  return () => {
    for (const key of down) spent.add(key)
    down.clear()
    if (spent.size > 0) for (const type of types) window.addEventListener(type, dropSpent, true)
  }
}
