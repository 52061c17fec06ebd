import { deepFocus } from '../browser/dom.ts'
import { safely } from '../browser/safely.ts'
import { modalAround } from '../rules/dialogs.ts'
import styles from './card.css?inline'
import { keepInPlace } from './place.ts'

/** Finds the element of the page to be in; absent where the survey's format says where. */
export type Target = (() => Element | null) | null

/** What becomes of its place. */
export interface Moves {
  /** It was put back, or into another place. */
  restored(): void
  /** It has no place any more. */
  lost(): void
}

/** Our one element in the host page. */
export interface Host {
  readonly element: HTMLElement
  readonly root: ShadowRoot
  /** Replaces the styles beside those every survey has. */
  addStyles(styles: readonly (string | undefined)[]): void
  /** Focuses the first match inside, without scrolling the page. Returns whether there is one. */
  focus(selector: string): boolean
  /** Gives the focus back to where it was before it came in, if it is still in here. */
  returnFocus(): void
  remove(): void
}

/**
 * Events that must not reach the host: its shortcuts would take every letter for a command, as from
 * outside the text field looks like a plain element; a dialog of its own that keeps the focus inside would pull it
 * away; and its menus would close at a press beside them.
 */
const privateEvents = [
  ...['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'paste', 'cut', 'copy'],
  ...['pointerdown', 'mousedown', 'touchstart', 'pointerup', 'mouseup', 'touchend', 'click', 'dblclick'],
  ...['contextmenu', 'auxclick', 'focusin', 'focusout'],
]

/** Those the host must not see even where it listens before us; the browser's own doing does not depend on them. */
const earlyEvents = [
  ...['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'paste'],
  ...['pointerdown', 'mousedown', 'touchstart', 'pointerup', 'mouseup', 'touchend'],
]

const fields = 'textarea,input'

/**
 * Puts an element with a shadow root where it belongs. Without a target it is in the top layer: above all the page has,
 * and outside of what its parents clip, filter or transform; and beside the body, which pages exchange and empty, and
 * in which they make everything inert but their dialog. Styles are constructed sheets, which no Content-Security-Policy
 * forbids.
 */
export function createHost(target: Target, { restored, lost }: Moves): Host {
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
  /** What has the focus in here, until it goes elsewhere: not when the page takes us away with it. */
  let focused: HTMLElement | null = null
  root.addEventListener('focusin', (event) => {
    const { relatedTarget, target } = event as FocusEvent
    if (relatedTarget && !root.contains(relatedTarget as Node)) cameFrom = relatedTarget
    focused = target as HTMLElement
    // Inside the card alone, as the page stays where it is.
    if (element.popover) focused.scrollIntoView({ block: 'nearest' })
  })
  root.addEventListener('focusout', () =>
    setTimeout(() => {
      // Neither taken away nor hidden with the place.
      if (element.isConnected && focused?.getClientRects().length && !root.activeElement) focused = null
    }),
  )
  // What listens for shortcuts leaves alone what says that it is being written in.
  // A page may have given every object a `value`, which a descriptor with a getter must not have.
  const isContentEditable = { __proto__: null, get: () => !!root.activeElement?.matches(fields) }
  Object.defineProperty(element, 'isContentEditable', isContentEditable)
  for (const type of privateEvents) element.addEventListener(type, (event) => event.stopPropagation())
  const stopSecluding = seclude(element)

  /** The focus and the caret are lost with the place. Returns what gives them back, if nothing else has the focus. */
  function keepFocus(): () => void {
    const field = focused as Partial<HTMLTextAreaElement> | null
    const [start, end, direction] = [field?.selectionStart, field?.selectionEnd, field?.selectionDirection]
    return () => {
      const now = deepFocus()
      if (!field || (now && now !== document.body && now !== element)) return
      field.focus?.({ preventScroll: true })
      if (start != null) field.setSelectionRange?.(start, end!, direction)
    }
  }
  function moving(): () => void {
    const giveBack = keepFocus()
    return () => {
      restored()
      giveBack()
    }
  }

  if (!target) element.popover = 'manual'
  const find = () => (target ? target() : (modalAround() ?? document.documentElement))
  const stopKeeping = keepInPlace(element, { find, kept: () => keepFocus()(), moving, lost })
  return {
    element,
    root,
    addStyles,
    focus(selector) {
      const found = root.querySelector<HTMLElement>(selector)
      found?.focus({ preventScroll: true })
      return !!found
    },
    returnFocus() {
      if (root.activeElement && cameFrom instanceof HTMLElement) cameFrom.focus({ preventScroll: true })
    },
    remove() {
      stopKeeping()
      stopSecluding()
      element.remove()
    },
  }
}

/**
 * Takes events inside the element away from listeners of the page that hear of them before the element does, and
 * gives those inside a copy that does not leave it. Returns the undo.
 */
function seclude(element: Element): () => void {
  const take = safely((event: Event) => {
    const path = event.composedPath()
    const target = path[0]
    if (!path.includes(element) || target === element) return
    event.stopImmediatePropagation()
    // A plain event: Firefox lets every other one of a keyboard or pointer leave, whatever it is told.
    const copy = new Event(event.type, { bubbles: event.bubbles, cancelable: event.cancelable })
    for (const name in event)
      if (!(name in copy))
        Object.defineProperty(copy, name, { __proto__: null, value: event[name as keyof Event] } as object)
    if (!target!.dispatchEvent(copy)) event.preventDefault()
  })
  // A touch that might be prevented would hold up scrolling.
  for (const type of earlyEvents)
    addEventListener(type, take, { capture: true, passive: type.startsWith('touch') })
  return () => {
    for (const type of earlyEvents) removeEventListener(type, take, true)
  }
}
