import { quietly } from './quietly.ts'

/**
 * Calls back after each change of address that loads no page. Where the browser has the
 * Navigation API nothing of the page's is touched; elsewhere `history` is wrapped. Returns the undo.
 */
export function whenNavigated(deed: () => void): () => void {
  const { navigation } = window as { navigation?: EventTarget }
  if (navigation) return during(navigation, ['currententrychange'], deed)
  const undos = [
    during(window, ['popstate', 'hashchange'], deed),
    ...wrappable.map((name) => wrap(name, deed)),
  ]
  return () => {
    for (const undo of undos) undo()
  }
}

function during(target: EventTarget, types: readonly string[], deed: () => void): () => void {
  for (const type of types) target.addEventListener(type, deed)
  return () => {
    for (const type of types) target.removeEventListener(type, deed)
  }
}

const wrappable = ['pushState', 'replaceState'] as const

/** Calls through first. Taken off only if nobody has wrapped it again since: theirs would be lost. */
function wrap(name: (typeof wrappable)[number], deed: () => void): () => void {
  let listening = true
  const original = history[name]
  const wrapper: typeof original = function (this: History, ...given) {
    original.apply(this, given)
    if (listening) deed()
  }
  quietly(() => {
    history[name] = wrapper
  })()
  return () => {
    listening = false
    if (history[name] === wrapper) history[name] = original
  }
}
