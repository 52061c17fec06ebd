import styles from './styles.css?inline'

/** Our one element in the host page. */
export interface Host {
  readonly element: HTMLElement
  readonly root: ShadowRoot
  /** Sets the styles there are beside those every survey has. */
  addStyles(styles: readonly (string | undefined)[]): void
  /** Gives the focus back to where it was before it came in, if it is still in here. */
  returnFocus(): void
  remove(): void
}

/**
 * What a person types in here is not for the host: its shortcuts would take every letter
 * for a command, as from outside the text field looks like a plain element; and a dialog
 * of its own that keeps the focus inside would pull it away.
 */
const kept = ['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'paste', 'focusin']

/** How often a survey stands up again. A page that takes it away on purpose has its way then. */
const lives = 9

/**
 * Puts an element with a shadow root inside `target`. Without one it goes to the end of the body, in
 * the top layer: above all the page has, and outside of what its parents clip, filter or transform.
 * There it stays when the page empties or exchanges its body; `stoodUp` is told. Styles go in as
 * constructed sheets, which no Content-Security-Policy forbids.
 */
export function createHost(target: Element | null, stoodUp: () => void): Host {
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
  for (const type of kept) element.addEventListener(type, (event) => event.stopPropagation())

  const stopStanding = target ? () => {} : keepStanding(element, stoodUp)
  target?.append(element)
  return {
    element,
    root,
    addStyles,
    returnFocus() {
      if (root.activeElement && cameFrom instanceof HTMLElement) cameFrom.focus({ preventScroll: true })
    },
    remove() {
      stopStanding()
      element.remove()
    },
  }
}

/** Keeps the element at the end of the body and in the top layer. Returns the undo. */
function keepStanding(element: HTMLElement, stoodUp: () => void): () => void {
  let left = lives
  const watcher = window.MutationObserver && new MutationObserver(() => element.isConnected || standUp())
  const stand = () => {
    document.body.append(element)
    element.showPopover?.()
    for (const parent of [document.documentElement, document.body])
      watcher?.observe(parent, { childList: true })
  }
  const standUp = () => {
    left -= 1
    if (left < 0) return
    stand()
    stoodUp()
  }
  element.popover = 'manual'
  stand()
  return () => watcher?.disconnect()
}
