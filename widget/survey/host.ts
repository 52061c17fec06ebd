import styles from './card.css?inline'

/** Our one element in the host page. */
export interface Host {
  readonly element: HTMLElement
  readonly root: ShadowRoot
  /** Replaces the styles beside those every survey has. */
  addStyles(styles: readonly (string | undefined)[]): void
  /** Focuses the first match inside, without scrolling the page. */
  focus(selector: string): void
  /** Gives the focus back to where it was before it came in, if it is still in here. */
  returnFocus(): void
  remove(): void
}

/**
 * Events that must not reach the host: its shortcuts would take every letter for a command, as from
 * outside the text field looks like a plain element; and a dialog of its own that keeps the
 * focus inside would pull it away.
 */
const privateEvents = ['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'paste', 'focusin']

/** How often a removed survey is put back. A page that removes it on purpose has its way then. */
const mostRestores = 9

/**
 * Puts an element with a shadow root inside `target`. Without one it goes to the end of the body, in
 * the top layer: above all the page has, and outside of what its parents clip, filter or transform.
 * There it stays when the page empties or exchanges its body: `restored` is called after it was put back. Styles
 * are constructed sheets, which no Content-Security-Policy forbids.
 */
export function createHost(target: Element | null, restored: () => void): Host {
  const element = document.createElement('sayso-survey')
  const root = element.attachShadow({ mode: 'open' })
  const addStyles: Host['addStyles'] = (more) => {
    root.adoptedStyleSheets = [styles, ...more].map((text = '') => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(text)
      return sheet
    })
  }

  let cameFrom: EventTarget | null = null
  root.addEventListener('focusin', (event) => {
    const { relatedTarget } = event as FocusEvent
    if (relatedTarget && !root.contains(relatedTarget as Node)) cameFrom = relatedTarget
  })
  for (const type of privateEvents) element.addEventListener(type, (event) => event.stopPropagation())

  const stopKeeping = target ? () => {} : keepOnPage(element, restored)
  target?.append(element)
  return {
    element,
    root,
    addStyles,
    focus(selector) {
      root.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true })
    },
    returnFocus() {
      if (root.activeElement && cameFrom instanceof HTMLElement) cameFrom.focus({ preventScroll: true })
    },
    remove() {
      stopKeeping()
      element.remove()
    },
  }
}

/** Keeps the element at the end of the body and in the top layer. Returns the undo. */
function keepOnPage(element: HTMLElement, restored: () => void): () => void {
  let left = mostRestores
  const watcher = window.MutationObserver && new MutationObserver(() => element.isConnected || restore())
  const put = () => {
    document.body.append(element)
    element.showPopover?.()
    for (const parent of [document.documentElement, document.body])
      watcher?.observe(parent, { childList: true })
  }
  const restore = () => {
    left -= 1
    if (left < 0) return
    put()
    restored()
  }
  element.popover = 'manual'
  put()
  return () => watcher?.disconnect()
}
