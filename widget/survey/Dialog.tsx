import type { VNode } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import styles from './formats.css?inline'

/** Of modal, page and bar, which few surveys need. */
export { styles }

interface DialogProps {
  readonly format: string
  /** Its `lang` and `dir`. */
  readonly language: object
  /** The id of what it is called by: what it shows is said once. */
  readonly labelledBy: string
  readonly children: VNode
  press(event: KeyboardEvent & { currentTarget: Element }): void
  dismiss(): void
}

/** The browser's own modal dialog: it keeps the focus inside and the page behind inert. */
export function Dialog({ format, language, labelledBy, children, press, dismiss }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null)
  // After every render, as a page that takes the survey away and gets it back has closed it.
  useLayoutEffect(() => {
    const dialog = ref.current
    if (!dialog || dialog.open) return
    dialog.showModal()
    // The dialog itself: a focus ring around the first point would suggest it.
    dialog.focus()
  })
  // It gives the focus back when it is closed, not when it is removed.
  useLayoutEffect(() => () => ref.current?.close(), [])
  return (
    <dialog
      {...language}
      ref={ref}
      class={format}
      aria-labelledby={labelledBy}
      tabIndex={-1}
      onKeyDown={press}
      onWheel={(event) => keepStill(event, event.ctrlKey)}
      onTouchMove={(event) => keepStill(event, event.touches.length > 1)}
      onCancel={dismiss}
      onClick={(event) => event.target === event.currentTarget && dismiss()}
    >
      {children}
    </dialog>
  )
}

/** Keeps the page behind from scrolling where nothing in here scrolls; whoever zooms may. */
function keepStill(event: Event, isZoom: boolean): void {
  const scrolls = event.composedPath().some((each) => {
    if (!(each instanceof HTMLElement) || !each.matches('textarea, section')) return false
    return each.scrollHeight > each.clientHeight
  })
  if (!scrolls && !isZoom && event.cancelable) event.preventDefault()
}
