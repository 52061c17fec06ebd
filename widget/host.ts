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

/**
 * Puts an element with a shadow root inside `target`, or at the end of the body. Styles go
 * in as a constructed sheet, which no Content-Security-Policy forbids.
 */
export function createHost(target: Element | null): Host {
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

  ;(target ?? document.body).append(element)
  return {
    element,
    root,
    addStyles,
    returnFocus() {
      if (root.activeElement && cameFrom instanceof HTMLElement) cameFrom.focus({ preventScroll: true })
    },
    remove: () => element.remove(),
  }
}
