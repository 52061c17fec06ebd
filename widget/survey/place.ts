import { safely } from '../browser/safely.ts'

/** How long a place may be gone before the survey gives up, in milliseconds. */
const patience = 10_000

/** How often to look without having heard of a change: shadow roots tell nobody. */
const checkEvery = 500

/**
 * How often in a row a survey is put back that the page takes out of its place at once. A page that does so on
 * purpose has its way then.
 */
const mostRestores = 9
const atOnce = 100

/** Where a survey belongs, and who hears of it. */
export interface Place {
  /** The element it belongs in at the moment; `null` while there is none. */
  find(): Element | null
  /** It was moved together with what is around it. */
  kept(): void
  /** It is about to be put back, or moved; returns what to do afterwards. */
  moving(): () => void
  /** It has no place any more. */
  lost(): void
}

/**
 * Puts an element where it belongs and keeps it there: when the page takes it out, exchanges the place or hides the
 * dialog around. Returns the undo.
 */
export function keepInPlace(element: HTMLElement, { find, kept, moving, lost }: Place): () => void {
  let parent: Element | null = null
  let putAt = 0
  let goneSince: number | undefined
  let restores = 0

  function put(next: Element): void {
    parent = next
    putAt = performance.now()
    goneSince = undefined
    // Copies without content, from a page that was kept as it looked and brought back.
    for (const copy of next.querySelectorAll(':scope > sayso-survey:not([survey])'))
      if (copy !== element && !copy.shadowRoot) copy.remove()
    next.append(element)
    if (element.popover) element.showPopover?.()
    watcher?.disconnect()
    const options = { childList: true, subtree: true }
    for (const root of new Set([document, next.getRootNode()])) watcher?.observe(root, options)
  }

  const check = safely(() => {
    const isHidden =
      element.popover && parent !== document.documentElement && !parent?.getClientRects().length
    if (element.isConnected && !isHidden) return
    const next = find()
    const now = performance.now()
    if (!next) {
      goneSince ??= now
      if (now - goneSince > patience) end(lost)
      return
    }
    restores = next === parent && now - putAt < atOnce ? restores + 1 : 0
    if (restores > mostRestores) return end(lost)
    const moved = moving()
    put(next)
    moved()
  })

  const end = (callback = () => {}) => {
    clearInterval(timer)
    watcher?.disconnect()
    callback()
  }

  const watcher =
    window.MutationObserver &&
    new MutationObserver((records) => {
      // Taken out and put in again together with what is around it.
      if (
        element.isConnected &&
        records.some(({ removedNodes }) => [...removedNodes].some((node) => node.contains(element)))
      )
        kept()
      else check()
    })
  const timer = setInterval(check, checkEvery)
  const first = find()
  if (first) put(first)
  return () => end()
}
