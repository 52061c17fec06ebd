/** The element with the focus, inside of components, too. */
export function deepFocus(): Element | null {
  let active = document.activeElement
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
  return active
}

/** The element at a point of the screen, inside of components, too. */
export function deepest(x: number, y: number): Element | null {
  let found = document.elementFromPoint(x, y)
  for (;;) {
    const inner = found?.shadowRoot?.elementFromPoint(x, y)
    if (!inner || inner === found) return found
    found = inner
  }
}

/** The element and all around it, through shadow roots, but for `body` and `html`. */
export function composedPathOf(element: Element | null): Element[] {
  const path: Element[] = []
  let at: Element | null = element
  while (at && at !== document.body && at !== document.documentElement) {
    path.push(at)
    at = at.assignedSlot ?? at.parentElement ?? (at.getRootNode() as ShadowRoot).host ?? null
  }
  return path
}
